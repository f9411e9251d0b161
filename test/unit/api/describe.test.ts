import { expect, test } from 'vitest';
import { describe } from '../../../src/api/describe.ts';
import { type ApiDescription, defineResource } from '../../../src/index.ts';

const described = (api: ApiDescription) =>
  describe(defineResource({ name: 'users', path: '/users', build: () => ({}), api }));

test('a bulk create goes to the path of its resource if it names none', () => {
  expect(described({ createMany: { maxItems: 5 } }).createMany).toMatchObject({
    method: 'POST',
    path: '/users',
    maxItems: 5,
  });
  expect(described({ createMany: { path: '/users/batch', method: 'PUT' } }).createMany).toMatchObject({
    method: 'PUT',
    path: '/users/batch',
  });
});
