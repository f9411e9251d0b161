import { expect, test } from 'vitest';
import { SeedbedError } from '../../../src/errors.ts';
import type { AnyResource, BelongsTo } from '../../../src/factory/resource.ts';
import { planOf, resource, specsOf, tally } from './resources.ts';

const parentsOf = (seed: unknown, name = 'vms', parent = 'users') =>
  specsOf(planOf(seed), name).map((spec) => spec.parents[parent]);
const to = (name: string, optional?: boolean): BelongsTo => ({
  resource: name,
  foreignKey: `${name}_id`,
  ...(optional === undefined ? {} : { optional }),
});

// Every form that a seed may have.
test.each<[seed: unknown, counts: Record<string, number>]>([
  [{}, {}],
  [{ users: 5 }, { users: 5 }],
  [
    { users: 5, vms: 10 },
    { users: 5, vms: 10 },
  ],
  [{ users: { count: 5, traits: ['admin'], set: { city: 'Lyon' } } }, { users: 5 }],
  [{ users: { admin: 1, member: 4 } }, { users: 5 }],
  [{ users: { count: 6, each: [{ role: 'owner' }, { role: 'viewer' }] } }, { users: 6 }],
  [{ users: { each: [{ role: 'owner' }, { role: 'viewer' }] } }, { users: 2 }],
  [{ users: { count: 4, vms: 3 } }, { users: 4, vms: 12 }],
  [{ users: { count: 4, vms: { running: 2, stopped: 1, disks: 2 } } }, { users: 4, vms: 12, disks: 24 }],
  [
    { users: { count: 4, vms: 3 }, vms: 2 },
    { users: 4, vms: 14 },
  ],
  [
    { users: 4, vms: { per: 'users', count: 3 } },
    { users: 4, vms: 12 },
  ],
  [{ vms: { count: 10, for: 'users', spread: 'round-robin' } }, { vms: 10 }],
  [
    { users: 0, vms: 3 },
    { users: 0, vms: 3 },
  ],
  [
    { users: 0, vms: { per: 'users', count: [1, 4] } },
    { users: 0, vms: 0 },
  ],
  [{ users: { count: 0, vms: { count: 3, disks: 1 } } }, { users: 0, vms: 0, disks: 0 }],
  [
    { users: 4, vms: { per: 'users', count: 0 } },
    { users: 4, vms: 0 },
  ],
  [{ scope: 'suite', cleanup: 'on-success', locale: 'fr', randomSeed: 7 }, {}],
])('%j makes %j', (seed, counts) => {
  const plan = planOf(seed);
  expect(plan.counts).toEqual(counts);
  expect(Object.fromEntries(plan.layers.map((layer) => [layer.resource, layer.count]))).toEqual(
    Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
  );
});

test('parents come in earlier layers, whatever the order of seed and definitions', () => {
  const order = (seed: unknown) => planOf(seed).layers.map((layer) => layer.resource);
  expect(order({ disks: 1, vms: 1, users: 1 })).toEqual(['users', 'vms', 'disks']);
  expect(order({ users: { count: 1, vms: { count: 1, disks: 1 } } })).toEqual(['users', 'vms', 'disks']);
  expect(order({ disks: 1, users: 1 })).toEqual(['disks', 'users']);
});

test('a record has its place, its traits in order, what is fixed, and its parents', () => {
  const seed = { users: 2, vms: { stopped: 1, running: 2, traits: ['running'], set: { name: 'web' } } };
  expect(specsOf(planOf(seed), 'vms')).toEqual([
    {
      resource: 'vms',
      index: 0,
      traits: ['running', 'stopped'],
      set: { name: 'web' },
      parents: { users: 0 },
    },
    {
      resource: 'vms',
      index: 1,
      traits: ['running', 'running'],
      set: { name: 'web' },
      parents: { users: 1 },
    },
    {
      resource: 'vms',
      index: 2,
      traits: ['running', 'running'],
      set: { name: 'web' },
      parents: { users: 0 },
    },
  ]);
});

test('`each` goes by turns and wins over `set`', () => {
  const each = [{ role: 'owner' }, { role: 'viewer', city: 'Nice' }];
  const specs = specsOf(planOf({ users: { count: 3, set: { city: 'Lyon' }, each } }), 'users');
  expect(specs.map((spec) => spec.set)).toEqual([
    { city: 'Lyon', role: 'owner' },
    { city: 'Nice', role: 'viewer' },
    { city: 'Lyon', role: 'owner' },
  ]);
});

test('children stand together, in the order of their parents, and are owned by them', () => {
  expect(parentsOf({ users: { count: 3, vms: 2 } })).toEqual([0, 0, 1, 1, 2, 2]);
  const vms = specsOf(planOf({ users: { count: 2, vms: { running: 1, stopped: 2 } }, vms: 1 }), 'vms');
  expect(vms.map((spec) => spec.traits[0])).toEqual([
    'running',
    'stopped',
    'stopped',
    'running',
    'stopped',
    'stopped',
    undefined,
  ]);
  expect(vms.map((spec) => spec.owned === true)).toEqual([true, true, true, true, true, true, false]);
});

test('nested children belong to the very records they are nested in; `per` counts for every record of the parent', () => {
  const nested = { users: { count: 2, vms: { count: 1, disks: 2 } }, vms: 2 };
  expect(parentsOf(nested, 'disks', 'vms')).toEqual([0, 0, 1, 1]);
  const per = { users: { count: 2, vms: 1 }, vms: 2, disks: { per: 'vms', count: 1 } };
  expect(parentsOf(per, 'disks', 'vms')).toEqual([0, 1, 2, 3]);
});

test('another randomSeed draws other counts and owners', () => {
  const seed = { users: { count: 30, vms: [1, 9] }, vms: { count: 30, spread: 'random' } };
  expect(specsOf(planOf(seed, { randomSeed: 8 }), 'vms')).not.toEqual(specsOf(planOf(seed), 'vms'));
  expect(specsOf(planOf(seed, { randomSeed: 7 }), 'vms')).toEqual(specsOf(planOf(seed), 'vms'));
});

test('parents the seed does not make are named, and left to the caller', () => {
  const missing = (seed: unknown) => planOf(seed).layers.map((layer) => layer.missingParents);
  expect(missing({ vms: 10 })).toEqual([['users']]);
  expect(missing({ users: 0, vms: 10 })).toEqual([['users']]);
  expect(missing({ users: 1, vms: 10 })).toEqual([[], []]);
  expect(specsOf(planOf({ vms: 1 }), 'vms')[0]?.parents).toEqual({});
});

test('a foreign key that the seed sets ties the record itself', () => {
  const plan = planOf({ users: 2, vms: { count: 2, set: { user_id: 17 } } });
  expect(specsOf(plan, 'vms').map((spec) => spec.parents)).toEqual([{}, {}]);
  expect(plan.layers.map((layer) => layer.missingParents)).toEqual([[], []]);
  expect(planOf({ vms: { each: [{ user_id: 17 }, { user_id: 18 }] } }).layers[0]?.missingParents).toEqual([]);
  expect(planOf({ vms: { each: [{ user_id: 17 }, { name: 'web' }] } }).layers[0]?.missingParents).toEqual([
    'users',
  ]);
});

test('an optional parent is given where the seed makes one, and missed only where `for` asks for it', () => {
  const teams: AnyResource = resource('teams', []);
  const people: AnyResource = resource('people', [], { belongsTo: [to('teams', true)] });
  const known = { resources: [people, teams] };
  expect(specsOf(planOf({ teams: 1, people: 1 }, known), 'people')[0]?.parents).toEqual({ teams: 0 });
  expect(planOf({ people: 1 }, known).layers[0]?.missingParents).toEqual([]);
  expect(planOf({ people: { count: 1, for: 'teams' } }, known).layers[0]?.missingParents).toEqual(['teams']);
});

test('`for` says which of several parents the spread is for; the others take turns', () => {
  const [teams, rooms]: AnyResource[] = [resource('teams', []), resource('rooms', [])];
  const people: AnyResource = resource('people', [], { belongsTo: [to('teams'), to('rooms')] });
  const seed = { teams: 5, rooms: 2, people: { count: 40, for: 'teams', spread: 'weighted' } };
  const specs = specsOf(planOf(seed, { resources: [teams, rooms, people] as AnyResource[] }), 'people');
  expect(specs.map((spec) => spec.parents.rooms)).toEqual(specs.map((_, index) => index % 2));
  expect(tally(specs, 'teams', 5)[0]).toBeGreaterThan(8);
});

test('records that a dataset holds already are counted, and serve as parents', () => {
  const existing = { users: 5, vms: 7 };
  expect(specsOf(planOf({ vms: 3 }, { existing }), 'vms')).toEqual([
    { resource: 'vms', index: 7, traits: [], set: {}, parents: { users: 2 } },
    { resource: 'vms', index: 8, traits: [], set: {}, parents: { users: 3 } },
    { resource: 'vms', index: 9, traits: [], set: {}, parents: { users: 4 } },
  ]);
  const added = specsOf(planOf({ users: { count: 2, vms: 1 } }, { existing }), 'vms');
  expect(added.map(({ index, parents }) => [index, parents.users])).toEqual([
    [7, 5],
    [8, 6],
  ]);
  const ownUsers = specsOf(planOf({ users: 2, vms: 2 }, { existing }), 'vms');
  expect(ownUsers.map(({ index, parents }) => [index, parents.users])).toEqual([
    [7, 6],
    [8, 5],
  ]);
  const perAll = specsOf(planOf({ vms: { per: 'users', count: 1 } }, { existing }), 'vms');
  expect(perAll.map(({ parents }) => parents.users)).toEqual([0, 1, 2, 3, 4]);
});

test('a circle of resources is named; one that the seed does not enter does no harm', () => {
  const a: AnyResource = resource('teams', [], { belongsTo: [to('users')] });
  const b: AnyResource = resource('users', [], { belongsTo: [to('posts')] });
  const c: AnyResource = resource('posts', [], { belongsTo: [to('teams')] });
  const self: AnyResource = resource('folders', [], { belongsTo: [to('folders')] });
  const remedy = 'Take one of them out of belongsTo, and set its foreign key after creation.';
  expect(() => planOf({ users: 1, posts: 1, teams: 1 }, { resources: [a, b, c] })).toThrow(
    new SeedbedError(
      'SEEDBED_CONFIG',
      `Failed to order the resources: resources belong to each other in a circle: teams → users → posts → teams. ${remedy}`,
    ),
  );
  expect(() => planOf({ folders: 1 }, { resources: [self] })).toThrow(
    new SeedbedError(
      'SEEDBED_CONFIG',
      'Failed to order the resources: "folders" must belong to another "folders", so that none could be the first. ' +
        'Make it optional: belongsTo: { folders: { foreignKey: …, optional: true } }.',
    ),
  );
  expect(planOf({ users: 1, teams: 1 }, { resources: [a, b, c] }).counts).toEqual({ users: 1, teams: 1 });
});

test.each([
  [
    { vms: { per: 'users', count: 3 } },
    'Expected seed.vms.per to name a resource of the same seed, got "users". Add it: { users: 5 }.',
  ],
  [
    { users: { count: 10_000_000, vms: 2 } },
    'Expected seed.users.vms to make at most 10000000 records in all, got more.',
  ],
  [
    { users: { count: 4, vms: [10_000_000, 10_000_000] } },
    'Expected seed.users.vms to make at most 10000000 records in all, got more.',
  ],
  [
    { users: { count: 2, vms: 4_000_000 }, vms: 4_000_000 },
    'Expected the seed to make at most 10000000 records of "vms", got 12000000.',
  ],
])('%j is refused', (seed, message) => {
  expect(() => planOf(seed)).toThrow(new SeedbedError('SEEDBED_SEED', message));
});

test.each([-1, 5, 0.5, Number.NaN])('position %d of five is a programmer’s mistake', (position) => {
  const [layer] = planOf({ users: 5 }).layers;
  expect(() => layer?.at(position)).toThrow(
    new RangeError(`Expected a position from 0 to 4 in the layer "users", got ${position}.`),
  );
});

test("a seed's own random number decides how many children each parent has", () => {
  const seed = { users: { count: 20, vms: { count: [0, 9] } } };
  const counts = (randomSeed: number, own?: number): number[] =>
    tally(
      specsOf(planOf({ ...seed, ...(own !== undefined && { randomSeed: own }) }, { randomSeed }), 'vms'),
      'users',
      20,
    );
  expect(counts(7, 9)).toEqual(counts(9));
  expect(counts(7, 9)).not.toEqual(counts(7));
});
