import { expectTypeOf } from 'vitest';
import { defineResource } from '../../src/index.ts';
import { createTest as createPlaywrightTest, test as playwrightTest } from '../../src/playwright/index.ts';
import { createTest as createVitestTest, useDataset, test as vitestTest } from '../../src/vitest/index.ts';

// The seed option is checked where it is written.
playwrightTest.use({ seed: { users: 5, vms: 10 } });
playwrightTest.use({ seed: { users: { admin: 1, member: 4 }, scope: 'file' } });
// @ts-expect-error: no such resource
playwrightTest.use({ seed: { usres: 5 } });
// @ts-expect-error: no such trait
playwrightTest.use({ seed: { users: { count: 1, traits: ['admn'] } } });
// @ts-expect-error: no such scope
playwrightTest.use({ seed: { users: 1, scope: 'sweet' } });

// So is who a test starts as.
playwrightTest.use({ seed: { users: 1 }, as: 'users[0]' });
playwrightTest.use({ as: null });
playwrightTest.use({ as: undefined });
// @ts-expect-error: no such resource
playwrightTest.use({ as: 'user[0]' });
// @ts-expect-error: no record
playwrightTest.use({ as: 'users' });

playwrightTest('datasets are typed', ({ dataset }) => {
  expectTypeOf(dataset.users[0]?.email).toEqualTypeOf<string | undefined>();
  expectTypeOf(dataset.users.one('admin').email).toBeString();
  expectTypeOf(dataset.vms.of(dataset.users.one()).one().status).toEqualTypeOf<
    'running' | 'stopped' | 'paused'
  >();
  expectTypeOf(dataset.users.one()).not.toHaveProperty('password');
  // @ts-expect-error: no such resource
  void dataset.machines;
  // @ts-expect-error: add takes a seed
  void dataset.add({ usres: 1 });
});

vitestTest('and here', { meta: { seed: { users: 1 } } }, ({ dataset }) => {
  expectTypeOf(dataset.users.one().email).toBeString();
});
// @ts-expect-error: meta's seed is checked too
vitestTest('typo', { meta: { seed: { usres: 1 } } }, () => undefined);

expectTypeOf(useDataset({ users: 2 }).users.one().email).toBeString();
// @ts-expect-error: and useDataset's
useDataset({ usres: 2 });

// Resources of one's own type both runners.
const teams = defineResource({
  name: 'teams',
  path: '/team',
  build: ({ fake }) => ({ title: fake.company.name(), size: 3 }),
});
type Teams = typeof teams;
createPlaywrightTest<Teams>().use({ seed: { teams: 2 }, as: 'teams[1]' });
// @ts-expect-error: the default preset's
createPlaywrightTest<Teams>().use({ as: 'users[0]' });
createPlaywrightTest<Teams>()('teams', ({ dataset }) => {
  expectTypeOf(dataset.teams.one().title).toBeString();
  expectTypeOf(dataset.teams.one().id).toBeNumber();
  // @ts-expect-error: the default preset is gone
  void dataset.users;
});
createVitestTest({ resources: [teams] })('teams', ({ dataset }) => {
  expectTypeOf(dataset.teams.one().size).toBeNumber();
});
