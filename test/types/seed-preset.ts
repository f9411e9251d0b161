import type { Seed } from '../../src/plan/seed.ts';
import type { users } from '../../src/preset/users.ts';
import type { vms } from '../../src/preset/vms.ts';

type PresetSeed = Seed<typeof users | typeof vms>;

export const good: readonly PresetSeed[] = [
  { users: 5, vms: 10 },
  { users: { count: 5, traits: ['admin'], set: { city: 'Lyon' } } },
  { users: { admin: 1, member: 4 } },
  { users: { count: 6, each: [{ role: 'owner' }, { role: 'viewer' }] } },
  { users: { count: 4, vms: [1, 4] } },
  { vms: { count: 1, set: { user_id: 17 } } },
];

export const bad: readonly PresetSeed[] = [
  // @ts-expect-error no such resource
  { usres: 5 },
  // @ts-expect-error no such trait
  { users: { count: 5, traits: ['admn'] } },
  // @ts-expect-error no such attribute
  { users: { count: 5, set: { emial: 'a@example.com' } } },
  // @ts-expect-error no such parent
  { vms: { count: 5, for: 'user' } },
];
