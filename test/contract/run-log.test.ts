import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startRun } from '../../src/host/open-run.ts';
import type { LogEvent, LogLine } from '../../src/log/events.ts';
import { findLogs, readLog } from '../../src/log/log-files.ts';
import { foldLogs } from '../../src/report/fold-logs.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { timeline } from '../../src/report/timeline.ts';
import { spellingsOf } from '../faults/canaries.ts';
import { startCountingApi } from './counting-api.ts';
import { closeStages, eventually, inProcess, openProject, spawned } from './hosts.ts';

afterEach(closeStages);

const of = <Name extends LogEvent['event']>(
  lines: readonly LogLine[],
  name: Name,
): Extract<LogLine, { readonly event: Name }>[] =>
  lines.filter((line): line is Extract<LogLine, { readonly event: Name }> => line.event === name);
const onlyLog = (root: string): LogLine[] => {
  const [log, ...others] = findLogs(root);
  expect(others).toEqual([]);
  return readLog(log?.file ?? '');
};
const request = (key: string) => ({ key, path: `a.spec.ts › ${key}`, seed: { users: 2, vms: 6 } });

test.each([
  ['in this process', inProcess],
  ['in its own process', spawned],
])('a host %s logs what it does, in one file', async (_, open) => {
  const { root, host, end } = await open();
  await Promise.all([host.acquire(request('one')), host.acquire(request('two'))]);
  await host.add('one', { vms: 2 });
  await host.release('one');
  await end();
  const lines = onlyLog(root);
  expect(lines[0]).toMatchObject({ event: 'run-begun', run: host.runId, project: 'contract' });
  expect(of(lines, 'dataset-made')).toHaveLength(2);
  const [made] = of(lines, 'dataset-made');
  expect(made).toMatchObject({
    records: { users: 2, vms: 6 },
    failed: 0,
  });
  expect(of(lines, 'dataset-grown')).toMatchObject([{ records: { vms: 2 } }]);
  expect(of(lines, 'dataset-removed')).toMatchObject([{ removed: 10, left: 0 }]);
  expect(of(lines, 'login')).toMatchObject([{ path: '/auth/login', status: 200 }]);
  const sent = of(lines, 'request');
  expect(sent.filter(({ method, path }) => `${method} ${path}` === 'POST /user')).toHaveLength(4);
  // Every request stands in a pulse, too.
  expect(of(lines, 'pulse').reduce((sum, { answered }) => sum + answered, 0)).toBe(sent.length);
  const [ended] = of(lines, 'run-ended');
  expect(ended).toMatchObject({
    datasets: 2,
    records: { users: 4, vms: 14 },
    removed: 18,
    left: 0,
    requests: sent.length,
    // Two more were added to one of them.
    perParent: [{ child: 'vms', parent: 'users', counts: { '3': 2, '4': 2 } }],
  });
  expect(ended?.splits.map(({ resource, field }) => `${resource}.${field}`)).toContain('vms.status');
  expect(lines.at(-1)?.event).toBe('run-ended');
});

test('tells waits for the limit, repeats and what failed', async () => {
  let creates = 0;
  await using api = await startCountingApi({
    onCreate: () => {
      creates++;
      if (creates === 1) return new Response('', { status: 429, headers: { 'retry-after': '1' } });
      if (creates === 4) return Response.json({ message: 'no more disks' }, { status: 422 });
      return undefined;
    },
  });
  const { root } = await openProject();
  const host = await startRun(root, { baseUrl: api.url, minSuccess: 0 });
  await host.acquire(request('limited'));
  await host.close();
  const lines = onlyLog(root);
  expect(of(lines, 'wait')).toContainEqual(expect.objectContaining({ because: 'limit' }));
  expect(of(lines, 'retry')).toMatchObject([{ level: 'warning', method: 'POST', path: '/user' }]);
  expect(of(lines, 'gave-up').map(({ why }) => why)).toContainEqual(expect.stringContaining('no more disks'));
  const [made] = of(lines, 'dataset-made');
  expect(made?.level).toBe('warning');
  expect(made?.reasons).toContainEqual(expect.objectContaining({ count: 1 }));
  expect(of(lines, 'run-ended')).toMatchObject([{ limited: 1 }]);
});

test('knows a limit that is told in another way than by 429', async () => {
  let creates = 0;
  await using api = await startCountingApi({
    onCreate: () => {
      creates++;
      if (creates === 1)
        return Response.json({ error: 'quota' }, { status: 403, headers: { 'retry-after': '1' } });
      if (creates === 3) return Response.json({ ok: false, error: 'throttled' });
      return undefined;
    },
  });
  const { root } = await openProject();
  const limited = ({ body }: { readonly body: unknown }) =>
    (body as { ok?: boolean } | undefined)?.ok === false;
  const host = await startRun(root, { baseUrl: api.url, limited, concurrency: 1 });
  await host.acquire(request('limited'));
  await host.close();
  const lines = onlyLog(root);
  const refused = of(lines, 'request').filter(({ isLimited }) => isLimited);
  expect(refused.map(({ status }) => status)).toEqual([403, 429]);
  expect(of(lines, 'wait').map(({ because }) => because)).toContain('limit');
  expect(of(lines, 'run-ended')).toMatchObject([{ limited: 2, records: { users: 2, vms: 6 } }]);
  const report = foldLogs([lines]) as RunReport;
  const bins = timeline(report);
  expect(bins.reduce((sum, bin) => sum + bin.limited, 0)).toBe(2);
  expect(bins.reduce((sum, bin) => sum + bin.failed, 0)).toBe(0);
});

test('holds no secret: not of the operator, not of the users, at any level', async () => {
  const { root, api } = await openProject();
  const password = 'pw-canary-8c1f/+?é';
  const query = 'query-canary-991';
  const operator = 'seedbed-demo';
  const host = await startRun(root, {
    baseUrl: api.url,
    logLevel: 'debug',
    query: { api_key: query },
    auth: { email: 'operator@example.com', password: operator },
    userPassword: password,
  });
  const { records } = await host.acquire(request('secret'));
  const user = records.users?.[0];
  await host.send(
    { method: 'GET', path: `/auth/me?token=${query}` },
    { email: String(user?.fields.email), password, record: {} },
  );
  await expect(
    host.send({ method: 'GET', path: '/nowhere' }, { email: 'x@example.com', password, record: {} }),
  ).rejects.toThrow();
  await host.close();
  const text = readFileSync(findLogs(root)[0]?.file ?? '', 'utf8');
  expect(text).toContain('/auth/login');
  for (const canary of [password, query, operator].flatMap(spellingsOf)) expect(text).not.toContain(canary);
  expect(text).not.toMatch(/Bearer|authToken/);
});

test('keeps what was written when the process is killed', async () => {
  const { root, api } = await openProject();
  const main = resolve(import.meta.dirname, 'seeding-process.ts');
  const child = spawn(process.execPath, [main, root, api.url, '3'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const lines = onlyLog(root);
  expect(of(lines, 'dataset-made')).toMatchObject([{ records: { users: 3, vms: 4 } }]);
  expect(of(lines, 'request').filter(({ path }) => path === '/user')).toHaveLength(3);
  expect(of(lines, 'run-ended')).toEqual([]);
});

test('a log folder that cannot be written is said once, and the run passes', async () => {
  const { root, api } = await openProject();
  mkdirSync(join(root, '.seedbed'));
  writeFileSync(join(root, '.seedbed', 'logs'), 'a file stands in the way');
  const warnings: string[] = [];
  const hear = ({ message }: Error): void => void warnings.push(message);
  process.on('warning', hear);
  const host = await startRun(root, { baseUrl: api.url });
  const { records } = await host.acquire(request('one'));
  await host.close();
  expect(records.vms).toHaveLength(6);
  expect(await eventually(() => warnings.length > 0)).toBe(true);
  process.off('warning', hear);
  expect(warnings.filter((warning) => warning.includes('has no log'))).toHaveLength(1);
});
