import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { resolveConfig } from '../../src/config/resolve-config.ts';
import type { ResolvedConfig } from '../../src/config/resolved-config.ts';
import { isSeedbedError } from '../../src/errors.ts';
import { defineResource } from '../../src/factory/define-resource.ts';
import { checkApi } from '../../src/host/check/check-api.ts';
import { openRun } from '../../src/host/open-run.ts';
import { sweepRuns } from '../../src/host/sweep-runs.ts';
import type { LedgerRecord } from '../../src/ledger/ledger.ts';
import { readLedgers } from '../../src/ledger/read-ledgers.ts';
import type { Login } from '../../src/lib/auth.ts';
import { onWait } from '../../src/lib/progress.ts';
import { type Answered, type Asked, serve } from '../unit/http/login/login-server.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const users = defineResource({
  name: 'users',
  path: '/users',
  key: 'email',
  build: ({ unique, fake }) => ({ name: fake.person.fullName(), email: unique.email('someone') }),
});

function configFor(baseUrl: string, login: Login): ResolvedConfig {
  const root = mkdtempSync(join(tmpdir(), 'seedbed-never-sent-'));
  closers.push(() => rmSync(root, { recursive: true, force: true }));
  const auth = { login, email: 'ada@example.com', password: 'secret' };
  return resolveConfig({
    root,
    defaultResources: [],
    explicit: { baseUrl, auth, resources: [users], settle: 0.05, openapi: false },
  });
}

const liveIn = ({ root }: ResolvedConfig): LedgerRecord[] =>
  readLedgers(root).ledgers.flatMap(({ records }) => records);

/** All ways in which records are made, stopped on their way. */
const ways: [string, (config: ResolvedConfig, signal?: AbortSignal) => Promise<unknown>][] = [
  ['check', (config, signal) => checkApi(config, { signal })],
  [
    'a run',
    async (config, signal) => {
      const host = openRun(config);
      signal?.addEventListener('abort', () => void host.close());
      const made = host.acquire({ key: 'one', path: '', seed: { users: 3 } });
      return made.finally(() => host.close());
    },
  ],
];

/** An API whose answers to logins and creates are given. */
async function open(answers: {
  readonly login: (count: number) => Answered;
  readonly create?: (asked: Asked) => Answered;
}): Promise<Awaited<ReturnType<typeof serve>>> {
  let logins = 0;
  const server = await serve((asked) => {
    if (asked.path === '/login') return answers.login(++logins);
    if (asked.method === 'POST') return answers.create?.(asked) ?? { status: 401 };
    return asked.headers.authorization === undefined ? { status: 401 } : { body: [] };
  });
  closers.push(() => server[Symbol.asyncDispose]());
  return server;
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

test.each(ways)('%s: a login that is not understood leaves nothing to be looked for', async (_, make) => {
  const server = await open({ login: () => ({ body: { data: { token: 'tok-canary-123' } } }) });
  const config = configFor(server.origin, { path: '/login' });
  const error = await failureOf(make(config));
  expect(isSeedbedError(error, 'SEEDBED_AUTH')).toBe(true);
  expect(String(error)).toContain(
    'The login answered 200 with "data.token": write `token: \'data.token\'` in `auth.login`.',
  );
  expect(String(error)).not.toContain('canary');
  expect(server.count('POST /users')).toBe(0);
  expect(liveIn(config)).toEqual([]);
});

test.each(ways)('%s: neither does one that fails after the API has refused the create', async (_, make) => {
  const server = await open({ login: (count) => ({ body: count === 1 ? { token: 't1' } : { ok: true } }) });
  const config = configFor(server.origin, { path: '/login', token: 'token' });
  const error = await failureOf(make(config));
  expect(isSeedbedError(error, 'SEEDBED_AUTH')).toBe(true);
  expect(server.count('POST /users')).toBeGreaterThan(0);
  expect(liveIn(config)).toEqual([]);
});

test.each(ways)('%s: nor an abort while a refused create waits to be sent again', async (_, make) => {
  const stop = new AbortController();
  const server = await open({
    login: () => ({ body: { token: 't1' } }),
    create: () => ({ status: 429, headers: { 'retry-after': '50' } }),
  });
  const config = configFor(server.origin, { path: '/login', token: 'token' });
  closers.push(onWait((wait) => wait.for === 'limit' && stop.abort()));
  await failureOf(make({ ...config, auditBytes: 0 }, stop.signal));
  expect(stop.signal.aborted).toBe(true);
  expect(server.count('POST /users')).toBeGreaterThan(0);
  expect(liveIn(config)).toEqual([]);
});

test.each(ways)('%s: but what was made stays known if its reading fails at a login', async (_, make) => {
  const made: string[] = [];
  const server = await serve(({ path, method, body }) => {
    if (path === '/login') return { body: made.length === 0 ? { token: 't1' } : { ok: true } };
    if (method !== 'POST') return made.length === 0 ? { body: [] } : { status: 401 };
    made.push(body);
    return { status: 201, headers: { location: '/users/new' } };
  });
  closers.push(() => server[Symbol.asyncDispose]());
  const config = configFor(server.origin, { path: '/login', token: 'token' });
  await failureOf(make(config));
  expect(made.length).toBeGreaterThan(0);
  expect(liveIn(config)).toHaveLength(made.length);
  // A sweep that cannot log in has looked at nothing, and says so.
  const [run] = readLedgers(config.root).ledgers.map(({ header }) => header.runId);
  const asked = server.seen.length;
  const error = await failureOf(sweepRuns(config, { run }));
  expect(isSeedbedError(error, 'SEEDBED_AUTH')).toBe(true);
  expect(server.seen.slice(asked)).toEqual(['POST /login']);
  expect(liveIn(config)).toHaveLength(made.length);
});
