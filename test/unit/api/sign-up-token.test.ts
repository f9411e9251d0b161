import { expect, test } from 'vitest';
import { openApis } from '../../../src/api/open-apis.ts';
import { SignUpToken } from '../../../src/api/sign-up-token.ts';
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
  const fetch = ({ method, url }: Request): Response =>
    Response.json(method === 'POST' ? answer : url.endsWith('/7') ? user : [user]);
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

test('a token beside an id alone is a field of the user who is read', async () => {
  const api = apiOf({ token: 't-1', id: 7 }, 'token');
  expect(await api.create(sent)).toEqual({ id: 7, record: { id: 7, token: 't-1' } });
  expect(await api.read(7)).toEqual({ ...user, token: 't-1' });
});

test('a token of a user whom the answer showed is not kept', async () => {
  const api = apiOf({ token: 't-1', user }, 'token');
  await api.create(sent);
  expect((await api.find('ada@example.com')).records).toEqual([user]);
  expect(await api.read(7)).toEqual(user);
});

test('users whom no answer showed are forgotten after a while', async () => {
  const tokens = new SignUpToken('token');
  const signUp = async (email: string): Promise<void> => {
    const nobody = tokens.of(users, { email }, { token: 't-1' }, () => Promise.reject(new Error('no id')));
    await expect(nobody).rejects.toThrow('no id');
  };
  await signUp(sent.email);
  for (let others = 0; others < 999; others++) await signUp(`other-${others}@example.com`);
  expect(tokens.shown(users, user)).toEqual({ ...user, token: 't-1' });
  await signUp('one-more@example.com');
  expect(tokens.shown(users, user)).toEqual(user);
});
