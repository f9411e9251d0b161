import { defineConfig, defineResource, serverFields } from 'seedbed';

export const readers = defineResource({
  name: 'readers',
  path: '/readers',
  id: 'uuid',
  key: 'card',
  server: serverFields<{ uuid: string }>(),
  api: { find: { query: { card: '{key}' } } },
  build: ({ fake, unique }) => ({
    name: fake.person.fullName(),
    reduced: false,
    card: `R-${unique.token}-${unique.namespace}`,
  }),
  traits: { student: { reduced: true } },
});

export const loans = defineResource({
  name: 'loans',
  path: '/loans',
  id: 'uuid',
  key: 'reference',
  belongsTo: { readers: { foreignKey: 'reader', of: readers, field: 'uuid' } },
  server: serverFields<{ uuid: string }>(),
  build: ({ fake, unique }) => ({
    title: fake.book.title(),
    reference: `L-${unique.token}-${unique.namespace}`,
  }),
});

declare module 'seedbed' {
  interface Register {
    resource: typeof readers | typeof loans;
  }
}

export default defineConfig({
  auth: { apiKey: 'reading-room', in: 'header', name: 'X-Api-Key' },
  answers: { one: 'data', many: 'data' },
  resources: [readers, loans],
});
