import { expect, test } from 'vitest';
import { joinPath, parseBaseUrl, shownUrl } from '../../../src/http/base-url.ts';

test.each([
  ['https://host/api:group', '/api:group/user'],
  ['https://host/api:group/', '/api:group/user'],
  ['https://host', '/user'],
  ['http://[::1]:8080/a/b//', '/a/b/user'],
])('%s keeps its path', (text, path) => {
  expect(joinPath(parseBaseUrl(text), '/user')).toBe(path);
});

test('user info, query and fragment are dropped', () => {
  expect(parseBaseUrl('https://name:pw@host:8443/api?key=1#x').href).toBe('https://host:8443/api');
});

test.each(['', 'host/api', 'ftp://host/api', '/api'])('%j is no base URL', (text) => {
  expect(() => parseBaseUrl(text)).toThrow('Expected the base URL to be like https://host/api:group, got');
});

test('secrets in a query are not shown', () => {
  const base = parseBaseUrl('https://host/api');
  expect(shownUrl(base, '/user')).toBe('https://host/api/user');
  expect(shownUrl(base, '/user?page=2&api_key=abc&token=d%20e')).toBe(
    'https://host/api/user?page=2&api_key=[secret]&token=[secret]',
  );
});
