import { expect, test } from 'vitest';
import { isLoopback, joinPath, parseBaseUrl, pathOnOrigin, shownUrl } from '../../../src/lib/base-url.ts';

test.each([
  ['https://host/api:group', '/api:group/user'],
  ['https://host/api:group/', '/api:group/user'],
  ['https://host', '/user'],
  ['http://[::1]:8080/a/b//', '/a/b/user'],
])('%s keeps its path', (text, path) => {
  expect(joinPath(parseBaseUrl(text), { path: '/user' })).toBe(path);
  expect(joinPath(parseBaseUrl(text), { path: '/user', from: 'origin' })).toBe('/user');
});

test('user info, query and fragment are dropped', () => {
  expect(parseBaseUrl('https://name:pw@host:8443/api?key=1#x').href).toBe('https://host:8443/api');
});

test.each(['', 'host/api', 'ftp://host/api', '/api'])('%j is no base URL', (text) => {
  expect(() => parseBaseUrl(text)).toThrow('Expected the base URL to be like https://host/api:group, got');
});

test('secrets in a query are not shown', () => {
  const base = parseBaseUrl('https://host/api');
  expect(shownUrl(base, { path: '/user' })).toBe('https://host/api/user');
  expect(shownUrl(base, { path: '/user', from: 'origin' })).toBe('https://host/user');
  expect(shownUrl(base, { path: '/user?page=2&api_key=abc&token=d%20e' })).toBe(
    'https://host/api/user?page=2&api_key=[secret]&token=[secret]',
  );
});

test.each([
  ['/operations/7', '/user', '/operations/7'],
  ['operations/7', '/user', '/api/operations/7'],
  ['7', '/user/', '/api/user/7'],
  ['?page=2', '/user?page=1', '/api/user?page=2'],
  ['?page=3', { path: '/other?page=2', from: 'origin' } as const, '/other?page=3'],
  ['https://host:8443/api/user/7?a=b#part', '/user', '/api/user/7?a=b'],
  ['https://name:pw@host:8443/x', '/user', '/x'],
  ['//host:8443/x', '/user', '/x'],
  ['//evil.test/x', '/user', undefined],
  ['https://host/x', '/user', undefined],
  ['http://host:8443/x', '/user', undefined],
  ['https://host:8443.evil.test/x', '/user', undefined],
  ['\\\\evil.test/x', '/user', undefined],
  ['blob:https://host:8443/x', '/user', undefined],
  ['javascript:alert(1)', '/user', undefined],
  ['http://[', '/user', undefined],
])('%j, named by the answer to %j, is %j on the origin', (location, request, path) => {
  expect(pathOnOrigin(location, 'https://host:8443/api', request)).toBe(path);
});

test.each([
  'localhost',
  'localhost.',
  '127.0.0.1',
  '127.255.0.3',
  '::1',
  '[::1]',
  '[::ffff:7f00:1]',
  '::ffff:7f01:1',
])('%s is loopback', (name) => expect(isLoopback(name)).toBe(true));

test.each([
  'localhost.evil.invalid',
  '127.0.0.1.evil.invalid',
  'evil-localhost',
  '128.0.0.1',
  '[::ffff:8000:1]',
  '[::7f00:1]',
  '0.0.0.0',
  '[::]',
  '',
])('%s is not loopback', (name) => expect(isLoopback(name)).toBe(false));
