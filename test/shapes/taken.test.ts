import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkApi } from '../../src/host/check/check-api.ts';
import { isProved } from '../../src/host/check/check-report.ts';
import type { Fields, Shape } from './shape.ts';
import { configOf, resolvedIn, seederIn } from './shape-config.ts';
import type { ShapeRow } from './shape-row.ts';
import { ShapeServer } from './shape-server.ts';

/** Refuses a second record with an e-mail address in some way. */
const refusing = (status: number, body: unknown): Shape => ({
  route: ({ method, body: sent }, { records }) =>
    method === 'POST' && records.some(({ fields }) => fields.email === sent.email)
      ? { status, body }
      : undefined,
});

const unique = 'UNIQUE constraint failed: users.email';

const rows: readonly (ShapeRow & { readonly words: string })[] = [
  {
    name: '500 with the words of SQLite (CAP)',
    shape: refusing(500, { error: { message: unique, code: 'ERR_SQLITE_ERROR' } }),
    words: unique,
  },
  {
    name: '500 with the words of PostgreSQL',
    shape: refusing(500, { message: 'duplicate key value violates unique constraint "users_email_key"' }),
    words: 'violates unique constraint',
  },
  {
    name: '400 that says it has to be unique (Directus)',
    shape: refusing(400, { errors: [{ message: 'Value for field "email" has to be unique.' }] }),
    words: 'has to be unique',
  },
  {
    name: '200 with errors, which a function throws (GraphQL)',
    shape: refusing(200, {
      errors: [{ message: 'duplicate key value violates unique constraint "users_email_key"' }],
    }),
    users: {
      api: {
        create: async (
          fields: Fields,
          { api }: { api: { request(call: object): Promise<{ body: unknown }> } },
        ) => {
          const { body } = await api.request({ method: 'POST', path: '/users', body: fields });
          const { errors } = body as { errors?: { message: string }[] };
          if (errors?.[0] !== undefined) throw new Error(errors[0].message);
          return body as Fields;
        },
      },
    },
    words: 'violates unique constraint',
  },
];

test.for(rows)('$name: what somebody else has is refused, and not taken for ours', async (row) => {
  await using server = await new ShapeServer(row.shape).open();
  const root = mkdtempSync(join(tmpdir(), 'seedbed-taken-'));
  try {
    const report = await checkApi(resolvedIn(root, row, server.url));
    expect([isProved(report), report.left]).toEqual([true, 0]);
    expect(report.resources[0]?.steps.duplicate).toMatchObject({ state: 'ok' });
    expect(report.resources[0]?.steps.duplicate.note).toContain(row.words);

    const seeder = await seederIn(root, { ...configOf(row, server.url), minSuccess: 0 });
    const email = 'person-1@elsewhere.example';
    const { users, failures } = await seeder.seed({ users: { count: 1, set: { email } } });
    expect([users?.length, failures.length]).toEqual([0, 1]);
    expect(JSON.stringify(failures)).toContain(row.words);
    const { left } = await seeder.close();
    expect([left, server.ours('users'), server.foreign.length, server.errors]).toEqual([[], [], 3, []]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
