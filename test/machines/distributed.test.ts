import { expect, test } from 'vitest';
import { readConfig } from '../../src/host/open-run.ts';
import { sweepRuns } from '../../src/host/sweep-runs.ts';
import { type CountingApi, type CountingOptions, startCountingApi } from '../contract/counting-api.ts';
import { eventually } from '../contract/hosts.ts';
import { describeWithRedis } from './describe-with-redis.ts';
import { startProcess, type Talking } from './processes.ts';
import { type RedisServer, startRedis } from './redis-server.ts';
import { expectOneNode, watchKeys } from './touched-keys.ts';

/** Kills of a worker in one test; the whole of it: `SEEDBED_KILLS=20`. */
const kills = Number(process.env.SEEDBED_KILLS ?? 1);
const lasting = { args: ['--appendonly', 'yes', '--appendfsync', 'always'] };

const configOf = (api: CountingApi, redis: RedisServer, more: object = {}): string =>
  // One request for each record: a kill comes in the middle of them.
  JSON.stringify({ baseUrl: api.url, coordinator: redis.url, project: 'p', openapi: false, ...more });

/** What an asker says at the end if nothing is missing. */
function whole(users: number, vms: number): object {
  const all = (count: number): object => ({ planned: count, created: count, failed: 0, unknown: 0 });
  return { resources: { users: all(users), vms: all(vms) }, distinct: users + vms };
}

describeWithRedis('a population over several machines', () => {
  test('is made whole by two workers, gathered by the one who asked, and leaves nothing in Redis', async () => {
    await using redis = await startRedis();
    await using touched = await watchKeys(redis);
    await using api = await startCountingApi();
    const config = configOf(api, redis);
    await using one = startProcess('worker.ts', [config]);
    await using two = startProcess('worker.ts', [config]);
    await Promise.all([one.says('ready'), two.says('ready')]);
    await using asker = startProcess('asker.ts', [config, JSON.stringify({ users: 450, vms: 700 })]);
    const run = await asker.says('run');
    expect(asker.lines.at(-1)).toMatchObject(whole(450, 700));
    expect(api.counts()).toEqual({ users: 450, vms: 700 });
    expect((await redis.client.keys('*')).filter((key) => key.includes(String(run)))).toEqual([]);
    expectOneNode(touched);
    // A worker ends what it has in hand, and then itself.
    await Promise.all([one.end(), two.end()]);
    const report = await sweepRuns(await readConfig(asker.root, JSON.parse(config)), {
      run: String(run),
      maxDelete: 2000,
    });
    expect([report.removed, report.left]).toEqual([1150, []]);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test(
    `loses and doubles nothing if a worker is killed at random (kills: ${kills})`,
    async () => {
      await using redis = await startRedis();
      // Of what it knows of a record, an API that is slow to answer has the more to lose.
      await using api = await startCountingApi({ latency: 5 });
      const config = configOf(api, redis, { concurrency: 8 });
      const workers: Talking[] = [];
      const start = async (): Promise<Talking> => {
        const worker = startProcess('worker.ts', [config]);
        workers.push(worker);
        await worker.says('ready');
        return worker;
      };
      await start();
      await start();
      const users = 250 * kills;
      await using asker = startProcess('asker.ts', [config, JSON.stringify({ users, vms: users })]);
      try {
        for (let kill = 1; kill <= kills; kill++) {
          // Somewhere in its middle.
          const due = ((kill - 0.5 + (Math.random() - 0.5) * 0.8) / kills) * 2 * users;
          expect(await eventually(() => api.creates() >= due, 120_000)).toBe(true);
          workers.at(-1 - (kill % 2))?.child.kill('SIGKILL');
          await start();
        }
        await asker.says('run');
        expect(asker.lines.at(-1)).toMatchObject(whole(users, users));
        expect(api.counts()).toEqual({ users, vms: users });
      } finally {
        for (const worker of workers) await worker[Symbol.asyncDispose]();
      }
    },
    120_000 + 60_000 * kills,
  );

  test('goes on while the one who asked is dead, who comes back by the run', async () => {
    await using redis = await startRedis();
    await using api = await startCountingApi({ latency: 5 });
    const config = configOf(api, redis);
    await using worker = startProcess('worker.ts', [config]);
    await worker.says('ready');
    await using asker = startProcess('asker.ts', [config, JSON.stringify({ users: 300, vms: 300 })]);
    expect(await eventually(() => api.creates() > 50)).toBe(true);
    asker.child.kill('SIGKILL');
    const [what] = await redis.client.keys('*:run:sb??????????');
    const run = what?.split(':').at(-1) ?? '';
    expect(await eventually(() => api.counts().vms === 300, 60_000)).toBe(true);
    await using back = startProcess('asker.ts', [config, run]);
    expect(await back.says('run')).toBe(run);
    expect(back.lines.at(-1)).toMatchObject(whole(300, 300));
    expect(api.counts()).toEqual({ users: 300, vms: 300 });
  });

  test('loses nothing if Redis is stopped on the way and started again', async () => {
    await using redis = await startRedis(lasting);
    await using api = await startCountingApi({ latency: 5, rateLimit: { requests: 100, per: 1000 } });
    const config = configOf(api, redis, { rateLimit: '100/1s', timeout: 1 });
    await using one = startProcess('worker.ts', [config]);
    await using two = startProcess('worker.ts', [config]);
    await Promise.all([one.says('ready'), two.says('ready')]);
    await using asker = startProcess('asker.ts', [config, JSON.stringify({ users: 400, vms: 400 })]);
    expect(await eventually(() => api.creates() > 200, 60_000)).toBe(true);
    await redis.stop();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await redis.start();
    await asker.says('run');
    expect(asker.lines.at(-1)).toMatchObject(whole(400, 400));
    expect(api.counts()).toEqual({ users: 400, vms: 400 });
    expect(api.answers(429)).toBe(0);
  });

  // By the hundred, as the API's own description offers; the second of these calls is answered when `over` says so.
  const heldBulk = () => {
    const reached = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    let calls = 0;
    const serve: NonNullable<CountingOptions['serve']> = async (line, request, next) => {
      const answer = await next(request);
      if (line === 'POST /user/bulk' && ++calls === 2) {
        reached.resolve();
        await over.promise;
      }
      return answer;
    };
    return { reached: reached.promise, over: over.resolve, options: { serve } };
  };
  const inBulk = { openapi: '/openapi.json', concurrency: 4, settle: 0.05 };

  test('loses and doubles nothing if a worker is killed in a bulk call that was carried out', async () => {
    const { reached, over, options } = heldBulk();
    await using redis = await startRedis();
    await using api = await startCountingApi(options);
    const config = configOf(api, redis, inBulk);
    await using first = startProcess('worker.ts', [config]);
    await first.says('ready');
    await using asker = startProcess('asker.ts', [config, JSON.stringify({ users: 400, vms: 200 })]);
    await reached;
    first.child.kill('SIGKILL');
    over();
    await using second = startProcess('worker.ts', [config]);
    await second.says('ready');
    await asker.says('run');
    expect(asker.lines.at(-1)).toMatchObject(whole(400, 200));
    expect(api.counts()).toEqual({ users: 400, vms: 200 });
    expect(api.asked.filter((line) => line.endsWith('/bulk')).length).toBeGreaterThan(2);
  });

  test('loses and doubles nothing if Redis is stopped in a bulk call, and started again', async () => {
    const { reached, over, options } = heldBulk();
    await using redis = await startRedis(lasting);
    await using api = await startCountingApi(options);
    const config = configOf(api, redis, inBulk);
    await using worker = startProcess('worker.ts', [config]);
    await worker.says('ready');
    await using asker = startProcess('asker.ts', [config, JSON.stringify({ users: 400, vms: 200 })]);
    await reached;
    await redis.stop();
    over();
    await redis.start();
    await asker.says('run');
    expect(asker.lines.at(-1)).toMatchObject(whole(400, 200));
    expect(api.counts()).toEqual({ users: 400, vms: 200 });
    expect(api.asked.filter((line) => line.endsWith('/bulk')).length).toBeGreaterThan(2);
  });

  test('is refused by a worker that would make other people', async () => {
    await using redis = await startRedis();
    await using api = await startCountingApi();
    const scenario = (email: string): object => ({
      scenarios: { one: { users: { count: 1, set: { email } } } },
    });
    await using worker = startProcess('worker.ts', [configOf(api, redis, scenario('b@example.com'))]);
    await worker.says('ready');
    await using asker = startProcess('asker.ts', [
      configOf(api, redis, scenario('a@example.com')),
      JSON.stringify({ use: 'one' }),
    ]);
    await asker.says('run');
    // In the worker's own words, whatever it was that failed with it.
    expect(asker.lines.at(-1)?.stopped).toContain('This machine would make other "users"');
    expect(api.counts().users).toBe(0);
  });
});
