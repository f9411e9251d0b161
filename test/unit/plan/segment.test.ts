import { expect, test } from 'vitest';
import { planOf, specsOf, tally } from './resources.ts';

const ownersOf = (seed: unknown) => specsOf(planOf(seed), 'vms').map((spec) => spec.parents.users);

test('a range is drawn for each parent, within its ends, and every count of it comes up', () => {
  const counts = tally(specsOf(planOf({ users: { count: 200, vms: [1, 4] } }), 'vms'), 'users', 200);
  expect([...new Set(counts)].sort()).toEqual([1, 2, 3, 4]);
  expect(ownersOf({ users: { count: 50, vms: [0, 2] } })).toEqual(
    [...ownersOf({ users: { count: 50, vms: [0, 2] } })].sort((a, b) => Number(a) - Number(b)),
  );
});

test.each([
  [20, { '70%': [1, 2], '30%': [5, 8] }, [14, 6]],
  [10, { '70%': [1, 2], '30%': [5, 8] }, [7, 3]],
  [7, { '70%': [1, 2], '30%': [5, 8] }, [5, 2]],
  [1000, { '12.5%': [1, 2], '87.5%': 6 }, [125, 875]],
  [3, { '100%': 2 }, [3, 0]],
  // 0.6 and 2.4 parents: rounded, not given to the larger share
  [3, { '20%': 1, '80%': 6 }, [1, 2]],
])('shares of %d parents are met exactly: %j', (users, count, [few, many]) => {
  const counts = tally(specsOf(planOf({ users, vms: { per: 'users', count } }), 'vms'), 'users', users);
  expect(counts.filter((n) => n === 1 || n === 2)).toHaveLength(Number(few));
  expect(counts.filter((n) => n >= 5 && n <= 8)).toHaveLength(Number(many));
});

test('shares are mixed among the parents; where two are equally due, the one written first', () => {
  const counts = (count: unknown) =>
    tally(specsOf(planOf({ users: 6, vms: { per: 'users', count } }), 'vms'), 'users', 6);
  expect(counts({ '50%': 1, '50.0%': 5 })).toEqual([1, 5, 1, 5, 1, 5]);
  expect(counts({ '25%': 5, '75%': 1 })).toEqual([1, 5, 1, 1, 1, 5]);
});

test('round-robin gives each parent as many, to within one', () => {
  expect(ownersOf({ users: 3, vms: 7 })).toEqual([0, 1, 2, 0, 1, 2, 0]);
  expect(ownersOf({ users: 3, vms: { count: 4, for: 'users', spread: 'round-robin' } })).toEqual([
    0, 1, 2, 0,
  ]);
});

test('a random spread reaches every parent about alike', () => {
  const vms = specsOf(planOf({ users: 10, vms: { count: 10_000, spread: 'random' } }), 'vms');
  for (const count of tally(vms, 'users', 10)) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('a weighted spread gives few parents most, the first the most', () => {
  const counts = tally(
    specsOf(planOf({ users: 10, vms: { count: 10_000, spread: 'weighted' } }), 'vms'),
    'users',
    10,
  );
  // log((k + 2) / (k + 1)) / log(11) for k = 0 … 9
  const expected = [2891, 1691, 1200, 931, 760, 643, 557, 491, 439, 397];
  for (const [k, count] of counts.entries()) expect(Math.abs(count - Number(expected[k]))).toBeLessThan(150);
  expect(ownersOf({ users: 1, vms: { count: 3, spread: 'weighted' } })).toEqual([0, 0, 0]);
});
