import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { apiFacts } from '../../src/cli/api-facts.ts';
import { readApiContents } from '../../src/host/api-contents.ts';
import { checkApi } from '../../src/host/check/check-api.ts';
import { configOf, resolvedIn, seederIn } from '../shapes/shape-config.ts';
import type { ShapeRow } from '../shapes/shape-row.ts';
import { ShapeServer } from '../shapes/shape-server.ts';

/** Behind a proxy: the API does not know under which name it is asked. */
const row: ShapeRow = {
  name: '',
  shape: {
    paged: { size: 2, start: (query) => Number(query.get('from') ?? 0) },
    many: ({ items, next }) => ({
      items,
      next: next === undefined ? null : `https://users.internal/users?from=${next}`,
    }),
  },
};
const said =
  'the next page of its list is on another origin, https://users.internal, and is not read: `answers.next` may be a function that gives its path';

test('a next page on another origin is not read: check, status and audit say so, and a function leads to it', async () => {
  await using server = await new ShapeServer(row.shape).open();
  const root = mkdtempSync(join(tmpdir(), 'seedbed-elsewhere-'));
  try {
    const config = resolvedIn(root, row, server.url);
    const { resources, left } = await checkApi(config);
    expect(resources[0]?.steps.list).toEqual({ state: 'failed', note: said });
    expect([resources[0]?.line, left, server.ours('users')]).toEqual([undefined, 0, []]);

    const contents = await readApiContents(config);
    expect([contents.counts, contents.incomplete]).toEqual([{ users: 2 }, ['users']]);
    expect(apiFacts(contents, config.resources)).toContainEqual([
      'users',
      '2 or more: the list may not show all',
    ]);

    const seeder = await seederIn(root, configOf(row, server.url));
    await seeder.seed({ users: 2 });
    const report = await seeder.close();
    expect(report.audit?.unsearched).toEqual([{ resource: 'users', reason: said }]);
    expect([report.left, server.ours('users')]).toEqual([[], []]);

    const next = ({ body }: { body: { next: string | null } }): string | undefined =>
      body.next === null ? undefined : new URL(body.next).pathname + new URL(body.next).search;
    const users = { answers: { next } };
    expect(await readApiContents(resolvedIn(root, { ...row, users }, server.url))).toMatchObject({
      counts: { users: 3 },
      incomplete: [],
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
