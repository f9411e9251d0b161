import { type DefinedResource, defineResource } from '../../../src/factory/define-resource.ts';
import { serverFields } from '../../../src/factory/definition.ts';

interface Attributes {
  author_id: number;
  shop_id: number | undefined;
  title: string;
  slug: string;
  isbn: string;
  pages: number;
  format: string;
  shelf: string;
  author: string;
  pin: string;
  note: string;
}

/** A resource that is not the preset's: one parent, a param, traits of both kinds, hooks. */
export const books: DefinedResource<{
  name: 'books';
  attributes: Attributes;
  record: Readonly<Omit<Attributes, 'pin'> & { id: number; created_at: number }>;
  params: { thick: boolean };
  traits: 'thick' | 'noted' | 'old' | 'lost';
  parents: 'authors' | 'shops';
}> = defineResource({
  name: 'books',
  path: '/book',
  key: 'isbn',
  secrets: ['pin'],
  belongsTo: { authors: 'author_id', shops: { foreignKey: 'shop_id', optional: true } },
  server: serverFields<{ created_at: number }>(),
  params: { thick: false as boolean },
  build: ({
    fake,
    unique,
    index,
    params,
    sequence,
    given,
    ref,
  }): Omit<Attributes, 'author_id' | 'shop_id'> => {
    const title = given('title', fake.book.title());
    return {
      title,
      slug: title.toLowerCase(),
      isbn: `${unique.namespace}/${unique.token}`,
      pages: fake.number.int({ min: 10, max: 99 }) * (params.thick ? 10 : 1),
      format: sequence(['paper', 'e-book', 'audio']),
      shelf: sequence((at) => `shelf ${at}`),
      author: String(ref('authors').name ?? 'unknown'),
      pin: String(index),
      note: '',
    };
  },
  traits: {
    thick: { thick: true },
    noted: { note: 'noted' },
    old: ({ fake, index }) => ({ note: `old ${index} ${fake.number.int(1000)}` }),
    lost: { shop_id: undefined, note: 'lost' },
  },
  toRequest: ({ title, isbn, author_id }) => ({ title, isbn, author_id }),
  afterBuild: (attributes) => {
    attributes.note = attributes.note.trim();
  },
});
