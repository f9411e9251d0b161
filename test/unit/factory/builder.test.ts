import { expect, test } from 'vitest';
import { type BuilderOptions, type BuildSpec, createBuilder } from '../../../src/factory/builder.ts';
import { defineResource } from '../../../src/factory/define-resource.ts';
import { books } from './books.ts';

const parents = { authors: { id: 7, name: 'Aimé Césaire' } };
const spec = (changes: Partial<BuildSpec> = {}): BuildSpec => ({
  resource: 'books',
  index: 0,
  traits: [],
  set: {},
  ...changes,
});
const builder = (options: Partial<BuilderOptions> = {}) =>
  createBuilder({ resources: [books], randomSeed: 1, namespace: 'sb0-0', ...options });
const book = (changes: Partial<BuildSpec> = {}, options: Partial<BuilderOptions> = {}) =>
  builder(options).build(spec(changes), parents);

test('the foreign key is the parent id; an optional parent may be missing, a needed one may not', () => {
  expect(book()).toMatchObject({ author_id: 7, author: 'Aimé Césaire' });
  expect(book()).not.toHaveProperty('shop_id');
  expect(builder().build(spec(), { ...parents, shops: { id: 3 } })).toMatchObject({ shop_id: 3 });
  const message = 'Failed to build books[0]: it belongs to "authors", and none was given';
  expect(() => builder().build(spec(), {})).toThrow(new TypeError(message));
});

test.each(['uuid', 'data.uuid'])("the parent's own id field is read (%s)", (idField) => {
  const authors = defineResource({
    name: 'authors',
    path: '/author',
    idField,
    build: () => ({ name: 'x' }),
  });
  const both = createBuilder({ resources: [authors, books], randomSeed: 1, namespace: 'sb0-0' });
  expect(both.build(spec(), { authors: { id: 1, uuid: 42 } })).toMatchObject({ author_id: 42 });
});

test('traits combine, the last wins, and what is set wins over all', () => {
  expect(book({ traits: ['noted', 'lost'] })).toMatchObject({ note: 'lost' });
  expect(book({ traits: ['lost', 'noted'] })).toMatchObject({ note: 'noted' });
  expect(book({ traits: ['noted'], set: { note: ' mine ' } })).toMatchObject({ note: 'mine' });
});

test('params steer the build and are no attributes, from a trait or set', () => {
  const thin = book();
  const thick = book({ traits: ['thick'] });
  expect(thick.pages).toBe(Number(thin.pages) * 10);
  expect(thick).not.toHaveProperty('thick');
  expect(book({ traits: ['thick'], set: { thick: false } })).toEqual(thin);
});

test('attributes derived from others follow what is set', () => {
  expect(book({ set: { title: 'CAHIER' } })).toMatchObject({ title: 'CAHIER', slug: 'cahier' });
  expect(book({ set: { title: 5 } })).toMatchObject({ title: 5, slug: String(book().slug) });
});

test('a trait that draws changes nothing else of the record', () => {
  const { note, ...rest } = book({ traits: ['old'], index: 4 });
  const { note: _, ...plain } = book({ index: 4 });
  expect(note).toMatch(/^old 4 \d+$/);
  expect(rest).toEqual(plain);
});

test('sequences follow the index', () => {
  const formats = [0, 1, 2, 3].map((index) => book({ index }));
  expect(formats.map(({ format }) => format)).toEqual(['paper', 'e-book', 'audio', 'paper']);
  expect(formats[3]).toMatchObject({ shelf: 'shelf 3' });
});

test('turns give each number once, in another order for another dataset; a size that is none is refused', () => {
  const shelves = (options: Partial<BuilderOptions>, size = 9): readonly unknown[] => {
    const shelved = defineResource({
      name: 'shelved',
      path: '/s',
      key: 'no',
      build: ({ turn, unique }) => ({ no: unique.token, turn: turn(size) }),
    });
    const built = createBuilder({ resources: [shelved], randomSeed: 1, namespace: 'sb0-0', ...options });
    return Array.from(
      { length: 9 },
      (_, index) => built.build(spec({ resource: 'shelved', index }), {}).turn,
    );
  };
  expect([...shelves({})].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(shelves({ path: 'a.spec.ts' })).not.toEqual(shelves({}));
  for (const size of [0, 1.5, Number.NaN, 1_000_001])
    expect(() => shelves({}, size)).toThrow(
      /^Expected the size of a turn as a whole number from 1 to 1000000, got /,
    );
});

test('seed, path, resource and index each give other values; the namespace only changes the unique ones', () => {
  const draw = (changes?: Partial<BuildSpec>, options?: Partial<BuilderOptions>) =>
    book(changes, options).title;
  const titles = [draw(), draw({}, { randomSeed: 2 }), draw({}, { path: 'a.spec.ts' }), draw({ index: 1 })];
  expect(new Set(titles).size).toBe(4);
  expect(book({}, { namespace: 'sb1-0' })).toEqual({ ...book(), isbn: 'sb1-0/0' });
});

test('a next variant only changes the unique values', () => {
  expect(book({ variant: 2 })).toEqual({ ...book(), isbn: 'sb0-0/0-2' });
});

test('two resources on one path share no unique value', () => {
  const more = books.extend({ name: 'comics' });
  const both = createBuilder({ resources: [books, more], randomSeed: 1, namespace: 'sb0-0' });
  expect(both.build(spec(), parents).isbn).toBe('sb0-0/0');
  expect(both.build(spec({ resource: 'comics' }), parents).isbn).toBe('sb0-0/0-r2');
});

test('dates are drawn around the reference date', () => {
  const dated = defineResource({
    name: 'dated',
    path: '/d',
    build: ({ fake }) => ({ at: fake.date.past({ years: 1 }) }),
  });
  const at = (refDate?: Date) =>
    createBuilder({ resources: [dated], randomSeed: 1, namespace: 'x', refDate }).build(
      spec({ resource: 'dated' }),
      {},
    ).at as Date;
  expect(at().getUTCFullYear()).toBe(2025);
  expect(at(new Date('2001-01-01')).getUTCFullYear()).toBe(2000);
});

test('a build that seeds Faker itself still repeats, and disturbs no other record', () => {
  const stubborn = defineResource({
    name: 'books',
    path: '/book',
    build: ({ fake, index }) => {
      if (index === 0) fake.seed(7);
      return { title: fake.book.title() };
    },
  });
  const { build } = createBuilder({ resources: [stubborn], randomSeed: 1, namespace: 'x' });
  const first = build(spec(), {});
  const second = build(spec({ index: 1 }), {});
  expect(build(spec(), {})).toEqual(first);
  expect(build(spec({ index: 1 }), {})).toEqual(second);
});

test.each([
  [{ resource: 'boks' }, 'Unknown resource "boks". Did you mean "books"?'],
  [{ traits: ['thik'] }, 'Unknown trait "thik" of "books". Did you mean "thick"?'],
  [{ traits: ['toString'] }, 'Unknown trait "toString" of "books".'],
])('%j: %s', (changes, message) => {
  expect(() => book(changes)).toThrow(new TypeError(message));
});

test.each(['', 'UPPER', '-a', 'a-', 'a.b', 'é', 'a'.repeat(33)])('"%s" is no namespace', (namespace) => {
  expect(() => builder({ namespace })).toThrow(TypeError);
});

test.each([
  [undefined, 'undefined'],
  ['a title', '`"a title"` (string)'],
  [[], '`[]` (array)'],
  [Promise.resolve({ isbn: '1' }), 'a promise: it must not be async'],
])('a build that returns no object is found out: %s', (built, got) => {
  const odd = defineResource({ name: 'notes', path: '/notes', build: () => built as object });
  const odder = createBuilder({ resources: [odd], randomSeed: 1, namespace: 'x' });
  expect(() => odder.build({ ...spec(), resource: 'notes' }, {})).toThrow(
    new TypeError(`Expected the build of "notes" to return an object of attributes, got ${got}.`),
  );
});

test('a build that does not return its key is found out', () => {
  const odd = books.extend({ key: 'isb' as 'isbn' });
  const odder = createBuilder({ resources: [odd], randomSeed: 1, namespace: 'x' });
  expect(() => odder.build(spec(), parents)).toThrow(
    new TypeError('Expected the build of "books" to return its key "isb". Did you mean "isbn"?'),
  );
});
