import { describe, expect, test } from 'vitest';
import { openApis } from '../../../src/api/open-apis.ts';
import type { ResourceApi } from '../../../src/api/operations.ts';
import type { ApiDescription } from '../../../src/factory/description.ts';
import { createClient } from '../../../src/http/client.ts';
import { defineResource } from '../../../src/index.ts';
import { createMemoryExchange } from '../../memory-exchange.ts';
import { VirtualClock } from '../../virtual-clock.ts';

/** An API that answers so to every read. */
function apiOf(status: number, body: object, api: ApiDescription = {}): ResourceApi {
  const clock = new VirtualClock();
  const users = defineResource({
    name: 'users',
    path: '/users',
    key: 'email',
    build: () => ({ email: 'a@x.example' }),
    api,
  });
  const fetch = (): Response => Response.json(body, { status });
  const exchange = createMemoryExchange({ baseUrl: 'http://users.test', fetch });
  return openApis(createClient({ exchange, clock }), [users], { clock, settleMs: 0 }).of('users');
}

test.each([400, 403, 404, 410, 422])(
  'a %d is a record that is gone, if the description says so',
  async (status) => {
    const remove = { gone: (answer: { readonly status: number }) => answer.status === status };
    expect(await apiOf(status, { message: 'no' }, { remove }).read(7)).toBeUndefined();
  },
);

test('a 403 is none otherwise: this account may not look', async () => {
  await expect(apiOf(403, { message: 'no' }).read(7)).rejects.toMatchObject({ status: 403 });
  const remove = { gone: () => false };
  expect(await apiOf(200, { id: 7, email: 'a@x.example' }, { remove }).read(7)).toMatchObject({ id: 7 });
});

test('an account that is signed out sees nothing as gone, whatever the description says', async () => {
  const remove = { gone: () => true };
  await expect(apiOf(401, { message: 'no' }, { remove }).read(7)).rejects.toMatchObject({ status: 401 });
});

describe('a function in the place of', () => {
  test('a reading may say null for a record that is not there', async () => {
    const read = async () => null as unknown as undefined;
    expect(await apiOf(200, {}, { read }).read(7)).toBeUndefined();
  });

  test.each(['list', 'find'] as const)(
    'a %s is told what to resolve with, if that is no list',
    async (name) => {
      const given = async () => ({ data: [] }) as unknown as [];
      const api = apiOf(200, {}, { [name]: given });
      await expect(name === 'list' ? api.list() : api.find('a@x.example')).rejects.toMatchObject({
        code: 'SEEDBED_CONFIG',
        message: `Expected \`${name}\` of "users" to resolve with an array of records, got data.`,
      });
    },
  );
});
