import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { users, vms } from '../../src/demo/index.ts';
import { configOf, seederIn } from '../shapes/shape-config.ts';
import { ShapeServer } from '../shapes/shape-server.ts';
import { closeCases, openCase } from './stage.ts';

afterEach(closeCases);

test('an audit asks the API for the tag of the run if the resource says how, and reads no whole list', async () => {
  const searched = users.extend({ api: { search: { query: { q: '{tag}' } } } });
  const { server, seeder } = await openCase({}, { resources: [searched, vms] });
  const open = await seeder();
  await open.seed({ users: 2 });
  const left = server.store.addForeign('user');
  const report = await open.close();
  expect(report).toMatchObject({ removed: 2, left: [], audit: { found: 0, unsearched: [] } });
  expect(server.requests.at(-1)).toBe(`GET /user?q=${open.run}`);
  expect(server.store.foreign).toEqual([left]);
});

test('an audit of a list that shows the two newest alone goes on as long as it shows others', async () => {
  await using server = await new ShapeServer({
    route: ({ method, path }, { records }) =>
      method === 'GET' && path === '/users'
        ? { body: { items: records.slice(-2).map(({ fields }) => fields), has_more: records.length > 2 } }
        : undefined,
  }).open();
  const root = mkdtempSync(join(tmpdir(), 'seedbed-audit-'));
  try {
    const seeder = await seederIn(root, configOf({ name: '', shape: {} }, server.url));
    const { namespace } = await seeder.seed({ users: 2 });
    for (let by = 1; by <= 11; by++) server.add({ email: `made-by-a-test-${by}.${namespace}@example.com` });
    const { audit, left } = await seeder.close();
    expect([left, audit?.found, audit?.removed]).toEqual([[], 11, 11]);
    expect([server.ours('users'), server.foreign.length]).toEqual([[], 3]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
