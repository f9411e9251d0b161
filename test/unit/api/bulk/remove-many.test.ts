import { expect, test } from 'vitest';
import { removeMany } from '../../../../src/api/bulk/remove-many.ts';
import type { RecordId } from '../../../../src/api/evidence.ts';
import { Visibility } from '../../../../src/api/lists/visibility.ts';
import type { BulkRemoval } from '../../../../src/factory/description.ts';
import type { ApiClient, ApiRequest } from '../../../../src/http/api-client.ts';
import { type AnyResource, defineResource } from '../../../../src/index.ts';
import { systemClock } from '../../../../src/lib/clock.ts';

const resource: AnyResource = defineResource({ name: 'users', path: '/users', build: () => ({}) });

/** What becomes of an answer, and what was sent for it. */
async function ask(
  [status, body]: readonly [status: number, body?: unknown],
  call: Partial<BulkRemoval> = {},
  { ids = [1, 2], hasBigIds = false }: { ids?: RecordId[]; hasBigIds?: boolean } = {},
) {
  const sent: ApiRequest[] = [];
  const client: Pick<ApiClient, 'request'> = {
    request: async (request) => {
      sent.push(request);
      return { status, headers: {}, body };
    },
  };
  const api = { resource, hasBigIds, visibility: new Visibility(systemClock, 50) };
  const description = { method: 'POST', path: '/users/delete', ...call } as const;
  const answer = await removeMany(client as ApiClient, api, description, ids, {});
  return { answer, sent: sent[0] };
}

const rows: readonly [because: string, answer: readonly [number, unknown?], becomes: unknown][] = [
  ['204 without a body', [204], ['done', 'done']],
  ['200 with an empty object', [200, {}], ['done', 'done']],
  ['202: it will be done', [202], ['accepted', 'accepted']],
  ['a count of all', [200, { deletedCount: 2 }], ['done', 'done']],
  ['a count of fewer', [200, { deletedCount: 1 }], 'unclear'],
  ['the ids', [200, [1, 2]], ['done', 'done']],
  ['the ids in an object, as texts', [200, { deleted: ['1', '2'] }], ['done', 'done']],
  ['other ids, or in another order', [200, [2, 1]], 'unclear'],
  ['fewer items than ids', [200, [1]], 'unclear'],
  ['each with a status', [207, [{ status: 204 }, { status: 404 }]], ['done', 'gone']],
  ['an error for one', [200, { results: [{ id: 1 }, { id: 2, error: 'in use' }] }], ['done', 'refused']],
  [
    'success as an object, as Parse has it',
    [200, [{ success: {} }, { error: { code: 101 } }]],
    ['done', 'refused'],
  ],
  ['an object that may mean anything', [200, [{ detail: {} }, { detail: {} }]], 'unclear'],
  ['ok or not', [200, [{ ok: true }, { ok: false }]], ['done', 'refused']],
  ['a message that may mean anything', [200, [{ id: 1 }, { id: 2, message: 'is in use' }]], 'unclear'],
  ['a list of errors beside what went well', [200, { deleted: [1], errors: [{ id: 2 }] }], 'unclear'],
  ['an error as 200', [200, { error: 'no' }], 'unclear'],
  ['words', [200, 'thank you'], 'unclear'],
  ['no such path', [404], 'not-offered'],
  ['no such method', [405], 'not-offered'],
  ['not implemented', [501], 'not-offered'],
  ['too many', [413], 'unclear'],
  ['the whole refused', [409, { message: 'in use' }], 'unclear'],
];

test.each(rows)('an answer is taken for what it surely says: %s', async (_, given, becomes) => {
  const { answer } = await ask(given);
  expect(typeof answer === 'string' ? answer : answer.map(({ how }) => how)).toEqual(becomes);
});

test('a refusal has the status and the words of the server', async () => {
  const { answer } = await ask([207, [{ status: 409, error: 'in use' }, { error: { message: 'locked' } }]]);
  expect(answer).toEqual([
    { how: 'refused', status: 409, reason: '409: in use' },
    { how: 'refused', status: 400, reason: 'refused by the bulk call: locked' },
  ]);
});

test('the ids go as a JSON array, as numbers if they came as numbers, or in a body of the description', async () => {
  expect((await ask([204])).sent).toMatchObject({ method: 'POST', path: '/users/delete', body: [1, 2] });
  const described = await ask([204], { method: 'DELETE', body: (ids) => ({ ids }) });
  expect(described.sent).toMatchObject({ method: 'DELETE', body: { ids: [1, 2] } });
  const big = await ask([204], {}, { ids: ['9007199254740993'], hasBigIds: true });
  expect(JSON.stringify(big.sent?.body)).toBe('[9007199254740993]');
});

test('the items may be anywhere in the answer', async () => {
  const body = { meta: [0, 0], data: { items: [true, false] } };
  expect((await ask([200, body], { items: 'data.items' })).answer).toBe('unclear');
  const { answer } = await ask([200, { ...body, data: { items: [true, { ok: false }] } }], {
    items: 'data.items',
  });
  expect(answer).toMatchObject([{ how: 'done' }, { how: 'refused' }]);
});
