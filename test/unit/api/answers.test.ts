import { describe, expect, test } from 'vitest';
import {
  fieldNames,
  operationResult,
  operationState,
  recordIn,
  splitIdField,
} from '../../../src/api/answers.ts';
import { defineResource } from '../../../src/factory/define-resource.ts';

const users = defineResource({
  name: 'users',
  path: '/user',
  key: 'email',
  build: () => ({ email: 'a@b.fr' }),
});
const notes = defineResource({ name: 'notes', path: '/note', build: () => ({ title: 'x' }) });
const withIdField = (idField: string): typeof users => users.extend({ idField }) as typeof users;
const user = { id: 7, email: 'a@b.fr' };

describe('the record in an answer', () => {
  test.each<[string, unknown]>([
    ['as it is', user],
    ['in data', { data: user }],
    ['in result', { result: user, status: 'ok' }],
    ['in results', { results: [user] }],
    ['in items', { items: [user], total: 1 }],
    ['in value', { value: [user] }],
    ['in rows[].doc', { rows: [{ id: 'row', doc: user }] }],
    ['under the name of the resource', { users: [user] }],
    ['under the name of one', { user }],
    ['in data, under the name of one', { data: { user } }],
    ['in a list of one', [user]],
    ['in data, in a list of one', { data: [user] }],
    ['in _embedded', { _embedded: { users: [user] } }],
    ['in an envelope with an id of its own', { id: 'request-1', data: user }],
    ['in a response in a result', { response: { result: user } }],
  ])('is found %s', (_, body) => {
    expect(recordIn(users, body)).toEqual({ record: user, id: 7 });
  });

  test.each<[string, unknown, string | number]>([
    ['a number', 7, 7],
    ['digits that a number cannot hold', '9007199254740993', '9007199254740993'],
    ['a UUID', '0195e2a1-7c1e-7000-8000-000000000000', '0195e2a1-7c1e-7000-8000-000000000000'],
  ])('is its bare id: %s', (_, body, id) => {
    expect(recordIn(users, body)).toEqual({ record: { id }, id });
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text that is no id', 'created'],
    ['a sentence', 'User 7 was created'],
    ['a flag', true],
    ['two of them', [user, user]],
    ['an empty list', []],
    ['an object without an id', { ok: true }],
    ['an id that is no id', { id: null, email: 'a@b.fr' }],
    ['an id that cannot stand in a path', { id: '..', email: 'a@b.fr' }],
    ['a list of two in data', { data: [user, user] }],
  ])('is not there: %s', (_, body) => {
    expect(recordIn(users, body)).toBeUndefined();
  });

  test('has its id where the resource says', () => {
    expect(recordIn(withIdField('objectId'), { objectId: 'x1' })).toMatchObject({ id: 'x1' });
    expect(recordIn(withIdField('objectId'), { data: { objectId: 'x1' } })).toMatchObject({ id: 'x1' });
    expect(recordIn(withIdField('data.id'), { id: 'request-1', data: { id: 7 } })).toEqual({
      record: { id: 7 },
      id: 7,
    });
    expect(recordIn(withIdField('data.id'), user)).toMatchObject({ id: 7 });
    expect(recordIn(withIdField('a.b.id'), { a: { b: { id: 7 } } })).toMatchObject({ id: 7 });
    expect(recordIn(withIdField('uuid'), user)).toBeUndefined();
  });

  test('is the first one with an id if the resource has no key, or none is shown', () => {
    expect(recordIn(notes, { id: 1, data: { id: 2 } })).toMatchObject({ id: 1 });
    expect(recordIn(users, { id: 1, data: { id: 2 } })).toMatchObject({ id: 1 });
  });

  test('is told by its names only, if it is not there', () => {
    expect(fieldNames({ ok: true, token: 'secret' })).toBe('ok, token');
    expect(fieldNames([1, 2])).toBe('an array of 2');
    expect(fieldNames({})).toBe('an empty object');
    expect(fieldNames(undefined)).toBe('nothing');
    expect(fieldNames(null)).toBe('nothing');
    expect(fieldNames({ 'a\u001b[31m': 1 })).toBe('a\\x1b[31m');
    expect(fieldNames('x')).toBe('a string');
  });

  test('has a path to its id that is split at the last name', () => {
    expect(splitIdField('id')).toEqual({ at: undefined, name: 'id' });
    expect(splitIdField('a.b.id')).toEqual({ at: 'a.b', name: 'id' });
  });
});

describe('an operation', () => {
  test.each([
    'pending',
    'Running',
    'QUEUED',
    'accepted',
    'processing',
    'in-progress',
    'in progress',
    'InProgress',
    'IN_PROGRESS',
    'not_started',
    'notStarted',
    'provisioning',
    'creating',
  ])('goes on while it says so: %s', (word) => {
    for (const name of ['status', 'state', 'phase']) expect(operationState({ [name]: word })).toBe('pending');
  });

  test.each(['failed', 'Error', 'cancelled', 'canceled', 'aborted', 'rejected'])('has failed: %s', (word) => {
    expect(operationState({ status: word })).toBe('failed');
  });

  test.each([
    { status: 'succeeded' },
    { state: 'done' },
    { status: 200 },
    {},
    undefined,
    'x',
    [],
    { done: true },
  ])('is done by any other word: %j', (body) => {
    expect(operationState(body)).toBe('done');
  });

  test('goes on while it says that it is not done', () => {
    expect(operationState({ name: 'operations/1', done: false })).toBe('pending');
  });

  test.each<[string, unknown]>([
    ['result', { id: 'op-1', status: 'succeeded', result: user }],
    ['response', { name: 'operations/1', done: true, response: user }],
    ['resource', { id: 'op-1', state: 'done', resource: user }],
    ['data, in result', { id: 'op-1', status: 'done', data: { result: user } }],
    ['itself: it is the record', { ...user, status: 'active' }],
  ])('holds its record in %s', (_, body) => {
    expect(operationResult(users, body)).toMatchObject({ id: 7 });
  });

  test.each<[string, unknown]>([
    ['its own id', { id: 'op-1', status: 'succeeded' }],
    ['a word as its result', { id: 'op-1', status: 'succeeded', data: { result: 'success1' } }],
    ['nothing', undefined],
  ])('is not taken for the record: %s', (_, body) => {
    expect(operationResult(users, body)).toBeUndefined();
  });
});
