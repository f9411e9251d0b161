import { describe, expect, test } from 'vitest';
import { offeredBulk } from '../../../../src/api/bulk/offered-bulk.ts';
import { createDemoApp } from '../../../../src/demo/index.ts';

const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const user = { $ref: '#/components/schemas/NewUser' };
const one = { requestBody: json(user), responses: { 201: json({ $ref: '#/components/schemas/User' }) } };
const many = {
  requestBody: json({ type: 'array', items: user, maxItems: 50 }),
  responses: { 200: json({ type: 'array', items: {} }) },
};
const components = {
  schemas: { NewUser: { type: 'object' }, User: { type: 'object' }, Users: { type: 'array', items: user } },
};

const found = (paths: object, { base = '', more = {} }: { base?: string; more?: object } = {}): unknown =>
  offeredBulk({ openapi: '3.1.0', components, paths, ...more }, { path: '/users' }, base);

describe('a bulk call that is described', () => {
  test.each<[string, unknown, object]>([
    [
      'beside the create',
      found({ '/users': { post: one }, '/users/bulk': { post: many } }),
      { path: '/users/bulk', maxItems: 50 },
    ],
    [
      'below the path of a server',
      found(
        { '/users': { post: one }, '/users/batch-create/': { post: many } },
        { base: '/api/v1', more: { servers: [{ url: 'https://api.example.com/api/v1/' }] } },
      ),
      { path: '/users/batch-create/', maxItems: 50 },
    ],
    [
      'with the path of the server in each path',
      found({ '/api/users': { post: one }, '/api/users/bulk': { post: many } }, { base: '/api' }),
      { path: '/users/bulk', maxItems: 50 },
    ],
    [
      'by references',
      found({
        '/users': { post: one },
        '/users/_bulk': { post: { ...many, requestBody: json({ $ref: '#/components/schemas/Users' }) } },
      }),
      { path: '/users/_bulk' },
    ],
    [
      'as Swagger 2 does',
      offeredBulk(
        {
          swagger: '2.0',
          basePath: '/v2',
          definitions: { User: { type: 'object' } },
          paths: {
            '/users': { post: { parameters: [{ in: 'body', schema: { $ref: '#/definitions/User' } }] } },
            '/users/bulk': {
              post: {
                parameters: [
                  { in: 'body', schema: { type: 'array', items: { $ref: '#/definitions/User' } } },
                ],
                responses: { 200: { schema: { type: 'array' } } },
              },
            },
          },
        },
        { path: '/users' },
        '/v2',
      ),
      { path: '/users/bulk' },
    ],
  ])('%s is found', (_, bulk, expected) => {
    expect(bulk).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ['is of another resource', found({ '/users': { post: one }, '/teams/bulk': { post: many } })],
    ['stands below one record', found({ '/users': { post: one }, '/users/{id}/bulk': { post: many } })],
    ['means something else', found({ '/users': { post: one }, '/users/import': { post: many } })],
    ['is no POST', found({ '/users': { post: one }, '/users/bulk': { delete: many, put: many } })],
    [
      'is deprecated',
      found({ '/users': { post: one }, '/users/bulk': { post: { ...many, deprecated: true } } }),
    ],
    [
      'takes other items',
      found({
        '/users': { post: one },
        '/users/bulk': {
          post: {
            ...many,
            requestBody: json({ type: 'array', items: { $ref: '#/components/schemas/User' } }),
          },
        },
      }),
    ],
    [
      'takes an object',
      found({
        '/users': { post: one },
        '/users/bulk': { post: { ...many, requestBody: json({ type: 'object' }) } },
      }),
    ],
    [
      'answers a report',
      found({
        '/users': { post: one },
        '/users/bulk': { post: { ...many, responses: { 200: json({ type: 'object' }) } } },
      }),
    ],
    [
      'takes anything',
      found({
        '/users': { post: { ...one, requestBody: json({}) } },
        '/users/bulk': { post: { ...many, requestBody: json({ type: 'array', items: {} }) } },
      }),
    ],
    ['is in no paths', offeredBulk({ paths: [] }, { path: '/users' }, '')],
    ['is in a page for people', offeredBulk('<html>', { path: '/users' }, '')],
    [
      'refers to nothing',
      found({
        '/users': { post: one },
        '/users/bulk': { post: { requestBody: { $ref: '#/components/__proto__/x' }, responses: {} } },
      }),
    ],
  ])('is none if it %s', (_, bulk) => {
    expect(bulk).toBeUndefined();
  });
});

test("the demo API's are found, whatever its path is called, and none if they are switched off", async () => {
  const documentOf = async (bulk: boolean): Promise<unknown> => {
    using app = createDemoApp({ bulk });
    return (await app.fetch(new Request('http://demo.test/openapi.json'))).json();
  };
  const [offered, none] = [await documentOf(true), await documentOf(false)];
  expect(offeredBulk(offered, { path: '/user' }, '/api:demo')).toEqual({ path: '/user/bulk' });
  expect(offeredBulk(offered, { path: '/vm' }, '/api:other')).toEqual({ path: '/vm/bulk' });
  expect(offeredBulk(none, { path: '/user' }, '/api:demo')).toBeUndefined();
});
