import { afterEach, expect, test } from 'vitest';
import { users, vms } from '../../src/demo/index.ts';
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
