import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnyResource } from '../../../src/factory/resource.ts';
import { wavesOf } from '../../../src/plan/plan.ts';
import { type Spread, spreads } from '../../../src/plan/seed.ts';
import { planOf, resource, specsOf } from './resources.ts';

const users: AnyResource = resource('users', ['email'], {
  belongsTo: [{ resource: 'users', foreignKey: 'manager_id', optional: true }],
});
const resources = [users];
const managersOf = (seed: unknown, existing?: Record<string, number>): (number | undefined)[] =>
  specsOf(planOf(seed, { resources, existing }), 'users').map(({ parents }) => parents.users);

test('in turn, each has five below it, and the first has nobody above', () => {
  expect(managersOf({ users: 8 })).toEqual([undefined, 0, 0, 0, 0, 0, 1, 1]);
  // Later ones join the same tree.
  expect(managersOf({ users: 3 }, { users: 8 })).toEqual([1, 1, 1]);
});

test('more records leave the earlier ones where they are, however they are spread', () => {
  for (const spread of spreads)
    expect(managersOf({ users: { count: 40, spread } }).slice(0, 25)).toEqual(
      managersOf({ users: { count: 25, spread } }),
    );
});

test('nested, they belong to those they are nested in, who belong to nobody', () => {
  expect(managersOf({ users: { count: 2, users: 2 } })).toEqual([undefined, undefined, 0, 0, 1, 1]);
  expect(managersOf({ users: { count: 1, users: { count: 2, users: 1 } } })).toEqual([undefined, 0, 0, 1, 2]);
});

test('`per` their own kind says what to write instead', () => {
  expect(() => managersOf({ users: { per: 'users', count: 2 } })).toThrow(
    'got "users". Nest them: { users: { count: 5, users: 2 } }.',
  );
});

test('waves cover a layer in order, and none holds a record together with the one it belongs to', () => {
  const anyLayer = fc.record({
    count: fc.integer({ min: 1, max: 300 }),
    spread: fc.constantFrom<Spread>(...spreads),
    below: fc.integer({ min: 0, max: 3 }),
  });
  fc.assert(
    fc.property(anyLayer, ({ count, spread, below }) => {
      const group = below === 0 ? { count, spread } : { count, users: below };
      const [layer] = planOf({ users: group }, { resources }).layers;
      if (layer === undefined) throw new TypeError('Expected a layer.');
      const waves = [...wavesOf(layer, { start: 0, end: layer.count })];
      expect(waves.map(({ start }) => start)).toEqual([0, ...waves.slice(0, -1).map(({ end }) => end)]);
      expect(waves.at(-1)?.end).toBe(layer.count);
      for (const { start, end } of waves)
        for (let position = start; position < end; position++)
          expect(layer.at(position).parents.users ?? -1).toBeLessThan(start);
    }),
    { numRuns: 50 },
  );
});

test('a layer whose records belong to others is one wave, however long it is', () => {
  const [layer] = planOf({ vms: 1_000_000, users: 1 }).layers.slice(-1);
  expect(layer && [...wavesOf(layer, { start: 5, end: 1_000_000 })]).toEqual([{ start: 5, end: 1_000_000 }]);
});
