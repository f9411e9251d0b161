/** One shard, as a process of its own: `node shard.ts ROOT CONFIG USERS [GROW]`. Seeds, adds to what all share if it is to, says what it got, and ends when its stdin does. */
import { once } from 'node:events';
import { baseKey } from '../../src/host/datasets/dataset-maker.ts';
import { startRun } from '../../src/host/open-run.ts';
import { onWait } from '../../src/lib/progress.ts';

const [, , root = '', config = '{}', users = '1', grow] = process.argv;
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
onWait((wait) => {
  if (wait.for === 'coordinator') say({ told: wait.says });
});
const host = await startRun(root, JSON.parse(config));
const base = await host.base();
if (base !== undefined)
  say({ base: base.snapshot.records.users?.map(({ id, secrets }) => [id, secrets.password]) });
if (grow !== undefined) {
  const refused = host.add(baseKey, { uzers: 1 }).then(
    () => 'nothing',
    ({ message }: Error) => message,
  );
  const grown = host.add(baseKey, { users: 1 });
  say({ refused: await refused, grown: (await grown).records.users?.length });
}
if (Number(users) > 0) {
  const { records } = await host.acquire({ key: 'a', path: 'a', seed: { users: Number(users) } });
  say({ seeded: records.users?.length });
}
say({ ready: process.pid });
process.stdin.resume();
await once(process.stdin, 'end');
const { removed, left } = await host.close();
say({ removed, left });
process.exit();
