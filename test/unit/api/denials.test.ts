import { describe, expect, test } from 'vitest';
import {
  deniesRecord,
  deniesRemoval,
  hasMark,
  isMarkedRemoved,
  markBetween,
} from '../../../src/api/denials.ts';

describe('an answer to a reading holds no record', () => {
  test.each([
    {},
    { data: null },
    { data: [] },
    { message: 'Not Found' },
    { error: { message: 'User not found' } },
    { success: false, message: 'No such user' },
    { status: 404, title: 'Not Found', detail: 'The user does not exist.' },
    { message: 'Utilisateur introuvable' },
  ])('%j', (body) => {
    expect(deniesRecord(body)).toBe(true);
  });

  test.each([
    { message: 'Internal error' },
    { error: 'forbidden' },
    { id: 7, message: 'not found' },
    { title: 'The page that was not found', author: 'Ada' },
    { name: 'Ada', data: null },
  ])('but %j is no such answer', (body) => {
    expect(deniesRecord(body)).toBe(false);
  });
});

describe('a record says of itself that it was removed', () => {
  test.each([
    { deleted_at: '2026-01-01T00:00:00Z' },
    { deletedAt: 1_795_000_000_000 },
    { is_deleted: 1 },
    { trashed: 'true' },
    { status: 'deleted' },
    { lifecycle_state: 'DELETED' },
    { isDeleted: true },
    { removed: true },
  ])('%j', (mark) => {
    expect(isMarkedRemoved({ id: 7, ...mark })).toBe(true);
  });

  test.each([
    { deleted_at: null },
    { isDeleted: false },
    { deleted: 0 },
    { deleted_by: 'ada' },
    { status: 'archived' },
    { active: false },
    {},
  ])('but not with %j', (mark) => {
    expect(isMarkedRemoved({ id: 7, ...mark })).toBe(false);
  });
});

describe('a removal that only changes a record is known by what it changed', () => {
  test.each<[object, object]>([
    [{ status: 'active' }, { status: 'archived' }],
    [{ state: 'ACTIVE' }, { state: 'INACTIVE' }],
    [{ active: true }, { active: false }],
    [{ is_enabled: 1 }, { is_enabled: 0 }],
    [{}, { archived: true }],
    [{ isDisabled: false }, { isDisabled: true }],
    [{ archived_at: null }, { archived_at: '2026-11-26T10:00:00Z' }],
  ])('%j → %j', (before, after) => {
    const mark = markBetween({ id: 7, name: 'a', ...before }, { id: 7, name: 'b', ...after });
    expect(mark && hasMark({ id: 8, ...after }, mark)).toBe(true);
    expect(mark && hasMark({ id: 8, ...before }, mark)).toBe(false);
  });

  test.each<[object, object]>([
    [{ status: 'archived' }, { status: 'archived' }],
    [{ status: 'new' }, { status: 'running' }],
    [{ active: false }, { active: false }],
    [{ archived_at: '2026-01-01T10:00:00Z' }, { archived_at: '2026-11-26T10:00:00Z' }],
    [{ name: 'a' }, { name: 'archived' }],
  ])('but %j → %j says nothing', (before, after) => {
    expect(markBetween({ id: 7, ...before }, { id: 7, ...after })).toBeUndefined();
  });
});

test.each([
  [{ error: 'locked' }, true],
  [{ errors: [] }, false],
  [{ success: false }, true],
  [{ deletedCount: 0 }, true],
  [{ deletedCount: 1 }, false],
  [{ statusCode: 500 }, true],
  [{ id: 7, deleted: false }, false],
  [{}, false],
] as const)('a removal that answers %j denies itself: %s', (body, denies) => {
  expect(deniesRemoval(body, 'id')).toBe(denies);
});
