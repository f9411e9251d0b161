import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnyResource } from '../../../src/factory/resource.ts';
import { batchesOf } from '../../../src/plan/plan.ts';
import { planOf, resource, resources, specsOf } from './resources.ts';

const count = fc.nat({ max: 30 });
const range = fc
  .tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
const shares = fc
  .tuple(fc.integer({ min: 1, max: 99 }), range, fc.nat({ max: 5 }))
  .map(([percent, some, others]) => ({ [`${percent}%`]: some, [`${100 - percent}%`]: others }))
  // 50 and 50 are one key: `{ '50%': … }` alone is no seed.
  .filter((made) => Object.keys(made).length === 2);
const perParent = fc.oneof(fc.nat({ max: 4 }), range);
const spread = fc.constantFrom('round-robin', 'random', 'weighted');
const disksOfVm = fc.option(perParent, { nil: undefined });
const vmsOfUser = fc.option(
  fc.oneof(perParent, fc.record({ count: fc.oneof(perParent, shares), disks: disksOfVm })),
  {
    nil: undefined,
  },
);
const vms = fc.option(
  fc.oneof(
    count,
    fc.record({ count, spread }),
    fc.record({ per: fc.constant('users'), count: fc.oneof(perParent, shares) }),
    fc.record({ running: count, stopped: count }),
  ),
  { nil: undefined },
);
const disks = fc.option(fc.oneof(count, fc.record({ count, spread })), { nil: undefined });
const seeds = fc.record({ users: fc.record({ count, vms: vmsOfUser }), vms, disks });
const randomSeed = fc.nat();

test('parents come first, every index is there once and in order, every parent exists, totals agree', () => {
  fc.assert(
    fc.property(seeds, randomSeed, (seed, random) => {
      const plan = planOf(seed, { randomSeed: random });
      const made = new Map<string, number>();
      for (const layer of plan.layers) {
        for (let position = 0; position < layer.count; position++) {
          const spec = layer.at(position);
          expect(spec.index).toBe(position);
          for (const [name, index] of Object.entries(spec.parents)) {
            expect(Number.isInteger(index) && index >= 0 && index < (made.get(name) ?? 0)).toBe(true);
          }
          const parents = resources.find(({ name }) => name === spec.resource)?.belongsTo ?? [];
          const known = [...Object.keys(spec.parents), ...layer.missingParents];
          expect(known.sort()).toEqual(parents.map((to) => to.resource));
        }
        expect(made.has(layer.resource)).toBe(false);
        made.set(layer.resource, layer.count);
      }
      expect(Object.fromEntries(Object.entries(plan.counts).filter(([, n]) => n > 0))).toEqual(
        Object.fromEntries(made),
      );
    }),
  );
});

test('a layer answers the same in any order and as often as asked', () => {
  fc.assert(
    fc.property(seeds, randomSeed, fc.infiniteStream(fc.nat()), (seed, random, picks) => {
      const [one, other] = [planOf(seed, { randomSeed: random }), planOf(seed, { randomSeed: random })];
      for (const [at, layer] of one.layers.entries()) {
        const inOrder = specsOf(other, layer.resource);
        for (const pick of picks.take(20))
          expect(layer.at(pick % layer.count)).toEqual(inOrder[pick % layer.count]);
        expect(other.layers[at]?.count).toBe(layer.count);
      }
    }),
  );
});

test('raising a count of the top level, or a parent’s with children nested, changes no earlier record', () => {
  const more = fc.integer({ min: 1, max: 20 });
  fc.assert(
    fc.property(
      fc.record({ count, vms: vmsOfUser }),
      count,
      spread,
      randomSeed,
      more,
      (users, vmCount, how, random, by) => {
        const earlier = (before: unknown, after: unknown): void => {
          const [small, large] = [
            planOf(before, { randomSeed: random }),
            planOf(after, { randomSeed: random }),
          ];
          for (const layer of small.layers)
            expect(specsOf(large, layer.resource).slice(0, layer.count)).toEqual(
              specsOf(small, layer.resource),
            );
        };
        earlier({ users }, { users: { ...users, count: users.count + by } });
        const spreading = (extra: number) => ({ users, vms: { count: vmCount + extra, spread: how } });
        earlier(spreading(0), spreading(by));
        const split = (extra: number) => ({
          users: 3,
          vms: { stopped: 2, running: vmCount + extra, spread: how },
        });
        earlier(split(0), split(by));
      },
    ),
  );
});

test('more parents move no earlier parent’s children, counted by `per`', () => {
  fc.assert(
    fc.property(
      count,
      fc.integer({ min: 1, max: 20 }),
      fc.oneof(perParent, shares),
      randomSeed,
      (users, by, per, random) => {
        const plan = (n: number) =>
          planOf({ users: n, vms: { per: 'users', count: per } }, { randomSeed: random });
        const before = specsOf(plan(users), 'vms');
        expect(specsOf(plan(users + by), 'vms').slice(0, before.length)).toEqual(before);
      },
    ),
  );
});

test('adding a resource, to the seed or to the configuration, changes no other record', () => {
  const notes: AnyResource = resource('notes', [], {
    belongsTo: [{ resource: 'users', foreignKey: 'user_id' }],
  });
  fc.assert(
    fc.property(seeds, count, randomSeed, (seed, noteCount, random) => {
      const before = planOf(seed, { randomSeed: random });
      const known = [notes, ...resources];
      const nested = { ...seed, users: { ...seed.users, notes: [1, 3] } };
      for (const after of [
        planOf(seed, { randomSeed: random, resources: known }),
        planOf({ ...seed, notes: noteCount }, { randomSeed: random, resources: known }),
        planOf(nested, { randomSeed: random, resources: known }),
      ])
        for (const { name } of resources) expect(specsOf(after, name)).toEqual(specsOf(before, name));
    }),
  );
});

test('batches follow each other without gap or overlap, full but for the last', () => {
  fc.assert(
    fc.property(fc.nat({ max: 500 }), fc.integer({ min: 1, max: 60 }), (total, size) => {
      const batches = [...batchesOf({ count: total }, size)];
      expect(batches).toHaveLength(Math.ceil(total / size));
      let next = 0;
      for (const [at, { number, start, end }] of batches.entries()) {
        expect({ number, start }).toEqual({ number: at, start: next });
        expect(end - start).toBe(Math.min(size, total - start));
        next = end;
      }
      expect(next).toBe(total);
    }),
  );
});

test('batches are cut lazily, and a senseless size is a programmer’s mistake', () => {
  expect(batchesOf({ count: 1e15 }, 5).next().value).toEqual({ number: 0, start: 0, end: 5 });
  for (const size of [0, -1, 2.5, Number.NaN])
    expect(() => batchesOf({ count: 1 }, size).next()).toThrow(
      new RangeError(`Expected \`batchSize\` to be a whole number from 1 up, got \`${size}\`.`),
    );
});
