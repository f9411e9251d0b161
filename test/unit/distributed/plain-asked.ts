import { type Asked, version } from '../../../src/distributed/population.ts';

/** What one asks of workers, with nothing special about it. */
export const plainAsked: Asked = {
  seed: { users: 3 },
  namespace: 'sb0123456789-0',
  ownNamespace: true,
  path: 'shop',
  randomSeed: 7,
  locale: 'fr',
  emailDomain: 'example.com',
  generator: 2,
  phones: 'safe',
  referenceDate: '2026-01-01',
  userPassword: undefined,
  version,
  askedAt: Date.UTC(2026, 5, 1),
};
