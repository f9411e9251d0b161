import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { applyPatch, goneWhen, joinPatches, lineOf, type Patch } from '../../../../src/api/advice/patch.ts';
import { defineResource } from '../../../../src/factory/define-resource.ts';

const users = defineResource({
  name: 'users',
  path: '/users',
  key: 'email',
  idField: 'uuid',
  api: { list: { query: { limit: 100 } }, find: { query: { mail: '{key}' } } },
  build: ({ unique }) => ({ email: unique.email('someone') }),
});

describe('a line to write', () => {
  const lines: readonly (readonly [Patch, string])[] = [
    [{ id: 'objectId' }, "id: 'objectId'"],
    [{ answers: { one: 'data' } }, "answers: { one: 'data' }"],
    [{ api: { list: { next: { page: 'page' } } } }, "api: { list: { next: { page: 'page' } } }"],
    [{ lookup: false }, 'lookup: false'],
    [{ lookup: {} }, 'lookup: {}'],
    [
      { api: { find: { query: { "it's-\\odd": '{key}' } } } },
      "api: { find: { query: { 'it\\'s-\\\\odd': '{key}' } } }",
    ],
  ];
  test.each(lines)('%o is JavaScript, and says the same', (patch, line) => {
    expect(lineOf(patch)).toBe(line);
    expect(runInNewContext(`({ ${line} })`)).toEqual(patch);
  });

  test('adds to an operation what it says, and leaves the others', () => {
    const patched = applyPatch(users, {
      id: 'id',
      api: { list: { next: { page: 'page' } }, find: { query: { email: '{key}' } } },
    });
    expect(patched.idField).toBe('id');
    expect(patched.api).toEqual({
      list: { query: { limit: 100 }, next: { page: 'page' } },
      find: { query: { email: '{key}' } },
    });
    expect(users.idField).toBe('uuid');
  });

  test('is one for several', () => {
    const whole = joinPatches([{ id: 'a' }, { answers: { one: 'b' } }, { answers: { many: 'c' } }]);
    expect(lineOf(whole)).toBe("id: 'a', answers: { one: 'b', many: 'c' }");
  });
});

describe('a record that is marked as removed', () => {
  const rows: readonly (readonly [object, object, string | undefined])[] = [
    [{ archived: false }, { archived: true }, '({ body }) => body?.archived === true'],
    [{ status: 'active' }, { status: 'deleted' }, "({ body }) => body?.status === 'deleted'"],
    [{ deleted_at: null }, { deleted_at: '2026-01-01T00:00:00Z' }, '({ body }) => body?.deleted_at != null'],
    [{ name: 'a' }, { name: 'b' }, undefined],
    [{ archived: true }, { archived: true }, undefined],
    [
      { kind: 'X', metadata: ['a'] },
      { kind: 'X', metadata: [] },
      '({ body }) => body?.metadata?.length === 0',
    ],
    [{ metadata: [] }, { metadata: [] }, undefined],
  ];
  test.each(rows)('%o, then %o', (before, after, code) => {
    const gone = goneWhen({ ...before }, { ...after }, '');
    expect(gone && String(gone)).toBe(code);
    if (gone === undefined || code === undefined) return;
    const written = runInNewContext(`(${code})`) as typeof gone;
    const answers = [before, after].map((body) => ({ status: 200, headers: {}, body }));
    expect(answers.map(gone)).toEqual([false, true]);
    expect(answers.map(written)).toEqual([false, true]);
  });
});
