import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkApi } from '../../src/host/check/check-api.ts';
import type { Shape } from './shape.ts';
import { configOf, resolvedIn, seederIn } from './shape-config.ts';
import { ShapeServer } from './shape-server.ts';

/** A list that ends with an account that has no e-mail address, as the one of an installation. */
const listing = (account: object): Shape => ({ many: ({ items }) => [...items, { id: 900, ...account }] });

test.for([
  { name: 'an account from long before', account: { created_at: '2020-01-01T00:00:00Z' }, isClear: true },
  {
    name: 'an account of today',
    account: { createdAt: new Date(Date.now() + 60_000).toISOString() },
    isClear: false,
  },
  { name: 'an account of unknown age', account: {}, isClear: false },
])('$name without the key: is the list clear? $isClear', async ({ account, isClear }) => {
  await using server = await new ShapeServer(listing(account)).open();
  const root = mkdtempSync(join(tmpdir(), 'seedbed-keyless-'));
  try {
    const row = { name: '', shape: {} };
    const { resources } = await checkApi(resolvedIn(root, row, server.url));
    expect(resources[0]?.steps.left.state).toBe(isClear ? 'ok' : 'untried');

    const seeder = await seederIn(root, configOf(row, server.url));
    await seeder.seed({ users: 2 });
    const { audit } = await seeder.close();
    expect(audit?.unsearched.map(({ resource }) => resource)).toEqual(isClear ? [] : ['users']);
    expect([server.ours('users'), server.foreign.length]).toEqual([[], 3]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
