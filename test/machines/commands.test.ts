import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type CliFolder, type CliResult, openCliFolder } from '../contract/cli-process.ts';
import { startCountingApi } from '../contract/counting-api.ts';
import { eventually } from '../contract/hosts.ts';
import { describeWithRedis } from './describe-with-redis.ts';
import { startRedis } from './redis-server.ts';

const noWorker = 'No worker takes the jobs yet';
const runIn = ({ stdout, stderr }: CliResult): string => /sb[a-z0-9]{10}/.exec(stdout + stderr)?.[0] ?? '';
const linesOf = ({ path }: CliFolder, file: string): string[] =>
  readFileSync(join(path, file), 'utf8').trim().split('\n');

describeWithRedis('the commands of work over machines, as they are built', () => {
  test('make, gather, resume, stop, drain and sweep, each machine with a folder of its own', async () => {
    await using redis = await startRedis({ password: 'right-password' });
    await using api = await startCountingApi({ latency: 5, bulk: false });
    const env = { DEMO_API_BASE_URL: api.url, SEEDBED_COORDINATOR: redis.url, SEEDBED_LANG: 'en' };
    using machines = folders();
    const [a, b, here, there] = machines;
    const made = async (creates: number): Promise<void> => {
      const before = api.creates();
      expect(await eventually(() => api.creates() >= before + creates, 60_000)).toBe(true);
    };

    // Nobody works: said once, and a Ctrl-C ends it.
    const lonely = here.start(['create', 'users=5', '--distributed'], env);
    await lonely.said(noWorker);
    lonely.child.kill('SIGINT');
    const alone = await lonely.ended;
    expect(alone.code).toBe(130);
    expect(alone.stderr.split(noWorker)).toHaveLength(2);
    expect(api.creates()).toBe(0);

    const workers = [a.start(['worker'], env), b.start(['worker'], env)];
    await Promise.all(workers.map((worker) => worker.said('Taking jobs from redis://127.0.0.1')));

    // Two ask at once.
    const seed = ['full-dataset', '--users', '40', '--vms', '60', '--distributed', '-o', 'out.json'];
    const [whole, other] = await Promise.all([
      here.run(seed, env),
      there.run(['create', 'users=30', '--distributed', '-o', 'out.ndjson'], env),
    ]);
    expect(whole).toMatchObject({ code: 0 });
    expect(other).toMatchObject({ code: 0 });
    expect(whole.stdout).toMatch(/users +40 of 40 +0 +100 %/);
    expect(whole.stderr.match(/^(users {2}40 of 40|vms {2}60 of 60)$/gm)).toEqual([
      'users  40 of 40',
      'vms  60 of 60',
    ]);
    const out = JSON.parse(readFileSync(join(here.path, 'out.json'), 'utf8')) as Record<string, unknown[]>;
    expect([out.users?.length, out.vms?.length]).toEqual([40, 60]);
    expect(linesOf(there, 'out.ndjson')).toHaveLength(30);
    expect(api.counts()).toEqual({ users: 70, vms: 60 });

    // The one who asks is killed, one worker ends what it has in hand, and another machine gathers.
    const killed = here.start(['full-dataset', '--users', '400', '--vms', '400', '--distributed'], env);
    await made(30);
    killed.child.kill('SIGKILL');
    const run = runIn(await killed.ended);
    workers[0]?.child.kill('SIGTERM');
    expect(await workers[0]?.ended).toMatchObject({ code: 0 });
    const resume = ['full-dataset', '--resume', run, '-o', 'out.csv'];
    expect(await there.run(resume, env)).toMatchObject({ code: 0 });
    expect(readdirSync(there.path)).toContain('out.vms.csv');
    expect(linesOf(there, 'out.users.csv')).toHaveLength(1 + 400);
    expect(api.counts()).toEqual({ users: 470, vms: 460 });

    // By the coordinator the killed one may still live.
    const early = await there.run(['sweep', '--run', run], env);
    expect(early).toMatchObject({ code: 2 });
    expect(early.stderr).toContain('by the coordinator');

    // So many that none of its workers has ended them when it hears of the Ctrl-C.
    const stopped = here.start(['create', 'users=4000', '--distributed', '-o', 'part.ndjson'], env);
    await made(30);
    stopped.child.kill('SIGINT');
    const end = await stopped.ended;
    expect(end.code).toBe(130);
    const part = linesOf(here, 'part.ndjson').length;
    expect(part).toBeLessThan(4000);
    expect(api.counts()).toEqual({ users: 470 + part, vms: 460 });
    workers[1]?.child.kill('SIGTERM');
    expect(await workers[1]?.ended).toMatchObject({ code: 0 });

    // Neither a machine that made some of it, nor one that knows nothing of it, leaves anything.
    for (const [machine, result] of [
      [a, whole],
      [there, end],
    ] as const) {
      const { code, stderr } = await machine.run(
        ['sweep', '--run', runIn(result), '--max-delete', '4000'],
        env,
      );
      expect(code, stderr).toBe(0);
    }
    expect(api.counts()).toEqual({ users: 470 - 40, vms: 460 - 60 });

    const wrong = { ...env, SEEDBED_COORDINATOR: redis.url.replace('right', 'wrong') };
    const refused = await there.run(['worker'], wrong);
    expect(refused).toMatchObject({ code: 5, stdout: '' });
    expect(refused.stderr).toMatch(
      /^seedbed: Cannot reach the coordinator at redis:\/\/127\.0\.0\.1:\d+: .*\n$/,
    );
    expect(refused.stderr).not.toContain('wrong-password');
  });
});

function folders(): [CliFolder, CliFolder, CliFolder, CliFolder] & Disposable {
  const all = [openCliFolder(), openCliFolder(), openCliFolder(), openCliFolder()] as const;
  return Object.assign([...all] as [CliFolder, CliFolder, CliFolder, CliFolder], {
    [Symbol.dispose]() {
      for (const folder of all) folder[Symbol.dispose]();
    },
  });
}
