import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type CliFolder, type CliResult, openCliFolder } from '../contract/cli-process.ts';
import { spellingsOf } from './canaries.ts';
import { everyFault, type Fault, type Faults, type FaultyRequest } from './fault.ts';
import { type FaultServer, type FaultServerOptions, startFaultServer } from './fault-server.ts';
import { firstCreates } from './seeding.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Stage {
  readonly server: FaultServer;
  readonly folder: CliFolder;
  run(args: readonly string[], environment?: Record<string, string>): Promise<CliResult>;
}

async function open(options: FaultServerOptions = {}): Promise<Stage> {
  const server = await startFaultServer(options);
  const folder = openCliFolder();
  writeFileSync(join(folder.path, 'seedbed.config.mjs'), 'export default { maxWait: 0.1 };\n');
  closers.push(
    () => server.close(),
    () => folder[Symbol.dispose](),
  );
  const account = { DEMO_API_EMAIL: 'admin@example.com', DEMO_API_PASSWORD: 'demo-password' };
  return {
    server,
    folder,
    run: (args, environment) =>
      folder.run(args, {
        DEMO_API_BASE_URL: server.baseUrl,
        DEMO_API_TIMEOUT: '1',
        ...account,
        ...environment,
      }),
  };
}

describe('records whose outcome is unknown', () => {
  /** The answers of the first creates are lost, and lists cannot be read while `blind`. */
  const lost = (count: number): { faults: Faults; see(): void } => {
    let blind = true;
    const create = firstCreates({ kind: 'reset-after-commit' }, count);
    return {
      faults: (order, request) =>
        blind && request.method === 'GET' ? { kind: 'status', status: 500 } : create(order, request),
      see: () => {
        blind = false;
      },
    };
  };

  test.each([
    ['some', 2],
    ['all', 4],
  ])('are reported, kept in the ledger, and found by the sweep (%s)', async (_, count) => {
    const { faults, see } = lost(count);
    const { server, run, folder } = await open({ faults });
    const args = ['users', '-c', '4', '-d', '0', '-b', '1', '-o', 'out.json'];
    const { code, stdout, stderr } = await run(args, { DEMO_API_MAX_RETRIES: '0' });

    expect(code).toBe(3);
    expect(server.users).toHaveLength(4);
    const { users, statistics } = JSON.parse(readFileSync(join(folder.path, 'out.json'), 'utf8'));
    expect(users).toHaveLength(4 - count);
    expect(statistics).toMatchObject({ total_users: 4 - count, unknown: count });
    expect(stdout).toContain(`? ${count} users of these may exist`);
    expect(stdout).toContain(`seedbed sweep --run ${statistics.run}`);
    expect(stderr).toContain(`seedbed: ${count} records were not created`);

    see();
    const swept = await run(['sweep', '--run', statistics.run]);
    expect(swept.code).toBe(0);
    expect(server.users).toEqual([]);
    expect(readdirSync(join(folder.path, '.seedbed/runs'))).toEqual([]);
  });
});

describe('secrets', () => {
  const password = 'pw-canary-8c1f/+?é';
  const token = 'token-canary-31e9/+=';
  const seeded = 'key-canary-77ab';
  const given = ['token-1-of-the-small-api', 'token-2-of-the-small-api'];
  const canaries = [password, token, seeded, ...given];
  const spellings = canaries.flatMap(spellingsOf);

  /** A server that answers with all the secrets that the request held. */
  const telling = (fault: Fault, { body, authorization }: FaultyRequest): Fault => {
    const sent = `${JSON.stringify(body)} ${authorization}`;
    const known = canaries.filter((canary) => sent.includes(canary));
    const message = `Refused: ${known.flatMap(spellingsOf).join(' ')}.`;
    if (fault.kind === 'redirect') return { ...fault, to: `${fault.to}?${known.map(encodeURIComponent)}` };
    return fault.kind === 'status' ? { ...fault, body: JSON.stringify({ message, known }) } : fault;
  };

  /** Everything that a run leaves where somebody may read it. */
  function told(folder: CliFolder, { stdout, stderr }: CliResult): string {
    const files = readdirSync(folder.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== '.env')
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    return [stdout, stderr, ...files].join('\n');
  }

  const refusals: readonly Fault[] = [400, 401, 403, 404, 409, 422, 429, 500, 503].map((status) => ({
    kind: 'status',
    status,
    headers: { 'retry-after': '999' },
  }));
  const redirect: Fault = {
    kind: 'redirect',
    status: 307,
    to: 'http://127.0.0.1:9/elsewhere',
  };
  // One of each way to end: the exchange is tested with all of them.
  const silent = ['reset-after-commit', 'stall-headers', 'truncated', 'html', 'no-id', 'huge'];
  const faults = [...everyFault.filter(({ kind }) => silent.includes(kind)), ...refusals, redirect];

  test.each(
    faults.map((fault) => ({
      fault,
      name: 'status' in fault ? `${fault.kind} ${fault.status}` : fault.kind,
    })),
  )('are not told by $name, neither at the login nor after it', async ({ fault }) => {
    const runs = ['login', 'later'].map(async (where) => {
      const { run, folder } = await open({
        login: { email: 'admin@example.com', password },
        faults: (_, request) =>
          (request.path === '/auth/login') === (where === 'login') ? telling(fault, request) : undefined,
      });
      const seed = JSON.stringify({ users: { count: 2, set: { password: seeded } }, vms: 1 });
      writeFileSync(join(folder.path, 'seed.json'), seed);
      const args = ['full-dataset', '--seed', '@seed.json', '-d', '0', '-v', '-o', 'out.json'];
      const result = await run(args, {
        DEMO_API_PASSWORD: password,
        DEMO_API_MAX_RETRIES: '0',
        DEMO_API_LOG_LEVEL: 'debug',
      });
      return { code: result.code, text: told(folder, result).replace(seed, '') };
    });
    for (const { code, text } of await Promise.all(runs)) {
      expect(code).toBeGreaterThan(0);
      if (fault.kind === 'status') expect(text).toContain('[secret]'); // it was told, and masked
      for (const spelling of spellings) expect(text).not.toContain(spelling);
    }
  });

  test('are not told where they come from flags, .env files or as a token', async () => {
    const { run, folder } = await open({
      faults: (_, request) => telling({ kind: 'status', status: 403 }, request),
    });
    writeFileSync(join(folder.path, '.env'), `DEMO_API_TOKEN='${token}'\n`);
    const empty = { DEMO_API_EMAIL: '', DEMO_API_PASSWORD: '' };
    for (const [args, environment] of [
      [['users', '-e', 'admin@example.com', '-p', password], {}],
      [['users'], empty],
      [['status'], empty],
      [['status'], { DEMO_API_TOKEN: `${token}\n` }],
      [['status', '--base-url', `http://admin:${password}@127.0.0.1:9/`], empty],
      [['status', '--base-url', `nowhere?token=${token}`], empty],
    ] as const) {
      const result = await run([...args], environment);
      expect(result.code).toBeGreaterThan(0);
      const text = told(folder, result);
      for (const spelling of spellings) expect(text).not.toContain(spelling);
    }
    expect(existsSync(join(folder.path, '.env'))).toBe(true);
  });
});
