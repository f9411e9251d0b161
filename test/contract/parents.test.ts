import { expect, test } from 'vitest';
import { defineResource } from '../../src/index.ts';
import { Graph, GraphServer } from './graph-server.ts';

const title = {
  build: ({ unique }: { unique: { namespace: string; token: string } }) => ({
    title: `${unique.namespace}-${unique.token}`,
  }),
};

const organisations = defineResource({
  name: 'organisations',
  path: '/organisations',
  key: 'title',
  ...title,
});
const teams = defineResource({
  name: 'teams',
  path: '/teams',
  key: 'slug',
  belongsTo: { organisations: { foreignKey: 'organisation_id', of: organisations, create: true } },
  build: ({ unique }) => ({ slug: `team-${unique.token}-${unique.namespace}` }),
});
const members = defineResource({
  name: 'members',
  path: '/members',
  key: 'title',
  belongsTo: { teams: { foreignKey: 'team', of: teams, field: 'slug', create: 2 } },
  ...title,
});
const notes = defineResource({
  name: 'notes',
  path: '/notes',
  key: 'title',
  belongsTo: { members: { foreignKey: 'member_id', create: true } },
  ...title,
});
const references = {
  teams: { organisation_id: 'organisations' },
  members: { team: 'teams.slug' },
  notes: { member_id: 'members' },
};
const resources = [notes, members, teams, organisations];

const counts = (server: GraphServer): number[] =>
  ['organisations', 'teams', 'members', 'notes'].map((name) => server.of(name).length);

test("a foreign key may take another of its parent's fields than its id", async () => {
  await using server = await new GraphServer({ references }).open();
  await using graph = await Graph.open({ baseUrl: server.url, resources });
  const dataset = await graph.seed({ organisations: 1, teams: 2, members: 6 });
  const [first, second] = dataset.teams;
  expect(dataset.members.map(({ team }) => team)).toEqual(
    [0, 1, 2, 3, 4, 5].map((index) => (index % 2 === 0 ? first : second)?.slug),
  );
  expect(dataset.members.of(first as object)).toHaveLength(3);
  await graph.host.close();
  expect(counts(server)).toEqual([0, 0, 0, 0]);
});

test('a parent that lacks the field fails its children with its name, before they are sent', async () => {
  await using server = await new GraphServer().open();
  const odd = members.extend({ name: 'odd' });
  const nameless = defineResource({
    name: 'nameless',
    path: '/nameless',
    belongsTo: { odd: { foreignKey: 'odd', field: 'slugg' } },
    ...title,
  });
  await using graph = await Graph.open({
    baseUrl: server.url,
    resources: [teams, organisations, odd, nameless],
  });
  await expect(graph.seed({ nameless: 1, odd: 1, teams: 1 })).rejects.toThrow(
    'Failed to build nameless[0]: its "odd" is the "slugg" of a record of "odd", which has none.',
  );
  await graph.host.close();
  expect(server.size).toBe(0);
});

test('parents that a seed does not ask for are made on demand, through the levels, counted, and removed with it', async () => {
  await using server = await new GraphServer({ references }).open();
  // Somebody else's: not taken, for own parents are made.
  server.add('members', { title: 'other' });
  await using graph = await Graph.open({ baseUrl: server.url, resources });
  const dataset = await graph.seed({ notes: 3 });
  expect(counts(server)).toEqual([1, 2, 2, 3]);
  expect(server.count('POST')).toBe(1 + 2 + 1 + 3);
  expect(dataset.stats.resources.members).toMatchObject({ planned: 1, created: 1 });
  const member = dataset.members.one();
  expect(dataset.notes.map(({ member_id }) => member_id)).toEqual([member.id, member.id, member.id]);

  // What the dataset has serves as parents: no others are made.
  await dataset.add({ notes: 2 });
  expect(counts(server)).toEqual([1, 2, 2, 5]);
  await graph.host.close();
  expect(counts(server)).toEqual([0, 0, 1, 0]);
});

test('a seed that names a parent, ties it, or asks for no children makes no other', async () => {
  await using server = await new GraphServer({ references }).open();
  const { id } = server.add('members', { title: 'other' });
  await using graph = await Graph.open({ baseUrl: server.url, resources });
  await graph.seed({ notes: { count: 2, set: { member_id: id } } });
  expect(counts(server)).toEqual([0, 0, 1, 2]);
  await graph.seed({ notes: 0 });
  expect(counts(server)).toEqual([0, 0, 1, 2]);
  await graph.seed({ members: 4, notes: 2 });
  expect(counts(server)).toEqual([1, 2, 5, 4]);
  await graph.host.close();
  expect(server.size).toBe(1);
});

test('of() reaches through the levels', async () => {
  await using server = await new GraphServer({ references }).open();
  await using graph = await Graph.open({ baseUrl: server.url, resources });
  const dataset = await graph.seed({ organisations: 2, teams: 4, members: 8, notes: 16 });
  const [one, other] = dataset.organisations;
  const teamsOf = (organisation: unknown): unknown[] =>
    dataset.teams
      .filter((team) => team.organisation_id === (organisation as typeof one)?.id)
      .map(({ slug }) => slug);
  expect(dataset.notes.of(one as object)).toHaveLength(8);
  expect(
    dataset.members
      .of(one as object)
      .map(({ team }) => team)
      .every((slug) => teamsOf(one).includes(slug)),
  ).toBe(true);
  expect(dataset.members.of(other as object).of(dataset.teams.of(other as object).one())).toHaveLength(2);
  const { notes: added } = await dataset.add({ notes: 2 });
  expect(added.of(one as object).length + added.of(other as object).length).toBe(2);
  expect(dataset.organisations.of(dataset.notes.one())).toHaveLength(0);
});
