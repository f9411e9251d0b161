import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Builder, type BuildSpec, createBuilder } from '../../../src/factory/builder.ts';
import type { AnyResource, Attributes } from '../../../src/factory/resource.ts';
import { users } from '../../../src/preset/users.ts';
import { vms } from '../../../src/preset/vms.ts';

const builderOf = (
  randomSeed: number,
  path = '',
  namespace = 'sb0-0',
  resources: AnyResource[] = [users, vms],
): Builder => createBuilder({ resources, randomSeed, path, namespace });

const build = (builder: Builder, spec: BuildSpec): Attributes => {
  const { password, ...rest } = builder.build(spec, { users: { id: 1 } });
  return rest;
};

const seeds = fc.integer();
const paths = fc.string({ maxLength: 20 });
const specs = fc.oneof(
  fc.record({
    resource: fc.constant('users'),
    index: fc.nat({ max: 5000 }),
    traits: fc.subarray([...users.traitNames]),
    set: fc.constantFrom<Attributes>({}, { city: 'Lyon' }, { first_name: 'Zoé' }),
  }),
  fc.record({
    resource: fc.constant('vms'),
    index: fc.nat({ max: 5000 }),
    traits: fc.subarray([...vms.traitNames]),
    set: fc.constantFrom<Attributes>({}, { size: 'large' }, { ram_gb: 64 }),
  }),
);

test('same seed, same records: in any order, however often, with any others in between', () => {
  const asked = fc
    .array(specs, { minLength: 1, maxLength: 12 })
    .chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })),
    );
  fc.assert(
    fc.property(seeds, paths, asked, (seed, path, [list, shuffled]) => {
      const shared = builderOf(seed, path);
      const records = new Map(shuffled.map((spec) => [spec, build(shared, spec)]));
      for (const spec of list) expect(records.get(spec)).toEqual(build(builderOf(seed, path), spec));
    }),
    { numRuns: 50 },
  );
});

test('another resource beside it, or more attributes on another one, change no record', () => {
  const teams = users.extend({ name: 'teams', path: '/team' } as const);
  const more = vms.extend({ build: ({ fake }) => ({ region: fake.location.country() }) });
  fc.assert(
    fc.property(seeds, specs, (seed, spec) => {
      const alone = build(builderOf(seed), spec);
      expect(build(builderOf(seed, '', 'sb0-0', [teams, users, vms]), spec)).toEqual(alone);
      expect(build(builderOf(seed, '', 'sb0-0', [more, users]), spec)).toMatchObject(alone);
    }),
    { numRuns: 50 },
  );
});

test('two namespaces share no unique value, and everything else', () => {
  fc.assert(
    fc.property(seeds, specs, specs, (seed, one, other) => {
      const a = build(builderOf(seed, '', 'sb4k2x9q7m1p-3'), one);
      const b = build(builderOf(seed, '', 'sb4k2x9q7m1p-4'), one);
      const c = build(builderOf(seed, '', 'sb4k2x9q7m1p-4'), other);
      const key = one.resource === 'users' ? 'email' : 'name';
      expect(a[key]).not.toBe(b[key]);
      expect(a[key]).not.toBe(c[key]);
      expect({ ...a, [key]: '' }).toEqual({ ...b, [key]: '' });
    }),
    { numRuns: 100 },
  );
});

test('20,000 users: no e-mail twice', () => {
  const builder = builderOf(1);
  const emails = new Set<unknown>();
  for (let index = 0; index < 20_000; index++) {
    emails.add(builder.build({ resource: 'users', index, traits: [], set: {} }, {}).email);
  }
  expect(emails.size).toBe(20_000);
});
