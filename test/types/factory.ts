import { expectTypeOf } from 'vitest';
import { build, buildList } from '../../src/factory/build.ts';
import { defineResource } from '../../src/factory/define-resource.ts';
import { serverFields } from '../../src/factory/definition.ts';
import type {
  AttributesOf,
  NameOf,
  ParamsOf,
  ParentOf,
  RecordOf,
  TraitOf,
} from '../../src/factory/resource.ts';
import type { users } from '../../src/preset/users.ts';
import type { vms } from '../../src/preset/vms.ts';

// The preset
type User = RecordOf<typeof users>;
expectTypeOf<User['email']>().toEqualTypeOf<string>();
expectTypeOf<User['id']>().toEqualTypeOf<number>();
expectTypeOf<User['created_at']>().toEqualTypeOf<number>();
expectTypeOf<User>().not.toHaveProperty('password');
expectTypeOf<AttributesOf<typeof users>['password']>().toEqualTypeOf<string>();
expectTypeOf<TraitOf<typeof users>>().toEqualTypeOf<'admin' | 'member' | 'owner' | 'viewer'>();
expectTypeOf<ParentOf<typeof users>>().toBeNever();
expectTypeOf<NameOf<typeof vms>>().toEqualTypeOf<'vms'>();
expectTypeOf<ParentOf<typeof vms>>().toEqualTypeOf<'users'>();
expectTypeOf<RecordOf<typeof vms>['user_id']>().toEqualTypeOf<number>();
expectTypeOf<RecordOf<typeof vms>['status']>().toEqualTypeOf<'running' | 'stopped' | 'paused'>();
expectTypeOf<ParamsOf<typeof vms>['size']>().toEqualTypeOf<'small' | 'medium' | 'large' | undefined>();

// A definition, with nothing written twice
const books = defineResource({
  name: 'books',
  path: '/book',
  key: 'isbn',
  secrets: ['pin'],
  belongsTo: { authors: 'author_id', shops: { foreignKey: 'shop_id', optional: true } },
  server: serverFields<{ created_at: number }>(),
  params: { thick: false },
  build: ({ fake, params, ref, sequence, given }) => {
    expectTypeOf(params.thick).toEqualTypeOf<boolean>();
    expectTypeOf(ref).parameter(0).toEqualTypeOf<'authors' | 'shops'>();
    const title = given('title', fake.book.title());
    return { title, isbn: 'x', pages: sequence([10, 20]), pin: sequence((at) => `${at}`) };
  },
  traits: {
    thick: { thick: true },
    untitled: { title: '' },
    numbered: ({ index, params }) => ({ title: `${index} ${params.thick}` }),
  },
  toRequest: ({ title, author_id, shop_id }) => {
    expectTypeOf(title).toEqualTypeOf<string>();
    expectTypeOf(author_id).toEqualTypeOf<number>();
    expectTypeOf(shop_id).toEqualTypeOf<number | undefined>();
    return { title };
  },
  ready: { until: (record) => record.created_at > 0 },
  afterBuild: (attributes) => {
    attributes.pages += 1;
  },
  afterCreate: async (record, { api }) => {
    expectTypeOf(record.id).toEqualTypeOf<number>();
    expectTypeOf(record).not.toHaveProperty('pin');
    await api.request({ method: 'POST', path: '/index', body: { id: record.id } });
  },
});
expectTypeOf<NameOf<typeof books>>().toEqualTypeOf<'books'>();
expectTypeOf<TraitOf<typeof books>>().toEqualTypeOf<'thick' | 'untitled' | 'numbered'>();
expectTypeOf<ParentOf<typeof books>>().toEqualTypeOf<'authors' | 'shops'>();
expectTypeOf<ParamsOf<typeof books>>().toEqualTypeOf<{ thick: boolean }>();
expectTypeOf<RecordOf<typeof books>>().toEqualTypeOf<{
  readonly title: string;
  readonly isbn: string;
  readonly pages: number;
  readonly author_id: number;
  readonly shop_id: number | undefined;
  readonly id: number;
  readonly created_at: number;
}>();

// Variations
const signed = books.trait('signed', { title: 'signed' });
expectTypeOf<TraitOf<typeof signed>>().toEqualTypeOf<'thick' | 'untitled' | 'numbered' | 'signed'>();
const rare = books.extend({
  name: 'rare',
  params: { carats: 0 },
  secrets: ['vault'],
  build: ({ params }) => ({ vault: '', weight: params.carats + (params.thick ? 2 : 1) }),
  traits: { golden: { carats: 18, title: 'gold', weight: 3 } },
});
expectTypeOf<NameOf<typeof rare>>().toEqualTypeOf<'rare'>();
expectTypeOf<RecordOf<typeof rare>['weight']>().toEqualTypeOf<number>();
expectTypeOf<RecordOf<typeof rare>['title']>().toEqualTypeOf<string>();
expectTypeOf<RecordOf<typeof rare>>().not.toHaveProperty('vault');
expectTypeOf<RecordOf<typeof rare>>().not.toHaveProperty('pin');
expectTypeOf<AttributesOf<typeof rare>['vault']>().toEqualTypeOf<string>();
const renamed = books.extend({ name: 'tomes' });
expectTypeOf<RecordOf<typeof renamed>['title']>().toEqualTypeOf<string>();
expectTypeOf<AttributesOf<typeof renamed>>().not.toHaveProperty('anything');

// build and buildList
expectTypeOf(build(books).title).toEqualTypeOf<string>();
expectTypeOf(buildList(books, 2, { thick: true }, { traits: ['signed', 'thick'].slice(0, 0) as ['thick'] }))
  .items.toHaveProperty('pages')
  .toEqualTypeOf<number>();

// Mistakes do not compile
// @ts-expect-error no such trait
build(books, {}, { traits: ['thik'] });
// @ts-expect-error no such attribute
build(books, { titel: 'x' });
// @ts-expect-error a title is a string
build(books, { title: 5 });
// @ts-expect-error no such attribute
books.trait('signed', { titel: 'x' });
// @ts-expect-error the key is none of its attributes
defineResource({ name: 'a', path: '/a', key: 'emial', build: () => ({ email: 'x' }) });
// @ts-expect-error a trait of an attribute that build does not return
defineResource({ name: 'a', path: '/a', build: () => ({ email: 'x' }), traits: { odd: { emial: 'y' } } });
// @ts-expect-error no such key in a definition
defineResource({ name: 'a', path: '/a', build: () => ({ email: 'x' }), secret: ['email'] });
// @ts-expect-error no such policy
defineResource({ name: 'a', path: '/a', build: () => ({ email: 'x' }), onDuplicate: 'adopt-or-nxt' });
