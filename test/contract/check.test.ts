import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test } from 'vitest';
import { resolveConfig } from '../../src/config/resolve-config.ts';
import type { ResolvedConfig } from '../../src/config/resolved-config.ts';
import { defineResource } from '../../src/factory/define-resource.ts';
import type { BuildContext } from '../../src/factory/definition.ts';
import type { AnyResource } from '../../src/factory/resource.ts';
import { checkApi } from '../../src/host/check-api.ts';
import { isProved, type ResourceReport } from '../../src/host/check-report.ts';
import { sweepRuns } from '../../src/host/sweep-runs.ts';
import { openCliFolder } from './cli-process.ts';
import { startCountingApi } from './counting-api.ts';
import { type Quirks, startQuirkyServer } from './quirky-server.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Users, described in so many words more than is usual. */
function usersWith(more: object): AnyResource {
  const definition: object = {
    name: 'users',
    path: '/users',
    key: 'email',
    build: ({ unique, fake }: BuildContext) => ({
      name: fake.person.fullName(),
      email: unique.email('someone'),
    }),
    ...more,
  };
  return defineResource(definition as Parameters<typeof defineResource>[0]);
}

function configFor(baseUrl: string, users: AnyResource): ResolvedConfig {
  const root = mkdtempSync(join(tmpdir(), 'seedbed-check-'));
  closers.push(() => rmSync(root, { recursive: true, force: true }));
  return resolveConfig({
    root,
    defaultResources: [],
    explicit: { baseUrl, auth: 'none', resources: [users], settle: 0.05 },
  });
}

/** The line as somebody copies it into the definition. */
function parsed(line: string | undefined): object {
  return runInNewContext(`({ ${line} })`) as object;
}

const marksOf = ({ steps }: ResourceReport): string[] =>
  Object.entries(steps).flatMap(([step, { state }]) => (state === 'failed' ? [step] : []));

interface Wrong {
  readonly what: string;
  readonly quirks: Quirks;
  /** What the definition says besides. */
  readonly says?: object;
  readonly failed: readonly string[];
  readonly line: string;
}

const wrong: readonly Wrong[] = [
  {
    what: 'the id has another name',
    quirks: { idName: 'objectId' },
    failed: ['create'],
    line: "id: 'objectId'",
  },
  {
    what: 'the record is in an envelope that has an id of its own',
    quirks: { one: (record) => ({ id: 'request-1', payload: record }) },
    failed: ['create'],
    line: "answers: { one: 'payload' }",
  },
  {
    what: 'the list is in an envelope that nobody knows',
    quirks: { many: (records) => ({ outcome: { found: records } }) },
    failed: ['list'],
    line: "answers: { many: 'outcome.found' }",
  },
  {
    what: 'a slash is missing',
    quirks: { slash: true },
    failed: ['create'],
    line: "path: '/users/'",
  },
  {
    what: 'the API takes forms',
    quirks: { form: true },
    failed: ['create'],
    line: "api: { create: { encode: 'form' } }",
  },
  {
    what: 'records are created by PUT under a name of their own',
    quirks: { put: true },
    failed: ['create'],
    line: "api: { create: { method: 'PUT', path: '/users/{key}' } }",
  },
  {
    what: 'the search parameter is ignored',
    quirks: { search: 'email' },
    says: { lookup: { query: 'mail' } },
    failed: ['find'],
    line: "api: { find: { query: { email: '{key}' } } }",
  },
  {
    what: 'nothing searches, and the list shows all',
    quirks: {},
    says: { lookup: { query: 'mail' } },
    failed: ['find'],
    line: 'lookup: {}',
  },
  {
    what: 'records are archived by a call of its own',
    quirks: { removal: 'archive' },
    failed: ['remove'],
    line: "api: { remove: { method: 'POST', path: '/users/{id}/archive' } }",
  },
  {
    what: 'archived records stay, and are marked',
    quirks: { removal: 'mark' },
    failed: ['remove'],
    line: "api: { remove: { method: 'POST', path: '/users/{id}/archive', gone: ({ body }) => body?.archived === true } }",
  },
  {
    what: 'the list has pages',
    quirks: { others: 25, pageSize: 20 },
    failed: ['list'],
    line: "api: { list: { next: { page: 'page' } } }",
  },
  {
    what: 'the list hides the key, and a search does not',
    quirks: { listHides: 'email', search: 'email' },
    failed: ['find'],
    line: "api: { find: { query: { email: '{key}' } } }",
  },
  {
    what: 'the list hides the key, and nothing searches',
    quirks: { listHides: 'email' },
    failed: ['find'],
    line: 'lookup: false',
  },
  {
    what: 'duplicates are stored, and the definition says that a repeat is harmless',
    quirks: { storesDuplicates: true },
    says: { atLeastOnce: true },
    failed: ['duplicate'],
    line: 'atLeastOnce: false',
  },
];

describe('a description that is wrong', () => {
  test.each(wrong)(
    'is told with the line that makes it right: $what',
    async ({ quirks, says, failed, line }) => {
      await using server = await startQuirkyServer(quirks);
      const report = await checkApi(configFor(server.url, usersWith(says ?? {})));
      const [users] = report.resources as [ResourceReport];

      expect({ failed: marksOf(users), line: users.line }).toEqual({ failed, line });
      expect(users.isLineProved).toBe(true);
      expect(report.left).toBe(0);
      expect(server.ours()).toEqual([]);

      const again = await checkApi(configFor(server.url, usersWith({ ...says, ...parsed(line) })));
      expect(again.resources.flatMap(marksOf)).toEqual([]);
      expect(isProved(again)).toBe(true);
      expect(again.resources[0]?.line).toBeUndefined();
      expect(server.ours()).toEqual([]);
    },
  );

  test('is not tried out if that could remove more than one record: the line is told, and a sweep ends it', async () => {
    await using server = await startQuirkyServer({ removal: 'query' });
    const config = configFor(server.url, usersWith({}));
    const report = await checkApi(config);
    const [users] = report.resources as [ResourceReport];

    expect(users).toMatchObject({
      line: "api: { remove: { path: '/users', query: { id: '{id}' } } }",
      isLineProved: false,
    });
    expect(report.left).toBe(1);
    expect(server.requests.filter((request) => /^DELETE \/users(\?|$)/.test(request))).toEqual([]);
    expect(server.ours()).toHaveLength(1);

    const right = { ...config, resources: [usersWith(parsed(users.line))] };
    expect(isProved(await checkApi(right))).toBe(true);
    await sweepRuns(right, { maxDelete: 10 });
    expect(server.ours()).toEqual([]);
  });

  test('may be wrong in several ways at once', async () => {
    await using server = await startQuirkyServer({
      slash: true,
      idName: 'objectId',
      one: (record) => ({ outcome: record }),
      many: (records) => ({ outcome: records }),
    });
    const report = await checkApi(configFor(server.url, usersWith({})));
    const { line } = report.resources[0] as ResourceReport;
    expect(line).toBe("path: '/users/', id: 'objectId', answers: { one: 'outcome', many: 'outcome' }");
    expect(server.ours()).toEqual([]);

    const again = await checkApi(configFor(server.url, usersWith(parsed(line))));
    expect(isProved(again)).toBe(true);
  });
});

test('a check that is stopped removes what it made', async () => {
  await using server = await startQuirkyServer();
  const stop = new AbortController();
  const stopped = usersWith({ afterCreate: () => stop.abort() });
  await expect(checkApi(configFor(server.url, stopped), { signal: stop.signal })).rejects.toThrow('abort');
  expect(server.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1);
  expect(server.ours()).toEqual([]);
});

test('what no line can mend is told in the words of the server, and nothing else is tried', async () => {
  await using server = await startQuirkyServer({ refuses: 'name: is too long' });
  const report = await checkApi(configFor(server.url, usersWith({})));
  const [users] = report.resources as [ResourceReport];
  expect(users.steps.create).toEqual({
    state: 'failed',
    note: '422 Unprocessable Entity: name: is too long',
  });
  expect(users.line).toBeUndefined();
  expect(Object.values(users.steps).filter(({ state }) => state === 'ok')).toHaveLength(1);
  expect(server.requests).toEqual(['POST /users', 'GET /users']);
});

describe('a description that is right', () => {
  test('takes at most ten requests for each resource, and leaves nothing', async () => {
    await using server = await startQuirkyServer({ storesDuplicates: true, search: 'email' });
    const config = configFor(server.url, usersWith({ lookup: { query: 'email' } }));
    const report = await checkApi(config);
    expect(isProved(report)).toBe(true);
    expect(server.requests.length).toBeLessThanOrEqual(10);
    expect(report.resources[0]?.requests).toBe(server.requests.length);
    expect(server.ours()).toEqual([]);
    expect(
      existsSync(join(config.root, '.seedbed/runs')) && readdirSync(join(config.root, '.seedbed/runs')),
    ).toEqual([]);
  });

  test('is said to be recognised where nothing told it', async () => {
    await using server = await startQuirkyServer({
      one: (record) => ({ data: record }),
      many: (records) => ({ results: records }),
    });
    const report = await checkApi(configFor(server.url, usersWith({})));
    expect(isProved(report)).toBe(true);
    expect(report.resources[0]?.steps).toMatchObject({
      create: { note: 'record found in `data`' },
      list: { note: 'records found in `results`' },
    });
  });
});

describe('seedbed check on the demo API', () => {
  test('finds everything as described, in ten requests a resource, and leaves nothing', async () => {
    await using api = await startCountingApi();
    using folder = openCliFolder();
    const { code, stdout } = await folder.run(['check'], { DEMO_API_BASE_URL: api.url });

    expect(code).toBe(0);
    expect(stdout).not.toContain('✗');
    expect(stdout.match(/✓/g)?.length).toBeGreaterThanOrEqual(16);
    expect(stdout).toContain('All of it works. Nothing is left on the API.');
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    expect(api.asked.filter((line) => line.includes('/user')).length).toBeLessThanOrEqual(10);
    expect(api.asked.filter((line) => line.includes('/vm')).length).toBeLessThanOrEqual(10);
    expect(readdirSync(join(folder.path, '.seedbed/runs'))).toEqual([]);
  });

  test('checks the parents of what it is asked for, and writes JSON', async () => {
    await using api = await startCountingApi();
    using folder = openCliFolder();
    const environment = { DEMO_API_BASE_URL: api.url };
    const { code, stdout } = await folder.run(['check', 'vms', '--json'], environment);
    expect(code).toBe(0);
    const { proved, resources } = JSON.parse(stdout);
    expect(proved).toBe(true);
    expect(resources.map(({ resource }: ResourceReport) => resource)).toEqual(['users', 'vms']);

    const unknown = await folder.run(['check', 'vm'], environment);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('Did you mean "vms"?');
  });
});
