import { expect, test } from 'vitest';
import { redirected } from '../../../../src/http/wire/redirected.ts';
import { parseBaseUrl } from '../../../../src/lib/base-url.ts';

const base = parseBaseUrl('http://api.example.com/v1');

const why = (location: string | undefined, path = '/users', status = 301): string =>
  redirected({ status, headers: location === undefined ? {} : { location } }, base, { method: 'POST', path })
    .why;

test.each([
  ['/v1/users/', undefined, ': write the path with a slash at its end'],
  ['/v1/users', '/users/', ': write the path without the slash at its end'],
  ['/v1/users/?token=s3cret', '/users?page=2', ': write the path with a slash at its end'],
  ['https://api.example.com/v1/users', undefined, ': set `baseUrl` to https://api.example.com/v1'],
  ['//eu.example.com/v1/users/', undefined, ': set `baseUrl` to http://eu.example.com/v1'],
  ['/api/v2/users', undefined, ': set `baseUrl` to http://api.example.com/api/v2'],
  ['/login?next=/v1/users', undefined, ': it asks for a login, so set `auth`'],
  ['https://sso.example.com/sign-in/', undefined, ': it asks for a login, so set `auth`'],
  ['/v1/users', undefined, ''],
  ['/maintenance', undefined, ''],
  ['/v1/users/7', undefined, ''],
])('to %s', (location, path, hint) => {
  const shown = new URL(location, 'http://api.example.com');
  expect(why(location, path)).toBe(`301 redirect to ${shown.origin}${shown.pathname}, not followed${hint}`);
});

test('to nowhere', () => {
  expect(why(undefined)).toBe('301 redirect to nowhere, not followed');
  expect(why('http://')).toBe('301 redirect to nowhere, not followed');
});

test.each([
  [301, '/v1/users/', true],
  [301, 'https://api.example.com/v1/users', true],
  [301, '/done', false],
  [302, '/v1/users/', false],
  [302, '/login', false],
  [303, '/v1/users/', false],
  [307, '/done', true],
  [308, '/login', true],
])('%i to %s: nothing was done at this address, %s', (status, location, moved) => {
  const { moved: is } = redirected({ status, headers: { location } }, base, {
    method: 'POST',
    path: '/users',
  });
  expect(is).toBe(moved);
});
