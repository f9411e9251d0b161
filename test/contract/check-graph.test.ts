import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test } from 'vitest';
import type { SeedbedConfig } from '../../src/config/config.ts';
import { resolveConfig } from '../../src/config/resolve-config.ts';
import type { ResolvedConfig } from '../../src/config/resolved-config.ts';
import { checkApi } from '../../src/host/check/check-api.ts';
import { isProved } from '../../src/host/check/check-report.ts';
import { sweepRuns } from '../../src/host/sweep-runs.ts';
import { type AnyResource, defineResource } from '../../src/index.ts';
import { GraphServer } from './graph-server.ts';
import { startQuirkyServer } from './quirky-server.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

function configFor(config: SeedbedConfig): ResolvedConfig {
  const root = mkdtempSync(join(tmpdir(), 'seedbed-check-'));
  roots.push(root);
  return resolveConfig({ root, defaultResources: [], explicit: { auth: 'none', settle: 0.05, ...config } });
}

const named = (name: string): AnyResource =>
  defineResource({
    name,
    path: `/${name}`,
    key: 'title',
    build: ({ unique }) => ({ title: `${unique.namespace}-${unique.token}` }),
  });

interface Pair {
  readonly user_id: number;
  readonly group_id: number;
}

/** Rows without an id, between users and groups. */
function memberships(more: object): AnyResource {
  const withId = (pair: Pair): object => ({ ...pair, id: `${pair.user_id}:${pair.group_id}` });
  const list = async ({ api }: { api: { request(request: object): Promise<{ body: unknown }> } }) =>
    ((await api.request({ method: 'GET', path: '/attach' })).body as Pair[]).map(withId);
  const { api, ...others } = more as { api?: object };
  const definition: object = {
    name: 'memberships',
    path: '/attach',
    key: ['user_id', 'group_id'],
    belongsTo: { users: 'user_id', groups: 'group_id' },
    build: () => ({}),
    api: {
      create: async (body: Pair, { api }: Parameters<typeof list>[0]) => {
        await api.request({ method: 'POST', path: '/attach', body });
        return withId(body);
      },
      list,
      read: async (id: string, tools: Parameters<typeof list>[0]) =>
        (await list(tools)).find((pair) => (pair as { id: string }).id === id),
      ...api,
    },
    ...others,
  };
  return defineResource(definition as Parameters<typeof defineResource>[0]);
}

test('rows between two resources are attached, found, refused twice and detached', async () => {
  await using server = await new GraphServer().open();
  const foreign = [server.add('users', { title: 'ada' }), server.add('groups', { title: 'admins' })];
  server.attached.add(foreign.map(({ id }) => id).join(':'));
  const remove = {
    method: 'DELETE',
    path: '/attach',
    query: { user_id: '{user_id}', group_id: '{group_id}' },
  };
  const rows = memberships({ api: { remove }, bulk: { path: '/attach/bulk' } });
  const resources = [rows, named('users'), named('groups')];
  const report = await checkApi(configFor({ baseUrl: server.url, resources }));

  expect(report.resources.map(({ resource }) => resource)).toEqual(['users', 'groups', 'memberships']);
  expect(isProved(report)).toBe(true);
  expect(report.resources[2]?.steps).toMatchObject({
    duplicate: { state: 'ok', note: 'refused: 409 Conflict: attached already' },
    createMany: { state: 'untried', note: 'the same parents have one such record only' },
    remove: { state: 'ok' },
    gone: { state: 'ok' },
  });
  for (const { requests } of report.resources) expect(requests).toBeLessThanOrEqual(10);
  expect([server.attached.size, server.size]).toEqual([1, 2]);
});

test('rows that are not detached as described: the line is told, not tried, and a sweep ends it', async () => {
  await using server = await new GraphServer().open();
  server.attached.add('998:999');
  const others = [named('users'), named('groups')];
  const config = configFor({ baseUrl: server.url, resources: [memberships({}), ...others] });
  const report = await checkApi(config);
  const rows = report.resources[2];
  expect(rows).toMatchObject({
    line: "api: { remove: { path: '/attach', query: { user_id: '{user_id}', group_id: '{group_id}' } } }",
    isLineProved: false,
  });
  expect(server.attached.size).toBe(2);
  expect(server.count('DELETE /attach ')).toBe(0);

  const line = runInNewContext(`({ ${rows?.line} })`) as object;
  const right = { ...config, resources: [memberships(line), ...others] };
  expect(isProved(await checkApi(right))).toBe(true);
  // Two numbers prove nothing: such a row goes by name only.
  const { run } = report;
  expect((await sweepRuns(right, { maxDelete: 10, run })).left[0]?.reason).toContain(
    `--run ${run} --unproved`,
  );
  await sweepRuns(right, { maxDelete: 10, run, unproved: true });
  expect([[...server.attached], server.size]).toEqual([['998:999'], 0]);
});

test('a resource of a second API is proved there, and what is wrong with it told as of the first', async () => {
  await using main = await new GraphServer({ needs: { authorization: 'Bearer main' } }).open();
  await using billing = await startQuirkyServer({
    idName: 'objectId',
    one: (record) => ({ outcome: record }),
    removal: 'archive',
    bulk: {},
  });
  const payers = (more: object): AnyResource => {
    const definition: object = {
      name: 'payers',
      path: '/users',
      on: 'billing',
      key: 'email',
      belongsTo: { users: 'user_id' },
      build: ({ unique }: { unique: { email(name: string): string } }) => ({ email: unique.email('payer') }),
      ...more,
    };
    return defineResource(definition as Parameters<typeof defineResource>[0]);
  };
  const open = (more: object): ResolvedConfig =>
    configFor({
      baseUrl: main.url,
      auth: { token: 'main' },
      apis: { billing: { baseUrl: billing.url, auth: 'none', answers: { one: 'outcome' } } },
      resources: [named('users'), payers({ bulk: { path: '/users/bulk' }, ...more })],
    });
  const report = await checkApi(open({}));
  const { steps, line, requests } = report.resources[1] ?? {};
  expect(steps).toMatchObject({ create: { state: 'failed' }, remove: { state: 'failed' } });
  expect(line).toBe(
    "id: 'objectId', api: { createMany: { path: '/users/bulk', item: 'outcome' }, remove: { method: 'POST', path: '/users/{id}/archive' } }",
  );
  expect(requests).toBe(billing.requests.length);
  expect([main.size, billing.ours()]).toEqual([0, []]);

  const again = await checkApi(open(runInNewContext(`({ ${line} })`) as object));
  expect(isProved(again)).toBe(true);
  expect(again.resources.map(({ line }) => line)).toEqual([undefined, undefined]);
  expect([main.size, billing.ours()]).toEqual([0, []]);
  expect(main.asked.some((asked) => asked.includes('payers'))).toBe(false);
});
