import { expect, test } from 'vitest';
import { openApis } from '../../../src/api/open-apis.ts';
import { createClient } from '../../../src/http/client.ts';
import { defineResource } from '../../../src/index.ts';
import { createMemoryExchange } from '../../memory-exchange.ts';
import { VirtualClock } from '../../virtual-clock.ts';

const users = defineResource({
  name: 'users',
  path: '/users',
  key: 'email' as const,
  build: () => ({ email: 'ada@example.com' }),
});

/** The API of users that answers so to a sign-up, and lists one user. */
function apiOf(answer: object, userToken: string | undefined) {
  const clock = new VirtualClock();
  const fetch = (request: Request): Response =>
    Response.json(request.method === 'POST' ? answer : [{ id: 7, email: 'ada@example.com' }]);
  const exchange = createMemoryExchange({ baseUrl: 'http://users.test', fetch });
  const client = createClient({ exchange, clock });
  return openApis(client, [users], { clock, settleMs: 0, userToken }).of('users');
}

const sent = { email: 'ada@example.com' };
const user = { id: 7, ...sent };

test.each([
  ['beside the user', { token: 't-1', user }, 'token', { ...user, token: 't-1' }],
  ['below another name', { session: { jwt: 't-1' }, user }, 'session.jwt', { ...user, 'session.jwt': 't-1' }],
  ['in the user', { ...user, token: 't-1' }, 'token', { ...user, token: 't-1' }],
  ['nowhere', { user }, 'token', user],
])('a token %s is a field of the user who was made', async (_, answer, from, record) => {
  expect((await apiOf(answer, from).create(sent)).record).toEqual(record);
});

test('a token without a user is a field of the user who is found', async () => {
  const api = apiOf({ token: 't-1' }, 'token');
  await expect(api.create(sent)).rejects.toMatchObject({ kind: 'no-id' });
  expect((await api.find('ada@example.com')).records).toEqual([{ ...user, token: 't-1' }]);
});

test('nothing is added if users do not sign in so', async () => {
  expect((await apiOf({ token: 't-1', user }, undefined).create(sent)).record).toEqual(user);
});
