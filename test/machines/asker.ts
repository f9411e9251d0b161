/** Asks for a seed as a process of its own: `node asker.ts ROOT CONFIG SEED`, or comes back: `node asker.ts ROOT CONFIG run`. */
import { askForPopulation } from '../../src/distributed/ask.ts';
import { readConfig } from '../../src/host/open-run.ts';

const [, , root = '', config = '{}', what = ''] = process.argv;
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const { run, snapshot, stopped } = await askForPopulation({
  config: await readConfig(root, JSON.parse(config)),
  what: what.startsWith('{') ? { seed: JSON.parse(what) } : { resume: what },
  onProgress: ({ resource, done }) => say({ progress: `${resource} ${done}` }),
});
const { resources } = snapshot.stats;
const keys = Object.values(snapshot.records).flatMap((list) =>
  list.map(({ fields }) => fields.email ?? fields.name),
);
say({ run, resources, distinct: new Set(keys).size, stopped: stopped && String(stopped) });
process.exit();
