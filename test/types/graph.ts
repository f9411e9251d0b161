import { expectTypeOf } from 'vitest';
import { createSeeder, defineConfig, defineResource, type RecordOf, serverFields } from '../../src/index.ts';
import { createTest as createPlaywrightTest } from '../../src/playwright/index.ts';
import { createTest as createVitestTest, useDataset } from '../../src/vitest/index.ts';

// Ids are numbers, or what the server's fields say.
const organisations = defineResource({
  name: 'organisations',
  path: '/organisations',
  server: serverFields<{ id: string }>(),
  build: ({ unique }) => ({ slug: unique.token, size: 3 }),
});
expectTypeOf<RecordOf<typeof organisations>['id']>().toEqualTypeOf<string>();

// Foreign keys follow the parent that is given with `of`; the short form stays.
const teams = defineResource({
  name: 'teams',
  path: '/teams',
  belongsTo: { organisations: { foreignKey: 'organisation_id', of: organisations, create: true } },
  build: ({ ref }) => {
    expectTypeOf(ref).parameter(0).toEqualTypeOf<'organisations'>();
    return { title: 'x' };
  },
  toRequest: (team) => {
    expectTypeOf(team.organisation_id).toEqualTypeOf<string>();
    return team;
  },
});
const members = defineResource({
  name: 'members',
  path: '/members',
  key: ['email', 'team_id'],
  belongsTo: {
    teams: 'team_id',
    organisations: { foreignKey: 'organisation', of: organisations, field: 'slug', optional: true },
    members: { foreignKey: 'manager_id', optional: true },
    shops: { foreignKey: 'shop', field: 'code' },
  },
  build: () => ({ email: 'a@example.com' }),
});
type Member = RecordOf<typeof members>;
expectTypeOf<RecordOf<typeof teams>['organisation_id']>().toEqualTypeOf<string>();
expectTypeOf<Member['team_id']>().toEqualTypeOf<number>();
expectTypeOf<Member['organisation']>().toEqualTypeOf<string | undefined>();
expectTypeOf<Member['manager_id']>().toEqualTypeOf<number | undefined>();
expectTypeOf<Member['shop']>().toEqualTypeOf<string | number>();
const leads = members.extend({ name: 'leads', key: ['email', 'organisation'] });
expectTypeOf<RecordOf<typeof leads>['team_id']>().toEqualTypeOf<number>();

// @ts-expect-error: no such attribute in the key
defineResource({ name: 'a', path: '/a', key: ['email', 'b_id'], build: () => ({ email: 'x' }) });
const belongsTo = { b: { foreignKey: 'b_id', of: 'b' } } as const;
// @ts-expect-error: `of` is a resource
defineResource({ name: 'a', path: '/a', belongsTo, build: () => ({}) });

// One configuration types seeds and datasets everywhere, without `Register`.
const config = defineConfig({
  resources: [organisations, teams, members],
  scenarios: { small: { organisations: 1, teams: 2 } },
  run: { organisations: { count: 1, teams: { count: 2, members: [1, 4] } } },
});
// @ts-expect-error: no such resource in a scenario
defineConfig({ resources: [organisations], scenarios: { small: { teams: 2 } } });

const playwright = createPlaywrightTest(config);
playwright.use({ seed: { organisations: { count: 1, teams: 2 }, members: { count: 3, members: 2 } } });
// @ts-expect-error: no such resource
playwright.use({ seed: { users: 5 } });
// @ts-expect-error: organisations are no children of teams
playwright.use({ seed: { teams: { count: 1, organisations: 1 } } });
playwright('typed', async ({ dataset }) => {
  expectTypeOf(dataset.organisations.one().id).toEqualTypeOf<string>();
  expectTypeOf(dataset.teams[0]?.organisation_id).toEqualTypeOf<string | undefined>();
  expectTypeOf(dataset.members.of(dataset.organisations.one()).one().email).toEqualTypeOf<string>();
  const added = await dataset.add({ members: { count: 2, set: { organisation: 'x' } } });
  expectTypeOf(added.members.one().team_id).toEqualTypeOf<number>();
  // @ts-expect-error: the foreign key is a text
  void dataset.add({ teams: { count: 1, set: { organisation_id: 7 } } });
  // @ts-expect-error: no such resource
  void dataset.users;
});

const vitest = createVitestTest(config);
vitest('typed', { meta: { seed: { organisations: 1, teams: 2 } } }, ({ dataset }) => {
  expectTypeOf(dataset.organisations.one().id).toEqualTypeOf<string>();
  expectTypeOf(dataset.members.one().team_id).toEqualTypeOf<number>();
  // @ts-expect-error: no such resource
  void dataset.users;
});
// @ts-expect-error: no such resource
vitest('typo', { meta: { seed: { usres: 1 } } }, () => undefined);

vitest.describe('typed', { meta: { seed: { teams: 2 } } }, () => {
  vitest.only('here', ({ dataset }) => void dataset.teams.one().organisation_id);
});
// @ts-expect-error: no such resource
vitest.describe('typo', { meta: { seed: { users: 2 } } }, () => undefined);
// @ts-expect-error: no such resource
vitest.concurrent.only('typo', { meta: { seed: { users: 2 } } }, () => undefined);

const own = useDataset({ teams: 2 }, config);
expectTypeOf(own.organisations.one().id).toEqualTypeOf<string>();
// @ts-expect-error: no such resource
useDataset({ users: 2 }, config);

export async function seeds(): Promise<void> {
  await using seeder = await createSeeder(config);
  const dataset = await seeder.seed({ teams: 2 });
  expectTypeOf(dataset.organisations.one().id).toEqualTypeOf<string>();
  // @ts-expect-error: no such resource
  await seeder.seed({ users: 2 });
}
