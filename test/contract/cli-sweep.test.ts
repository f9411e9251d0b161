import { afterEach, expect, test } from 'vitest';
import { findLogs } from '../../src/log/log-files.ts';
import { type CliFolder, openCliFolder } from './cli-process.ts';
import { type CountingApi, startCountingApi } from './counting-api.ts';

const folders: CliFolder[] = [];
const apis: CountingApi[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) folder[Symbol.dispose]();
  for (const api of apis.splice(0)) await api[Symbol.asyncDispose]();
});

test('sweep --all removes what was made to stay, and names the runs of other APIs', async () => {
  const folder = openCliFolder();
  folders.push(folder);
  const here = await startCountingApi({});
  const there = await startCountingApi({});
  apis.push(here, there);
  const make = (api: CountingApi): Promise<unknown> =>
    folder.run(['users', '-c', '2', '-d', '0'], { DEMO_API_BASE_URL: api.url });
  await make(here);
  await make(there);

  const at = { DEMO_API_BASE_URL: here.url };
  const unasked = await folder.run(['sweep', '--all'], at);
  expect(unasked).toMatchObject({ code: 2, stdout: '' });
  expect(unasked.stderr).toContain('--yes');
  expect(here.counts().users).toBe(2);

  const { code, stdout, stderr } = await folder.run(['sweep', '--all', '--yes', '-v', '--lang', 'fr'], at);
  expect(code).toBe(0);
  expect(stdout).toContain('2 enregistrements supprimés.');
  expect(stderr).toMatch(/L'exécution sb[a-z0-9]{10} \(2 enregistrements\) concerne une autre API/);
  expect(stderr).toContain(there.url);
  expect([here.counts().users, there.counts().users]).toEqual([0, 2]);
  // It tells what it does while it does it, and has a log of its own, which is not taken for that of a run.
  expect(stderr).toMatch(/· exécution sb\w{10} : 2 users\n/);
  expect(stderr.match(/· DELETE \/user\/\d+ : 20\d /g)).toHaveLength(2);
  const [log] = findLogs(folder.path).filter(({ run }) => run.startsWith('sweep-'));
  const report = await folder.run(['report', log?.run ?? '']);
  expect(report).toMatchObject({ code: 0, stderr: '' });
  expect(report.stdout).toMatch(/Runs swept +1\n.*Removed +2\n.*Left on the API +0\n.*sb\w{10} +2 users\n/s);
  expect((await folder.run(['report'])).stdout).toMatch(/Records +2 users\n/);
});
