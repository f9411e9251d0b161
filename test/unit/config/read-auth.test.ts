import { expect, test } from 'vitest';
import { readAuth, readUserAuth } from '../../../src/config/read-auth.ts';
import { isSeedbedError } from '../../../src/errors.ts';

const place = { name: '"auth"', code: 'SEEDBED_CONFIG' } as const;
const around = { baseUrl: new URL('https://shop.example.com/api') };
const body = (): object => ({});
const user = { email: 'a@example.com', password: ' canary ' };

test.each<[string, unknown]>([
  ['a bearer token', { bearer: 'tok' }],
  ['a pair', { basic: { username: 'ada', password: ' pw' } }],
  ['an API key', { apiKey: 'k', in: 'query', name: 'api_key' }],
  [
    'client credentials',
    {
      oauth2: {
        tokenUrl: 'https://id.example.com/token',
        clientId: 'a',
        clientSecret: 'b',
        grant: 'client_credentials',
      },
    },
  ],
  [
    'a password grant',
    { oauth2: { tokenUrl: '/token', clientId: 'a', grant: 'password', username: 'u', password: 'p' } },
  ],
  [
    'a login with everything',
    {
      login: {
        path: 'https://shop.example.com/login',
        method: 'PUT',
        encode: 'form',
        body,
        token: 'a.b',
        header: 'X-Token',
        prefix: '',
        session: 'cookie',
        csrf: { from: 'page', name: 't', header: 'X-T', path: '/form', field: 'f' },
      },
      ...user,
    },
  ],
])('takes %s as it is', (_, auth) => {
  expect(readAuth(auth, place, around)).toEqual(auth);
});

test('a login without credentials takes those of the environment', () => {
  const credentials = { email: 'env@example.com', password: 'env' };
  expect(readAuth({ login: { path: '/l' } }, place, { ...around, credentials })).toEqual({
    login: { path: '/l' },
    ...credentials,
  });
  const oauth2 = { tokenUrl: '/token', clientId: 'a', grant: 'password' };
  expect(readAuth({ oauth2 }, place, { ...around, credentials })).toEqual({
    oauth2: { ...oauth2, username: 'env@example.com', password: 'env' },
  });
});

test.each<[unknown, string]>([
  [{ bearr: 'canary' }, 'a function. Did you mean "bearer"?'],
  ['canary', 'Expected "auth" to be one of: { email, password }, { login }'],
  [{ basic: 'canary' }, 'Expected "basic" of "auth" to be { username, password }.'],
  [{ basic: { user: 'canary', password: 'canary' } }, 'Unknown key "user" in "basic" of "auth".'],
  [{ bearer: 'canary\nx' }, 'Expected "bearer" of "auth" to hold no line break.'],
  [{ bearer: 'canary 日本' }, 'Expected "bearer" of "auth" to hold only characters that a header can carry.'],
  [
    { apiKey: 'canary', in: 'heder', name: 'k' },
    'Expected "in" of "auth" to be one of "header", "query", "cookie". Did you mean "header"?',
  ],
  [{ header: 'X Key', value: 'canary' }, 'Expected "header" of "auth" to be the name of a header'],
  [
    { login: { path: '/l', encod: 'form' }, ...user },
    'Unknown key "encod" in "login" of "auth". Did you mean "encode"?',
  ],
  [
    { login: { path: 'https://evil.example/canary' }, ...user },
    'Expected "path" of "login" of "auth" to be a path such as "/login", or a URL on https://shop.example.com.',
  ],
  [{ login: { path: '//evil.example/' }, ...user }, 'Expected "path" of "login" of "auth" to be a path'],
  [
    { login: { path: '/l', session: 'token' }, ...user },
    'Expected "login" of "auth" to say where the token is',
  ],
  [
    { login: { path: '/l', body: 'canary' }, ...user },
    'Expected "body" of "login" of "auth" to be a function.',
  ],
  [
    { login: { path: '/l', csrf: { from: 'cookie', name: 'c' } }, ...user },
    'Expected "csrf" of "login" of "auth" to say where the token goes',
  ],
  [{ login: { path: '/l' } }, 'Expected "email" of "auth" to be a text that is not empty; it is missing.'],
  [
    { oauth2: { tokenUrl: '/t', clientId: 'canary', grant: 'client_credentials' } },
    'Expected "clientSecret" of "oauth2" of "auth" to be a text; it is missing.',
  ],
  [
    {
      oauth2: {
        tokenUrl: 'https://u:canary@id.example/',
        clientId: 'a',
        clientSecret: 'b',
        grant: 'client_credentials',
      },
    },
    'Expected "tokenUrl" of "oauth2" of "auth" to be a path',
  ],
])('case %#: a wrong `auth` is one line that shows no value', (auth, words) => {
  const error = failureOf(() => readAuth(auth, place, around));
  expect(isSeedbedError(error, 'SEEDBED_CONFIG')).toBe(true);
  expect(error.message).toContain(words);
  expect(error.message).not.toContain('canary');
});

test.each<[unknown, string | undefined]>([
  ['basic', undefined],
  [{ loginPath: '/login' }, undefined],
  [{ login: { path: '/login', token: 'token' } }, undefined],
  [{ from: 'sessionToken', header: 'X-Parse-Session-Token' }, undefined],
  [{ oauth2: { tokenUrl: '/t', clientId: 'a', grant: 'password' } }, undefined],
  [{ login: { path: '/login' }, email: 'canary' }, 'Unknown key "email" in "auth".'],
  [{ form: 'canary' }, 'Did you mean "from"?'],
  [
    { oauth2: { tokenUrl: '/t', clientId: 'a', clientSecret: 'canary', grant: 'client_credentials' } },
    'Expected "grant" of "oauth2" of "auth" to be "password".',
  ],
])('case %#: `userAuth` is checked likewise', (auth, words) => {
  if (words === undefined) expect(readUserAuth(auth, place, around)).toEqual(auth);
  else expect(failureOf(() => readUserAuth(auth, place, around)).message).toContain(words);
});

function failureOf(act: () => unknown): Error {
  try {
    act();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('It was accepted.');
}
