import { describe, expect, test } from 'vitest';
import { requestOf } from '../../../src/api/request.ts';
import { fillTemplate, fillText, namesIn } from '../../../src/api/template.ts';

describe('a path template', () => {
  const values = { id: 7, slug: 'a b/c', 'teams.id': 3, path: '/x/y', flag: true };

  test.each([
    ['/users/{id}', '/users/7'],
    ['/teams/{teams.id}/users/{id}/', '/teams/3/users/7/'],
    ['/pages/{slug}', '/pages/a%20b%2Fc'],
    ['/files{+path}', '/files/x/y'],
    ['/users{/id,slug}', '/users/7/a%20b%2Fc'],
    ['/users{?id,flag}', '/users?id=7&flag=true'],
    ['/users?x=1{&id}', '/users?x=1&id=7'],
    ['/plain', '/plain'],
  ])('%s becomes %s', (template, filled) => {
    expect(fillTemplate(template, values, 'a test')).toBe(filled);
  });

  test('with a name that has no value is refused, for a hole would lead to another record', () => {
    expect(() => fillTemplate('/users/{ide}', values, 'the path of a test')).toThrow(
      'Expected a value for "{ide}" in the path of a test, got none. Did you mean "id"?',
    );
    expect(() => fillTemplate('/users/{id}', { id: '' }, 'a test')).toThrow('Expected a value for "{id}"');
  });

  test.each(['.', '..', '../7', 'a/../b', '\ud800'])(
    'with a value that leads elsewhere is refused: %j',
    (id) => {
      for (const template of ['/users/{id}', '/users/{+id}'])
        expect(() => fillTemplate(template, { id }, 'the path of a test')).toThrow(
          /^Expected "\{id\}" in the path of a test to be a part of a path, got/,
        );
    },
  );

  test('names what it needs', () => {
    expect(namesIn('/teams/{teams.id}/users{?id,slug}')).toEqual(['teams.id', 'id', 'slug']);
  });
});

test('a text template is not encoded', () => {
  expect(fillText('W/"{etag}"', { etag: 'a b' }, 'a header')).toBe('W/"a b"');
});

describe('a described request', () => {
  test('has its query after the path, encoded, also if the path has one', () => {
    const call = { method: 'GET', path: '/users?b=2', query: { email: '{key}', limit: 100 } } as const;
    expect(requestOf(call, { key: 'a+b@c.fr' }, 'a test').path).toBe(
      '/users?b=2&email=a%2Bb%40c.fr&limit=100',
    );
  });

  test('has headers in lower case, filled in', () => {
    const call = { method: 'DELETE', path: '/x', headers: { 'If-Match': '{etag}' } } as const;
    expect(requestOf(call, { etag: '"v1"' }, 'a test').headers).toEqual({ 'if-match': '"v1"' });
  });

  test('whose header would hold what no header can carry is one clear line', () => {
    const call = { method: 'POST', path: '/x', headers: { 'X-Name': '{name}' } } as const;
    expect(requestOf(call, { name: 'Zoé' }, 'a test').headers).toEqual({ 'x-name': 'Zoé' });
    for (const name of ['\u65e5', 'a\nb'])
      expect(() => requestOf(call, { name }, 'a test')).toThrow(
        'Expected the header "X-Name" of a test to hold only characters that a header can carry.',
      );
  });
});
