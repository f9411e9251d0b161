// A project in plain JavaScript: no types, no compiler. Prints what the dataset holds, and what a wrong seed is told.
import { createSeeder, defineConfig, defineResource } from '../../src/index.ts';

const teams = defineResource({
  name: 'teams',
  path: '/teams',
  key: 'title',
  build: ({ unique }) => ({ title: `${unique.namespace}-${unique.token}` }),
});
const members = defineResource({
  name: 'members',
  path: '/members',
  key: ['title', 'team_id'],
  belongsTo: { teams: { foreignKey: 'team_id', of: teams, create: true } },
  build: ({ unique }) => ({ title: unique.token }),
});
const config = defineConfig({ baseUrl: process.argv[2], auth: 'none', resources: [teams, members] });

await using seeder = await createSeeder(config);
const dataset = await seeder.seed({ members: 3 });
const wrong = await seeder.seed({ membres: 3 }).catch((error) => error.message);
console.log(
  JSON.stringify({ of: dataset.members.of(dataset.teams[0]).length, id: dataset.teams[0].id, wrong }),
);
