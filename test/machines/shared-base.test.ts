import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/host/open-run.ts';
import { sweepRuns } from '../../src/host/sweep-runs.ts';
import { findLogs, readLog } from '../../src/log/log-files.ts';
import { startCountingApi } from '../contract/counting-api.ts';
import { eventually } from '../contract/hosts.ts';
import { describeWithRedis } from './describe-with-redis.ts';
import { startProcess, type Talking } from './processes.ts';
import { startRedis } from './redis-server.ts';
import { expectOneNode, watchKeys } from './touched-keys.ts';

const ledgersIn = ({ root }: Talking): string[] => {
  const folder = join(root, '.seedbed/runs');
  return existsSync(folder) ? readdirSync(folder) : [];
};

describeWithRedis('the shards of one CI run', () => {
  test('have one base dataset, which the last of them removes', async () => {
    await using redis = await startRedis();
    await using touched = await watchKeys(redis);
    await using api = await startCountingApi();
    const config = JSON.stringify({
      ...{ baseUrl: api.url, coordinator: redis.url, project: 'p', run: { users: 3 } },
      runGroup: 'ci-1',
    });
    await using first = startProcess('shard.ts', [config, '2']);
    await using second = startProcess('shard.ts', [config, '0']);
    await using third = startProcess('shard.ts', [config, '1', 'grow']);
    const shards = [first, second, third];
    await Promise.all(shards.map((shard) => shard.says('ready')));
    const [base, ...others] = await Promise.all(shards.map((shard) => shard.says('base')));
    expect(base).toHaveLength(3);
    expect(others).toEqual([base, base]);
    // A seed that was refused is no reason to refuse the next.
    expect(await third.says('refused')).toContain('uzers');
    expect(await third.says('grown')).toBe(1);
    expect(api.counts().users).toBe(3 + 1 + 2 + 1);
    // In a log, what is shared has a name, the same in all of them.
    const shared = shards.map(({ root }) => {
      const asked = findLogs(root).flatMap(({ file }) => readLog(file));
      return asked.find(({ event }) => event === 'dataset-asked') as { dataset?: string } | undefined;
    });
    const [name] = shared.map((line) => line?.dataset);
    expect(name).toMatch(/^sb\w{10}-t\w{5}\w{10}$/);
    expect(shared.map((line) => line?.dataset)).toEqual([name, name, name]);
    // Nobody can read a password there.
    const [[, password] = []] = base as [string, string][];
    for (const key of await redis.client.keys('*'))
      if ((await redis.client.type(key)) === 'hash')
        expect(JSON.stringify(await redis.client.hgetall(key))).not.toContain(password);
    // Elsewhere, the run and its group are known to be alive.
    const [run] = ledgersIn(second).filter((id) => ledgersIn(third).includes(id));
    const sweep = sweepRuns(await readConfig(first.root, JSON.parse(config)), {
      run: String(run),
      maxDelete: 9,
    });
    await expect(sweep).rejects.toThrow(/still at it/);
    await first.end();
    await third.end();
    expect(api.counts().users).toBe(3);
    await second.end();
    expect(api.counts().users).toBe(0);
    expect(second.lines.at(-1)).toEqual({ removed: 3, left: [] });
    expect(shards.flatMap(ledgersIn)).toEqual([]);
    expectOneNode(touched);
    expect((await redis.client.keys('*')).filter((key) => /who|name|bull|make/.test(key))).toEqual([]);
  });

  test('have another one if the shard dies that makes it, and nothing of either stays', async () => {
    await using redis = await startRedis();
    await using api = await startCountingApi({ latency: 100 });
    const config = JSON.stringify({
      ...{ baseUrl: api.url, coordinator: redis.url, project: 'p', run: { users: 30 } },
      ...{ runGroup: 'ci-2', concurrency: 1 },
    });
    await using first = startProcess('shard.ts', [config, '0']);
    expect(await eventually(() => api.counts().users > 2, 60_000)).toBe(true);
    await using second = startProcess('shard.ts', [config, '0']);
    first.child.kill('SIGKILL');
    expect(await second.says('base')).toHaveLength(30);
    expect(api.counts().users).toBeGreaterThan(32);
    await second.end();
    // The dead one is taken for alive until its heartbeat is missed; whoever comes then removes what it was to.
    await redis.client.flushall();
    await sweepRuns(await readConfig(first.root, JSON.parse(config)), { maxDelete: 99 });
    expect(api.counts().users).toBe(0);
  });
});
