import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type CliResult, openCliFolder } from './cli-process.ts';
import { type CountingApi, startCountingApi } from './counting-api.ts';

const folder = openCliFolder();
let api: CountingApi | undefined;
afterEach(async () => {
  await api?.[Symbol.asyncDispose]();
  api = undefined;
});
afterAll(() => folder[Symbol.dispose]());

const run = (
  args: readonly string[],
  url: string,
  environment: Record<string, string> = {},
): Promise<CliResult> =>
  folder.run([...args, '--lang', 'fr'], {
    DEMO_API_BASE_URL: url,
    DEMO_API_MAX_RETRIES: '0',
    ...environment,
  });

test('a command tells in French what it made, down to the line that removes it', async () => {
  api = await startCountingApi({});
  const { code, stdout } = await run(
    ['full-dataset', '--users', '2', '--vms', '3', '-d', '0', '-v'],
    api.url,
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(/ressource +créés +échecs +réussite/);
  expect(stdout).toMatch(/users +2 sur 2/);
  const run_ = /pour supprimer +seedbed sweep --run (sb[a-z0-9]{10})/.exec(stdout)?.[1];
  const swept = await run(['sweep', '--run', String(run_)], api.url);
  expect(swept).toMatchObject({ code: 0 });
  expect(swept.stdout).toContain('5 enregistrements supprimés.');
});

test('an API that is down, and one that knows another password, are told in the words that people look for', async () => {
  const unused = createServer().listen(0, '127.0.0.1');
  await once(unused, 'listening');
  const { port } = unused.address() as AddressInfo;
  await new Promise((resolve) => unused.close(resolve));
  const down = await run(['users'], `http://127.0.0.1:${port}/api`);
  expect(down).toMatchObject({ code: 5, stdout: '' });
  expect(down.stderr).toMatch(
    /^seedbed: [^\n]*Impossible de s'authentifier avec l'API[^\n]*--base-url[^\n]*\n$/,
  );

  api = await startCountingApi({});
  const account = { DEMO_API_EMAIL: 'operator@example.com', DEMO_API_PASSWORD: 'not-this-one' };
  const refused = await run(['users'], api.url, account);
  expect(refused).toMatchObject({ code: 4, stdout: '' });
  expect(refused.stderr).toMatch(/Impossible de s'authentifier avec l'API[^\n]*DEMO_API_PASSWORD/);
});

test('machines without anybody to own them, and creates that are refused, are too', async () => {
  api = await startCountingApi({
    onCreate: () => Response.json({ code: 'ERROR', message: 'Non.' }, { status: 500 }),
  });
  const orphans = await run(['vms', '-c', '2'], api.url);
  expect(orphans).toMatchObject({ code: 1, stdout: '' });
  expect(orphans.stderr).toMatch(/Aucun utilisateur trouvé dans l'API[^\n]*seedbed full-dataset/);

  const failed = await run(['users', '-c', '2', '-d', '0'], api.url);
  expect(failed.code).toBe(3);
  expect(failed.stderr).toMatch(/Erreur lors de la création[^\n]*--batch-size 1/);
});
