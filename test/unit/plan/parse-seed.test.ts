import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSeedbedError } from '../../../src/errors.ts';
import type { AnyResource } from '../../../src/factory/resource.ts';
import { parseSeed } from '../../../src/plan/parse-seed.ts';
import { resource, resources } from './resources.ts';

const scenarios = {
  fleet: { users: 3, vms: { count: 9, spread: 'weighted' }, cleanup: 'keep' },
  big: { use: 'fleet', users: { count: 100, traits: ['member'] }, locale: 'de' },
};

test('whatever comes in, what comes out is plain parsed data or a SEEDBED_SEED', () => {
  const key = fc.constantFrom(
    'users',
    'vms',
    'use',
    'scope',
    'count',
    'traits',
    'set',
    'each',
    'per',
    'for',
    'admin',
  );
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withSparseArray: true,
      }),
      fc.constantFrom('users', 'fleet', 'admin', 'run', 3),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(key, tie('node'), { maxKeys: 4 }),
    ),
  })).node;
  const parsesOrTells = (input: unknown): boolean => {
    try {
      const parsed = parseSeed(input, { resources, scenarios });
      expect(structuredClone(parsed)).toEqual(parsed);
      return true;
    } catch (error) {
      return isSeedbedError(error, 'SEEDBED_SEED');
    }
  };
  fc.assert(fc.property(value, parsesOrTells), { numRuns: 500 });
});

test('a scenario gives what the seed does not say; its own keys win, whole', () => {
  const { groups, options } = parseSeed(
    { use: 'big', users: { count: 2 }, locale: 'fr' },
    { resources, scenarios },
  );
  expect(
    groups.map(({ resource, count, traits, spread, place }) => ({ resource, count, traits, spread, place })),
  ).toEqual([
    { resource: 'vms', count: 9, traits: [], spread: 'weighted', place: 'scenarios.fleet.vms' },
    { resource: 'users', count: 2, traits: [], spread: 'round-robin', place: 'seed.users' },
  ]);
  expect(options).toEqual({ scope: undefined, cleanup: 'keep', locale: 'fr', randomSeed: undefined });
});

test('a key that is undefined is absent, as in JSON', () => {
  const seed = {
    users: { count: 1, traits: undefined, set: { city: undefined } },
    vms: undefined,
    scope: undefined,
  };
  expect(parseSeed(seed, { resources })).toEqual(parseSeed({ users: 1 }, { resources }));
});

test('a parsed seed is plain data: it crosses a socket unharmed', () => {
  const parsed = parseSeed(
    { users: { admin: 1, set: { city: 'Lyon' }, vms: [1, 4] }, randomSeed: 7 },
    { resources },
  );
  expect(structuredClone(parsed)).toEqual(parsed);
});

test('changing the seed afterwards changes nothing that was parsed', () => {
  const seed = { users: { count: 1, set: { city: 'Lyon' }, traits: ['admin'] } };
  const parsed = parseSeed(seed, { resources });
  const before = structuredClone(parsed);
  seed.users.set.city = 'Nice';
  seed.users.traits.push('member');
  expect(parsed).toEqual(before);
});

test('a resource cannot be called like an option', () => {
  const scope: AnyResource = resource('scope', []);
  expect(() => parseSeed({}, { resources: [scope] })).toThrow(
    new TypeError('A resource cannot be called "scope": that is an option of the seed.'),
  );
});
