import type { AnyResource } from '../../src/factory/resource.ts';
import type { Seed } from '../../src/plan/seed.ts';
import type { disks, users, vms } from '../unit/plan/resources.ts';

type Preset = Seed<typeof users | typeof vms | typeof disks>;

// Every form that a seed may have.
export const good: readonly Preset[] = [
  {},
  { users: 5 },
  { users: { count: 5, traits: ['admin'], set: { city: 'Lyon' } } },
  { users: { admin: 1, member: 4 } },
  { users: { count: 6, each: [{ role: 'owner' }, { role: 'viewer' }] } },
  { users: { count: 4, vms: 3 } },
  { users: { count: 4, vms: [1, 4] } },
  { users: { count: 4, vms: { count: [1, 4], traits: ['running'], set: { name: 'web' }, disks: 2 } } },
  { users: { count: 4, vms: { running: 1, stopped: 2 } } },
  { users: 20, vms: { per: 'users', count: { '70%': [1, 2], '30%': [5, 8] } } },
  { vms: { count: 10, for: 'users', spread: 'round-robin' } },
  { use: 'fleet', scope: 'suite', cleanup: 'on-success', locale: 'fr', randomSeed: 7 },
  { users: { count: 1, set: { country: 'FR', password: 'correct horse' } } },
  { users: undefined },
];

export const bad: readonly Preset[] = [
  // @ts-expect-error no such resource
  { usres: 5 },
  // @ts-expect-error no such trait
  { users: { count: 5, traits: ['admn'] } },
  // @ts-expect-error no such attribute
  { users: { count: 5, set: { emial: 'a@example.com' } } },
  // @ts-expect-error an attribute of the wrong type
  { users: { count: 5, set: { city: 5 } } },
  // @ts-expect-error no such attribute, by turns
  { users: { count: 5, each: [{ rolle: 'owner' }] } },
  // @ts-expect-error no such parent
  { vms: { count: 5, for: 'user' } },
  // @ts-expect-error no such parent to count for
  { vms: { count: 5, per: 'disks' } },
  // @ts-expect-error no parent at all
  { users: { count: 5, for: 'vms' } },
  // @ts-expect-error no such trait to split by
  { users: { admni: 1 } },
  // @ts-expect-error a trait of another resource
  { users: { running: 1 } },
  // @ts-expect-error not a child of users
  { users: { count: 2, disks: 1 } },
  // @ts-expect-error nested records have their parent
  { users: { count: 2, vms: { count: 1, for: 'users' } } },
  // @ts-expect-error a range has two ends
  { users: { count: 2, vms: [1, 2, 3] } },
  // @ts-expect-error a share is a percentage
  { vms: { per: 'users', count: { most: 2 } } },
  // @ts-expect-error no such way to spread
  { vms: { count: 5, spread: 'roundrobin' } },
  // @ts-expect-error no such scope
  { scope: 'tests' },
  // @ts-expect-error no such policy
  { cleanup: 'never' },
  // @ts-expect-error a count is a number
  { users: '5' },
  // @ts-expect-error an array is no entry at the top
  { users: [1, 2] },
];

// Where the resources are not known to the compiler, the check is left to run time.
export const untyped: Seed<AnyResource> = { anything: { count: 5 }, scope: 'run' };
// @ts-expect-error the options are known all the same
export const untypedOption: Seed = { scope: 'tests' };
