import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test } from 'vitest';
import type { SeedbedConfig } from '../../src/config/config.ts';
import { resolveConfig } from '../../src/config/resolve-config.ts';
import type { ResolvedConfig } from '../../src/config/resolved-config.ts';
import { defineResource } from '../../src/factory/define-resource.ts';
import type { BuildContext } from '../../src/factory/definition.ts';
import type { AnyResource } from '../../src/factory/resource.ts';
import { checkApi } from '../../src/host/check/check-api.ts';
import { isProved, type ResourceReport } from '../../src/host/check/check-report.ts';
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

function configFor(baseUrl: string, users: AnyResource, more: SeedbedConfig = {}): ResolvedConfig {
  const root = mkdtempSync(join(tmpdir(), 'seedbed-check-'));
  closers.push(() => rmSync(root, { recursive: true, force: true }));
  return resolveConfig({
    root,
    defaultResources: [],
    explicit: { baseUrl, auth: 'none', resources: [users], settle: 0.05, ...more },
  });
}

/** The line as somebody copies it into the definition. */
function parsed(line: string | undefined): object {
  return runInNewContext(`({ ${line} })`) as object;
}

const marksOf = ({ steps }: ResourceReport): string[] =>
  Object.entries(steps).flatMap(([step, { state }]) => (state === 'failed' ? [step] : []));

const bulk = { path: '/users/bulk' };
const removeMany = { path: '/users/delete' };

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
    what: 'the API wants the fields under a name, and shows them so',
    quirks: { folds: 'fields' },
    failed: ['create'],
    line: 'api: { create: { body: (fields) => ({ fields }) } }',
  },
  {
    what: 'the same under another name, and pages',
    quirks: { folds: 'properties', others: 25, pageSize: 20 },
    failed: ['create', 'list'],
    line: "api: { create: { body: (fields) => ({ properties: fields }) }, list: { next: { page: 'page' } } }",
  },
  {
    what: 'the answer to a create shows an id of another name, and nothing else',
    quirks: { idName: '_id', one: ({ _id }) => ({ _id, result: 'created' }) },
    failed: ['create'],
    line: "id: '_id'",
  },
  {
    what: 'a list goes on after its last record',
    quirks: { others: 25, pageSize: 10, after: 'starting_after' },
    failed: ['list'],
    line: "api: { list: { next: ({ body }) => (body.has_more ? '?starting_after=' + body.data.at(-1).id : undefined) } }",
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
    what: 'records are removed by their e-mail',
    quirks: { removal: 'key' },
    failed: ['remove'],
    line: "api: { remove: { path: '/users/{key}' } }",
  },
  {
    what: 'a create is said to be a form',
    quirks: {},
    says: { api: { create: { encode: 'form' } } },
    failed: ['create'],
    line: 'api: { create: undefined }',
  },
  {
    what: 'a create is said to be a PUT',
    quirks: {},
    says: { api: { create: { method: 'PUT', path: '/users/{key}' } } },
    failed: ['create'],
    line: 'api: { create: undefined }',
  },
  {
    what: 'a record is said to be read elsewhere',
    quirks: {},
    says: { api: { read: { path: '/users/{id}/details' } } },
    failed: ['read'],
    line: 'api: { read: undefined }',
  },
  {
    what: 'a record is said to be archived',
    quirks: {},
    says: { api: { remove: { method: 'POST', path: '/users/{id}/archive' } } },
    failed: ['remove'],
    line: 'api: { remove: undefined }',
  },
  {
    what: 'the list is said to be elsewhere',
    quirks: {},
    says: { api: { list: { path: '/users/all' } } },
    failed: ['list'],
    line: 'api: { list: undefined }',
  },
  {
    what: 'records are said to be found elsewhere',
    quirks: {},
    says: { api: { find: { path: '/users/by-email/{key}' } } },
    failed: ['find'],
    line: 'api: { find: undefined }, lookup: {}',
  },
  {
    what: 'what is found is said to be in an envelope',
    quirks: { search: 'email' },
    says: { api: { find: { query: { email: '{key}' }, items: 'data' } } },
    failed: ['find'],
    line: 'api: { find: undefined }, lookup: {}',
  },
  {
    what: 'answers are said to be in an envelope',
    quirks: {},
    says: { answers: { one: 'data', many: 'data.items' } },
    failed: ['list'],
    line: 'answers: { many: undefined }',
  },
  {
    what: 'pages are said to go on in another way',
    quirks: { others: 25, pageSize: 20 },
    says: { api: { list: { next: { cursor: 'after', at: 'paging.after' } } } },
    failed: ['list'],
    line: "api: { list: { next: { page: 'page' } } }",
  },
  {
    what: "the next page's URL has a name of its own",
    quirks: {
      others: 25,
      pageSize: 20,
      many: (records) => ({
        items: records,
        paging: { nextUrl: records.length < 20 ? null : '/users?page=2' },
      }),
    },
    failed: ['list'],
    line: "api: { list: { next: 'paging.nextUrl' } }",
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
  {
    what: 'the idempotency key is ignored, and a second record is stored',
    quirks: { storesDuplicates: true },
    says: { idempotency: { header: 'Idempotency-Key' } },
    failed: ['idempotency'],
    line: 'idempotency: undefined',
  },
  {
    what: 'the idempotency key is ignored, and the second record refused',
    quirks: {},
    says: { idempotency: { header: 'Idempotency-Key' } },
    failed: ['idempotency'],
    line: 'idempotency: undefined',
  },
  {
    what: 'the idempotency key has to be in quotes',
    quirks: { keys: 'quoted' },
    says: { idempotency: { header: 'Idempotency-Key' } },
    failed: ['create'],
    line: "idempotency: { header: 'Idempotency-Key', quoted: true }",
  },
  {
    what: 'there is no bulk call',
    quirks: {},
    says: { bulk },
    failed: ['createMany'],
    line: 'bulk: undefined',
  },
  {
    what: 'the items of a bulk call have a name',
    quirks: { bulk: { under: 'users' } },
    says: { bulk },
    failed: ['createMany'],
    line: "api: { createMany: { path: '/users/bulk', body: (items) => ({ users: items }) } }",
  },
  {
    what: 'the records of a bulk answer are deep in it, beside a list of errors',
    quirks: { bulk: { answer: (items) => ({ errors: [], outcome: { made: items } }) } },
    says: { bulk },
    failed: ['createMany'],
    line: "api: { createMany: { path: '/users/bulk', items: 'outcome.made' } }",
  },
  {
    what: 'each item of a bulk answer has its record inside',
    quirks: { bulk: { answer: (items) => items.map((entry) => ({ status: 201, entry })) } },
    says: { bulk },
    failed: ['createMany'],
    line: "api: { createMany: { path: '/users/bulk', item: 'entry' } }",
  },
  {
    what: 'a bulk answer has another order',
    quirks: { bulk: { answer: (items) => items.toReversed() } },
    says: { bulk },
    failed: ['createMany'],
    line: 'bulk: undefined',
  },
  {
    what: 'a bulk call answers what it does not store',
    quirks: { bulk: { forgets: true } },
    says: { api: { createMany: { path: '/users/bulk' } } },
    failed: ['createMany'],
    line: 'api: { createMany: undefined }',
  },
  {
    what: 'there is no bulk removal',
    quirks: {},
    says: { api: { removeMany } },
    failed: ['removeMany'],
    line: 'api: { removeMany: undefined }',
  },
  {
    what: 'the ids of a bulk removal have a name',
    quirks: { bulk: {}, bulkRemoval: { under: 'ids' } },
    says: { bulk, api: { removeMany } },
    failed: ['removeMany'],
    line: "api: { removeMany: { path: '/users/delete', body: (items) => ({ ids: items }) } }",
  },
  {
    what: 'what came of each id is deep in the answer to a bulk removal',
    quirks: { bulkRemoval: { answer: (ids) => ({ skips: 0, outcome: { gone: ids } }) } },
    says: { api: { removeMany } },
    failed: ['removeMany'],
    line: "api: { removeMany: { path: '/users/delete', items: 'outcome.gone' } }",
  },
  {
    what: 'a bulk removal answers what it does not do',
    quirks: { bulkRemoval: { forgets: true } },
    says: { api: { removeMany } },
    failed: ['removeMany'],
    line: 'api: { removeMany: undefined }',
  },
  {
    what: 'all of it is wrong at once',
    quirks: {
      bulk: { under: 'items', answer: (items) => ({ outcome: { items } }) },
      bulkRemoval: { forgets: true },
    },
    says: { bulk, api: { removeMany }, idempotency: { header: 'Idempotency-Key' } },
    failed: ['idempotency', 'createMany', 'removeMany'],
    line: "idempotency: undefined, api: { createMany: { path: '/users/bulk', items: 'outcome.items', body: (items) => ({ items: items }) }, removeMany: undefined }",
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

test('a record that was there before is used and looked at, and stays', async () => {
  await using server = await startQuirkyServer({ upserts: true });
  const boss = usersWith({
    build: () => ({ email: 'somebody-0@elsewhere.example', name: 'Somebody Else 0' }),
  });
  const report = await checkApi(configFor(server.url, boss));
  expect(report.resources[0]?.steps).toMatchObject({
    create: { state: 'ok' },
    read: { state: 'ok' },
    remove: { state: 'untried', note: 'it may have been there before: left alone' },
  });
  expect(server.requests.filter((request) => /^(POST|DELETE)/.test(request))).toEqual(['POST /users']);
});

test('a fault that no setting can mend is told in the words of the server, and nothing else is tried', async () => {
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

test('a path that is not there is told with its status, and nothing is said to be left', async () => {
  await using server = await startQuirkyServer();
  const report = await checkApi(configFor(server.url, usersWith({ path: '/people' })));
  expect(report.resources.flatMap(marksOf)).toEqual(['create']);
  expect(report.resources[0]?.steps.create.note).toBe('404 Not Found: No such route.');
  expect(report.left).toBe(0);
});

test('a list that is forbidden is told as that, and all else is looked at', async () => {
  await using server = await startQuirkyServer({ hidesList: true });
  const report = await checkApi(configFor(server.url, usersWith({})));
  const [users] = report.resources as [ResourceReport];
  expect(users.steps).toMatchObject({
    create: { state: 'ok' },
    read: { state: 'ok' },
    list: { state: 'failed', note: '403 Forbidden: Listing is for managers.' },
    remove: { state: 'ok' },
    gone: { state: 'ok' },
  });
  expect(server.ours()).toEqual([]);
});

test.each([300, 2000])(
  'a list that is %i ms late is waited for, and nothing is to be written',
  async (lateMs) => {
    await using server = await startQuirkyServer({ lateMs });
    const report = await checkApi({ ...configFor(server.url, usersWith({})), settleMs: 350 });
    const [users] = report.resources as [ResourceReport];
    expect(isProved(report)).toBe(true);
    expect(users.line).toBeUndefined();
    expect(users.steps.list.note).toMatch(/^shown only after [\d.]+ m?s: seedbed waits for it, up to 15 s$/);
    expect(server.ours()).toEqual([]);
  },
);

test('a login that is refused is told in the words of the server, and nothing is said to be left', async () => {
  const login = createServer((_, response) => {
    response.writeHead(403, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: false, error: { code: 'login', text: 'Unknown secret' } }));
  });
  await once(login.listen(0, '127.0.0.1'), 'listening');
  closers.push(() => login.close());
  const auth = { login: { path: '/session' }, email: 'me@example.com', password: 'secret-of-mine' };
  const check = checkApi(
    configFor(`http://127.0.0.1:${(login.address() as AddressInfo).port}`, usersWith({}), { auth }),
  );
  // Were a record left, the code would be SEEDBED_CLEANUP.
  await expect(check).rejects.toMatchObject({
    code: 'SEEDBED_AUTH',
    message: expect.stringContaining('403 Forbidden: Unknown secret'),
  });
});

test('an API that has moved is told, with where it is, and nothing is said to be left', async () => {
  const movedTo = 'https://api.example.com/v2/users';
  await using server = await startQuirkyServer({ movedTo });
  const report = await checkApi(configFor(server.url, usersWith({})));
  expect(report.resources[0]?.steps.create).toEqual({
    state: 'failed',
    note: `308 redirect to ${movedTo}, not followed: set \`baseUrl\` to https://api.example.com/v2`,
  });
  expect(report.left).toBe(0);
  expect(server.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1);
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

  test.each<readonly [NonNullable<Quirks['bulk']>['taken'], string]>([
    [undefined, 'one of three refused, the others made'],
    ['refuses all', 'refused as a whole for one bad record: then each is sent by itself'],
    ['leaves it out', 'what is refused is not told: such records are looked up'],
  ])('says how a bulk call tells that one is refused: %s', async (taken, note) => {
    const quirks: Quirks = { keys: 'bare', bulkRemoval: {}, bulk: taken === undefined ? {} : { taken } };
    await using server = await startQuirkyServer(quirks);
    const users = usersWith({ bulk, api: { removeMany }, idempotency: { header: 'Idempotency-Key' } });
    const report = await checkApi(configFor(server.url, users));
    expect(report.resources.flatMap(marksOf)).toEqual([]);
    expect(report.resources[0]?.steps).toMatchObject({
      idempotency: { state: 'ok' },
      createMany: { state: 'ok', note },
      removeMany: { state: 'ok' },
      duplicate: { state: 'ok' },
    });
    expect(server.ours()).toEqual([]);
    expect(server.requests.length).toBeLessThanOrEqual(10);
    const [removed] = server.requests.filter((request) => request === 'POST /users/delete');
    expect(removed).toBeDefined();
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

describe('a bulk call that the API describes itself', () => {
  const schema = { content: { 'application/json': { schema: { $ref: '#/components/schemas/User' } } } };
  const list = {
    content: {
      'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/User' } } },
    },
  };
  const description = {
    components: { schemas: { User: { type: 'object' } } },
    paths: {
      '/users': { post: { requestBody: schema } },
      '/users/bulk': { post: { requestBody: list, responses: { 200: list } } },
    },
  };
  const configWith = (url: string, more: object): ResolvedConfig => ({
    ...configFor(url, usersWith(more)),
    openapi: { path: '/openapi.json', from: 10 },
  });

  test('is proved as if it had been written down', async () => {
    await using server = await startQuirkyServer({ bulk: {}, description });
    const report = await checkApi(configWith(server.url, {}));
    expect(report.resources[0]).toMatchObject({
      line: undefined,
      steps: {
        createMany: {
          state: 'ok',
          note: "`/users/bulk`, from the API's own description; one of three refused, the others made",
        },
      },
    });
    expect(isProved(report)).toBe(true);
    expect(server.ours()).toEqual([]);
  });

  test('is switched off by the line that is told if it does not do what it says', async () => {
    await using server = await startQuirkyServer({
      bulk: { answer: (items) => items.toReversed() },
      description,
    });
    const report = await checkApi(configWith(server.url, {}));
    expect(report.resources.flatMap(marksOf)).toEqual(['createMany']);
    expect(report.resources[0]?.line).toBe('bulk: false');
    const again = await checkApi(configWith(server.url, parsed('bulk: false')));
    expect(isProved(again)).toBe(true);
    expect(again.resources[0]?.steps.createMany).toEqual({ state: 'untried', note: '' });
    expect(server.ours()).toEqual([]);
  });
});
