import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openCliFolder } from './cli-process.ts';
import { startCountingApi } from './counting-api.ts';

const folder = openCliFolder();
afterAll(() => folder[Symbol.dispose]());

function readJson(name: string): {
  users: { id: number }[];
  vms: { id: number }[];
  statistics: Record<string, unknown> & { run: string; failures: { resource: string; count: number }[] };
} {
  return JSON.parse(readFileSync(join(folder.path, name), 'utf8'));
}

function refusal(status: number, message: string): Response {
  return Response.json({ code: 'ERROR_FATAL', message }, { status });
}

test('a server that refuses every third create leaves the other two thirds, and the statistics say so', async () => {
  await using api = await startCountingApi({
    onCreate: (count) => (count % 3 === 0 ? refusal(500, 'Out of order.') : undefined),
  });
  const args = ['full-dataset', '--users', '12', '--vms', '30', '--delay', '0', '--output', 'thirds.json'];
  const { code, stdout, stderr } = await folder.run(args, {
    DEMO_API_BASE_URL: api.url,
    DEMO_API_MAX_RETRIES: '0',
  });

  expect(code).toBe(3);
  expect(api.counts()).toEqual({ users: 8, vms: 20 });
  const { users, vms, statistics } = readJson('thirds.json');
  expect([users.length, vms.length]).toEqual([8, 20]);
  expect(statistics).toMatchObject({
    total_users: 8,
    total_vms: 20,
    user_success_rate: 66.7,
    vm_success_rate: 66.7,
  });
  expect(statistics.failures.map(({ resource, count }) => [resource, count])).toEqual([
    ['users', 4],
    ['vms', 10],
  ]);
  expect(stdout).toContain('8 of 12');
  expect(stdout).toContain('20 of 30');
  expect(stdout).toContain('✗ 10 vms: 500 Internal Server Error: Out of order.');
  expect(stderr).toContain('seedbed: 14 records were not created');
  expect(stderr).toContain('--batch-size 1');
});

test('a server that refuses everything is not asked for long', async () => {
  await using api = await startCountingApi({ onCreate: () => refusal(422, 'The plan has ended.') });
  const { code, stdout, stderr } = await folder.run(['users', '-c', '50', '-d', '0', '-o', 'none.json'], {
    DEMO_API_BASE_URL: api.url,
  });

  expect(code).toBe(3);
  expect(api.creates()).toBeLessThan(15);
  expect(readJson('none.json')).toMatchObject({
    users: [],
    statistics: { total_users: 0, user_success_rate: 0 },
  });
  expect(stdout).toContain('The plan has ended.');
  expect(stdout).not.toContain('seedbed sweep');
  expect(stderr).toContain('seedbed: Stopped after 5 equal refusals in a row');
});

test('Ctrl-C waits for what is in flight, then tells what exists and where', async () => {
  const interrupt = Promise.withResolvers<void>();
  await using api = await startCountingApi({
    latency: 300,
    onCreate: (count) => {
      if (count === 12) interrupt.resolve();
      return undefined;
    },
  });
  const running = folder.start(
    ['users', '-c', '40', '-b', '5', '-d', '0', '--concurrency', '5', '-o', 'part.json'],
    {
      DEMO_API_BASE_URL: api.url,
    },
  );
  await interrupt.promise;
  running.child.kill('SIGINT');
  const { code, stdout, stderr } = await running.ended;

  expect(code).toBe(130);
  const { users, statistics } = readJson('part.json');
  // The twelfth was on its way, with at most four others, whatever their batch: `--delay 0` has no pause between them. No more was sent.
  expect(users.length).toBeGreaterThanOrEqual(12);
  expect(users.length).toBeLessThanOrEqual(16);
  expect(api.counts().users).toBe(users.length);
  expect(api.creates()).toBe(users.length);
  expect(statistics.failures).toEqual([
    { resource: 'users', reason: 'not sent: interrupted', count: 40 - users.length, not_sent: true },
  ]);
  expect(stdout).toContain(`seedbed sweep --run ${statistics.run}`);
  expect(stderr).toContain('Stopping: waiting for what is in flight.');
  expect(stderr).toContain('seedbed: Interrupted.');
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('Ctrl-C twice ends at once, and tells what exists and how to remove it', async () => {
  const interrupt = Promise.withResolvers<void>();
  await using api = await startCountingApi({
    latency: 500,
    onCreate: (count) => {
      if (count === 12) interrupt.resolve();
      return undefined;
    },
  });
  const url = { DEMO_API_BASE_URL: api.url };
  const running = folder.start(['users', '-c', '40', '-b', '5', '-d', '0', '--concurrency', '5'], url);
  await interrupt.promise;
  running.child.kill('SIGINT');
  await running.said('Ctrl-C again to quit');
  running.child.kill('SIGINT');
  const { code, stderr } = await running.ended;

  expect(code).toBe(130);
  const run = /(\d+) records of run (sb[a-z0-9]{10}) are on the API/.exec(stderr);
  expect(Number(run?.[1])).toBeGreaterThanOrEqual(5);
  expect(stderr).toContain(`seedbed sweep --run ${run?.[2]}`);
  await folder.run(['sweep', '--run', String(run?.[2])], url);
  expect(api.counts().users).toBe(0);
});

test('a reader who has had enough is no error, and still hears what exists', async () => {
  await using api = await startCountingApi({});
  const running = folder.start(['users', '-c', '3', '-d', '0'], { DEMO_API_BASE_URL: api.url });
  running.child.stdout?.destroy();
  const { code, stderr } = await running.ended;

  expect(code).toBe(0);
  expect(api.counts().users).toBe(3);
  expect(stderr).toMatch(/3 records of run sb[a-z0-9]{10} are on the API/);
});

test('under a rate limit that is told, no request is refused', async () => {
  await using api = await startCountingApi({ rateLimit: { requests: 4, per: 400 } });
  const { code, stdout } = await folder.run(
    ['users', '-c', '10', '-d', '0', '--rate-limit', '4/400ms', '--json'],
    {
      DEMO_API_BASE_URL: api.url,
    },
  );

  expect(code).toBe(0);
  expect(JSON.parse(stdout).statistics).toMatchObject({ total_users: 10, rate_limited: 0, requests: 11 });
});
