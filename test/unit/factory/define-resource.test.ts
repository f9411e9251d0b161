import { expect, test } from 'vitest';
import { build } from '../../../src/factory/build.ts';
import { defineResource } from '../../../src/factory/define-resource.ts';
import { books } from './books.ts';

test('the resource tells what the other rooms ask', () => {
  expect(books).toMatchObject({
    name: 'books',
    path: '/book',
    key: 'isbn',
    idField: 'id',
    secrets: ['pin'],
    traitNames: ['thick', 'noted', 'old', 'lost'],
    paramNames: ['thick'],
    belongsTo: [
      { resource: 'authors', foreignKey: 'author_id' },
      { resource: 'shops', foreignKey: 'shop_id', optional: true },
    ],
  });
  expect(books.attributeNames()).toEqual([
    'author_id',
    'shop_id',
    'title',
    'slug',
    'isbn',
    'pages',
    'format',
    'shelf',
    'author',
    'pin',
    'note',
  ]);
  expect(books.toRequest({ title: 't', isbn: 'i', author_id: 1, pin: 'p' })).toEqual({
    title: 't',
    isbn: 'i',
    author_id: 1,
  });
});

test('it is frozen, through and through', () => {
  for (const part of [
    books,
    books.secrets,
    books.belongsTo,
    books.belongsTo[0],
    books.traitNames,
    books.definition,
  ]) {
    expect(Object.isFrozen(part)).toBe(true);
  }
  expect(Object.isFrozen(books.definition.traits)).toBe(true);
  expect(Object.isFrozen(books.attributeNames())).toBe(true);
});

test('later changes to the object it was defined with do not reach it', () => {
  const definition = {
    name: 'a',
    path: '/a',
    secrets: ['x'],
    params: { p: 1 },
    build: () => ({ x: 1 }),
    traits: { t: { x: 2 } },
  };
  const resource = defineResource(definition);
  definition.secrets.push('y');
  definition.params.p = 9;
  definition.build = () => ({ x: 9 });
  expect(resource.extend({}).secrets).toEqual(['x']);
  expect(resource.extend({}).definition.params).toEqual({ p: 1 });
  expect(build(resource.extend({}))).toEqual({ x: 1 });
});

test('trait and extend leave the original as it was', () => {
  const before = [...books.traitNames];
  const signed = books.trait('signed', { note: 'signed' });
  const rare = signed.extend({
    name: 'rare',
    params: { carats: 0 },
    secrets: ['vault'],
    build: ({ params }) => ({ vault: `v${params.carats}`, format: 'vellum' }),
    traits: { golden: { carats: 18 } },
    afterBuild: (attributes) => {
      attributes.note += '!';
    },
  });
  expect(books.traitNames).toEqual(before);
  expect(build(signed, {}, { traits: ['signed'] }).note).toBe('signed');
  expect(rare).toMatchObject({ name: 'rare', secrets: ['pin', 'vault'], paramNames: ['thick', 'carats'] });
  const built = build(rare, {}, { traits: ['signed', 'golden'] });
  expect(built).toMatchObject({ vault: 'v18', format: 'vellum', note: 'signed!' });
  expect(build(books).format).toBe('paper');
});

test('extending keeps the values that the original draws', () => {
  const more = books.extend({ build: ({ fake }) => ({ price: fake.number.int(100) }) });
  expect(build(more)).toMatchObject({ ...build(books) });
});

test('hooks of both run, the original first', async () => {
  const ran: string[] = [];
  const api = { request: async () => ({ status: 200, body: {} }) };
  const base = defineResource({
    name: 'a',
    path: '/a',
    build: () => ({ x: 1 }),
    afterCreate: () => void ran.push('base'),
  });
  const more = base.extend({ afterCreate: async (record) => void ran.push(`more ${record.x}`) });
  await more.afterCreate?.({ x: 1, id: 1 }, { api });
  expect(ran).toEqual(['base', 'more 1']);
});

test("the API's side is carried untouched", () => {
  const side = {
    listPath: '/all',
    idempotency: { header: 'Idempotency-Key', quoted: true },
    lookup: { query: 'email' },
    bulk: { path: '/a/bulk', maxItems: 50, maxBytes: 1000 },
    ready: { until: () => true, every: '1s', timeout: '9s' },
    onDuplicate: 'adopt',
    atLeastOnce: true,
  } as const;
  expect(defineResource({ name: 'a', path: '/a', build: () => ({}), ...side })).toMatchObject(side);
});

const good = { name: 'a', path: '/a', build: () => ({}) };
test.each([
  [{ ...good, secret: ['x'] }, 'Unknown key "secret" in resource "a". Did you mean "secrets"?'],
  [{ ...good, belongTo: {} }, 'Unknown key "belongTo" in resource "a". Did you mean "belongsTo"?'],
  [{ ...good, path: 'a' }, 'Expected `path` of resource "a" to be a path like "/user", got `"a"` (string)'],
  [
    { ...good, path: '/a?b=1' },
    'Expected `path` of resource "a" to be a path like "/user", got `"/a?b=1"` (string)',
  ],
  [
    { ...good, name: '1 a' },
    'Expected `name` of resource "1 a" to be a word (letters, digits, `_`, `-`), got `"1 a"` (string)',
  ],
  [{ name: 'a', path: '/a' }, 'Expected `build` of resource "a" to be a function, got undefined'],
  [
    { ...good, schema: {} },
    'Expected `schema` of resource "a" to be a Standard Schema (zod, valibot, arktype), got `{}` (object)',
  ],
  [
    { ...good, traits: [] },
    'Expected `traits` of resource "a" to be an object of overrides by name, got `[]` (array)',
  ],
  [
    { ...good, secrets: 'x' },
    'Expected `secrets` of resource "a" to be an array of attribute names, got `"x"` (string)',
  ],
  [null, 'Expected a resource definition, got null'],
])('%j is refused', (definition, message) => {
  expect(() => defineResource(definition as unknown as typeof good)).toThrow(new TypeError(message));
});

test('attribute names that only a real parent would tell are asked for', () => {
  const definition = {
    name: 'a',
    path: '/a',
    belongsTo: { users: 'user_id' },
    build: ({ ref }: { ref(parent: 'users'): Readonly<Record<string, unknown>> }) => ({
      alias: (ref('users').email as string).split('@')[0],
    }),
  } as const;
  expect(() => defineResource(definition).attributeNames()).toThrow(
    /^Failed to list the attributes of "a": .*`attributes`/,
  );
  expect(defineResource({ ...definition, attributes: ['alias'] }).attributeNames()).toEqual(['alias']);
});

test('a bulk call that `api` describes is the one that the seeder sends', () => {
  const events = defineResource({
    name: 'events',
    path: '/events',
    api: { createMany: { path: '/events/batch', maxItems: 50 } },
    build: () => ({}),
  });
  expect(events.bulk).toEqual({ path: '/events/batch', maxItems: 50 });
});
