import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkApi } from '../../src/host/check/check-api.ts';
import type { CheckReport, ResourceReport } from '../../src/host/check/check-report.ts';
import { type Quirks, startQuirkyServer } from '../contract/quirky-server.ts';
import type { PageView, Shape } from './shape.ts';
import { resolvedIn, shapeRows, stepsThat } from './shape-config.ts';
import type { ShapeRow } from './shape-row.ts';
import { ShapeServer } from './shape-server.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

function checked(row: ShapeRow, url: string): Promise<CheckReport> {
  const root = mkdtempSync(join(tmpdir(), 'seedbed-requests-'));
  roots.push(root);
  return checkApi(resolvedIn(root, { ...row, config: { ...row.config, settle: 0.02 } }, url));
}

const failedIn = (report: ResourceReport): string[] => stepsThat('failed', report);
/** A check of few requests is worth nothing if it proves less: which steps tell nothing. */
const untriedIn = (report: ResourceReport): string[] => stepsThat('untried', report);

const most = 10;
const onlyIfAsked = ['idempotency', 'createMany', 'removeMany'];

/** What the definition says cannot be done, and what a removal of many requests leaves no room for. */
const cannotTell: Readonly<Record<string, readonly string[]>> = {
  '202 to a stop that takes longer than two looks': ['left'],
  'a next page that is the first one again, whatever is asked for': ['duplicate', 'left'],
  'a stop and a removal, each with the ETag of its moment': ['duplicate'],
  'no search, and an Idempotency-Key': ['find', 'left'],
};

/** What does not fit as it is described: finding out what to write takes as many requests as it takes. */
const faulty = ['201 and nothing at all', '{ ok: true } and no id', 'a list that hides the key'];

/** Waiting takes requests, and so does a list of which no way to its end is known. */
const takesMore = [
  '202 to a stop that takes longer than two looks',
  'a next page that is the first one again, whatever is asked for',
];

test.for(shapeRows)(
  'a check of $name: at most ten requests a resource, nothing left, nothing lost',
  async (row) => {
    await using server = await new ShapeServer(row.shape).open();
    const { resources, left } = await checked(row, server.url);
    expect(resources.flatMap(failedIn).length > 0).toBe(faulty.includes(row.name));
    for (const report of faulty.includes(row.name) ? [] : resources) {
      if (!takesMore.includes(row.name))
        expect(report.requests, server.asked.join('\n')).toBeLessThanOrEqual(most);
      const untold = untriedIn(report).filter((step) => !onlyIfAsked.includes(step));
      expect(untold).toEqual(cannotTell[row.name] ?? []);
    }
    expect(resources.reduce((sum, { requests }) => sum + requests, 0)).toBeLessThanOrEqual(
      server.asked.length,
    );
    expect([left, server.ours('users'), server.ours('teams'), server.foreign.length]).toEqual([0, [], [], 3]);
  },
);

const idempotency = { header: 'Idempotency-Key' };
const removeMany = { path: '/users/delete' };
const schema = { $ref: '#/components/schemas/User' };
const json = (of: object): object => ({ content: { 'application/json': { schema: of } } });
const description = {
  components: { schemas: { User: { type: 'object' } } },
  paths: {
    '/users': { post: { requestBody: json(schema) } },
    '/users/bulk': {
      post: {
        requestBody: json({ type: 'array', items: schema }),
        responses: { 200: json({ type: 'array', items: schema }) },
      },
    },
  },
};

/** What is asked of an API, and what that takes of it. */
interface Asked {
  readonly quirks: Quirks;
  readonly users: object;
  readonly openapi?: boolean;
}

const asked: Readonly<Record<string, Asked>> = {
  'nothing besides': { quirks: {}, users: {} },
  'an idempotency key': { quirks: { keys: 'bare' }, users: { idempotency } },
  'a bulk call': { quirks: { bulk: {} }, users: { bulk: { path: '/users/bulk' } } },
  'an offered bulk call': { quirks: { bulk: {}, description }, users: {}, openapi: true },
  'a bulk removal': { quirks: { bulkRemoval: {} }, users: { api: { removeMany } } },
  'all of it': {
    quirks: { keys: 'bare', bulk: {}, bulkRemoval: {} },
    users: { idempotency, bulk: { path: '/users/bulk' }, api: { removeMany } },
  },
};

/** How the same API may go about it. */
const ways: Readonly<Record<string, Quirks>> = {
  'refused duplicates': {},
  'stored duplicates': { storesDuplicates: true },
  'bulk calls refused as a whole': { bulk: { taken: 'refuses all' } },
  'bulk calls that leave it out': { bulk: { taken: 'leaves it out' } },
};

const lists: Readonly<Record<string, Quirks>> = {
  'one page': {},
  'two pages': { others: 25, pageSize: 20 },
  'ten pages': { others: 195, pageSize: 20 },
};

const every = Object.keys(asked).flatMap((what) =>
  Object.keys(ways).flatMap((way) =>
    Object.keys(lists).flatMap((list) => ['list', 'name'].map((by) => ({ what, way, list, by }))),
  ),
);

/** What may be left untold, so that ten requests are enough: the more is asked for, and the longer the list, the more. */
function mayBeUntold(what: string, list: string): readonly string[] {
  if (list === 'ten pages') return ['list', 'find', 'duplicate', 'left'];
  if (what === 'nothing besides') return [];
  if (list === 'one page')
    return what === 'all of it' ? ['duplicate'] : what.includes('bulk call') ? ['left'] : [];
  return what === 'an idempotency key' || what === 'a bulk removal'
    ? ['duplicate']
    : ['list', 'find', 'duplicate', 'left'];
}

describe('whatever else is to be proved', () => {
  test.for(every)('$what, $way, a list of $list, found by $by', async ({ what, way, list, by }) => {
    const { quirks, users, openapi = false } = asked[what] as Asked;
    const { bulk, ...more } = ways[way] as Quirks;
    const search = by === 'name' ? 'email' : undefined;
    await using server = await startQuirkyServer({
      ...lists[list],
      ...quirks,
      ...more,
      ...(quirks.bulk && bulk && { bulk }),
      ...(search && { search }),
    });
    const { api, ...others } = users as { api?: object };
    const described = {
      ...others,
      api: {
        ...(list !== 'one page' && { list: { next: { page: 'page' } } }),
        ...(search && { find: { query: { email: '{key}' } } }),
        ...api,
      },
    };
    const config = openapi ? { openapi: '/openapi.json' } : {};
    const report = await checked({ name: what, shape: {}, users: described, config }, server.url);
    const [checkedUsers] = report.resources as [ResourceReport];

    expect(checkedUsers.requests, server.requests.join('\n')).toBeLessThanOrEqual(most);
    expect(failedIn(checkedUsers)).toEqual([]);
    expect([checkedUsers.line, report.left, server.ours()]).toEqual([undefined, 0, []]);
    expect(checkedUsers.steps).toMatchObject({
      create: { state: 'ok' },
      read: { state: 'ok' },
      remove: { state: 'ok' },
      gone: { state: 'ok' },
    });
    const allowed = [...onlyIfAsked, ...mayBeUntold(what, list)];
    expect(untriedIn(checkedUsers).filter((step) => !allowed.includes(step))).toEqual([]);
  });
});

/** One record a page: ours is on the fourth, behind three of others. */
const single = (start: (query: URLSearchParams) => number): NonNullable<Shape['paged']> => ({
  size: 1,
  start,
});
const atNext = single((query) => Number(query.get('page') ?? 1) - 1);
const url = (page: PageView, start: number): string => `${page.url}?page=${start + 1}`;

test.for<Pick<ShapeRow, 'name' | 'shape' | 'users'>>([
  {
    name: 'a number, and the number of all records',
    shape: { paged: atNext, many: ({ items, total }) => ({ items, total }) },
    users: { api: { list: { next: { page: 'page' } } } },
  },
  {
    name: 'an offset, and a count in a header',
    shape: {
      paged: single((query) => Number(query.get('skip') ?? 0)),
      listHeaders: ({ total }) => ({ 'x-total-count': String(total) }),
    },
    users: { api: { list: { next: { offset: 'skip' } } } },
  },
  {
    name: 'a Link header with the last page',
    shape: {
      paged: atNext,
      listHeaders: (page) =>
        page.next === undefined
          ? {}
          : { link: `<${url(page, page.next)}>; rel="next", <${url(page, page.total - 1)}>; rel="last"` },
    },
  },
  {
    name: 'the address of the next page, and a count',
    shape: {
      paged: atNext,
      many: (page) => ({
        count: page.total,
        next: page.next === undefined ? null : url(page, page.next),
        results: page.items,
      }),
    },
  },
  {
    name: 'how many pages there are, in a header',
    shape: {
      paged: atNext,
      listHeaders: (page) => ({
        'x-wp-totalpages': String(page.total),
        ...(page.next !== undefined && { link: `<${url(page, page.next)}>; rel="next"` }),
      }),
    },
  },
])('the last page of a long list is looked at by $name', async (row) => {
  await using server = await new ShapeServer(row.shape).open();
  const { resources, left } = await checked(row, server.url);
  const [users] = resources as [ResourceReport];
  expect(users.requests).toBeLessThanOrEqual(most);
  expect(failedIn(users)).toEqual([]);
  expect(users.steps.list).toEqual({ state: 'ok', note: expect.stringContaining('3 pages with 3 records') });
  expect(users.steps).toMatchObject({
    find: { state: 'ok' },
    duplicate: { state: 'ok' },
    left: { state: 'ok' },
  });
  expect([left, server.ours('users'), server.foreign.length]).toEqual([0, [], 3]);
});
