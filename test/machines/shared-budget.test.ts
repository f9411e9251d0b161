import { expect, test } from 'vitest';
import { startCountingApi } from '../contract/counting-api.ts';
import { eventually } from '../contract/hosts.ts';
import { describeWithRedis } from './describe-with-redis.ts';
import { startProcess } from './processes.ts';
import { startRedis } from './redis-server.ts';
import { expectOneNode, watchKeys } from './touched-keys.ts';

const limit = { requests: 10, per: 2000 };

describeWithRedis('shards on several machines', () => {
  test('keep a known limit together at its full rate, and log in once', async () => {
    await using redis = await startRedis();
    await using touched = await watchKeys(redis);
    const creates: number[] = [];
    await using api = await startCountingApi({
      rateLimit: limit,
      onCreate: () => void creates.push(performance.now()) as undefined,
    });
    const config = JSON.stringify({
      baseUrl: api.url,
      coordinator: redis.url,
      rateLimit: '10/2s',
      timeout: 1,
    });
    await using first = startProcess('shard.ts', [config, '20']);
    await using second = startProcess('shard.ts', [config, '20']);
    await using third = startProcess('shard.ts', [config, '20']);
    await Promise.all([first, second, third].map((shard) => shard.says('ready')));
    expect(api.counts().users).toBe(60);
    expect(api.answers(429)).toBe(0);
    expectOneNode(touched);
    expect(api.asked.filter((line) => line === 'POST /auth/login')).toHaveLength(1);
    // Ten go at once, the others ten by ten; the login is one of them.
    const idealMs = (Math.ceil(api.asked.length / limit.requests) - 1) * limit.per;
    expect((creates.at(-1) as number) - (creates[0] as number)).toBeLessThan(1.1 * idealMs);
    // No token, no password, and no name that says which.
    for (const key of await redis.client.keys('*')) {
      const type = await redis.client.type(key);
      const held = type === 'string' ? await redis.client.get(key) : '';
      expect(`${key} ${held}`).not.toMatch(/demo|password|Bearer|eyJ/i);
    }
  });

  test('send nothing while Redis is away, and nothing above the limit when it comes back without its memory', async () => {
    await using redis = await startRedis();
    await using api = await startCountingApi({ rateLimit: limit });
    const config = JSON.stringify({
      baseUrl: api.url,
      coordinator: redis.url,
      rateLimit: '10/2s',
      timeout: 1,
    });
    await using first = startProcess('shard.ts', [config, '20']);
    await using second = startProcess('shard.ts', [config, '20']);
    expect(await eventually(() => api.creates() > 12)).toBe(true);
    await redis.stop();
    // Whichever came first has also told that it waits for what a new Redis may have forgotten.
    const isLost = (): boolean => first.lines.some(({ told }) => String(told).includes('is lost'));
    expect(await eventually(isLost)).toBe(true);
    const before = api.creates();
    await new Promise((resolve) => setTimeout(resolve, 3 * limit.per));
    // Slots that were in hand already may still be used.
    expect(api.creates() - before).toBeLessThan(limit.requests);
    await redis.start();
    await Promise.all([first, second].map((shard) => shard.says('ready')));
    expect(first.lines).toContainEqual({ told: expect.stringContaining('is back') });
    expect(api.counts().users).toBe(40);
    expect(api.answers(429)).toBe(0);
  });

  test('say in one line that Redis is not there, and send nothing', async () => {
    await using api = await startCountingApi();
    const gone = await startRedis();
    await gone[Symbol.asyncDispose]();
    const { startRun } = await import('../../src/host/open-run.ts');
    const url = `redis://:geheim@127.0.0.1:${gone.port}`;
    const failure = await startRun('/nowhere', { baseUrl: api.url, coordinator: url }).catch(
      (error) => error,
    );
    expect(failure.code).toBe('SEEDBED_COORDINATOR');
    expect(failure.message).toContain(`redis://127.0.0.1:${gone.port}`);
    expect(failure.message).not.toContain('geheim');
    expect(api.asked).toEqual([]);
  });

  test('refuse a wrong password in one line that does not show it', async () => {
    await using redis = await startRedis({ password: 'right-password' });
    await using api = await startCountingApi();
    const { startRun } = await import('../../src/host/open-run.ts');
    const url = redis.url.replace('right', 'wrong');
    const failure = await startRun('/nowhere', { baseUrl: api.url, coordinator: url }).catch(
      (error) => error,
    );
    expect(failure.message).toMatch(
      /^Cannot reach the coordinator at redis:\/\/127\.0\.0\.1:\d+: .*password/,
    );
    expect(failure.message).not.toContain('wrong-password');
  });
});
