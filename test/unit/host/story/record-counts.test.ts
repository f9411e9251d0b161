import { expect, test } from 'vitest';
import { Owners } from '../../../../src/host/story/record-counts.ts';

test.each([
  ['next to each other', 1],
  ['some way apart', 300],
  ['far apart', 1_000_003],
])('children are counted right and in little memory if numbers as ids are %s', (_, apart) => {
  const owners = new Owners();
  const before = process.memoryUsage().arrayBuffers;
  const ids = Array.from({ length: 20_000 }, (_, at) => at * apart);
  for (const id of ids) owners.know(id);
  for (const id of ids.slice(0, 5000)) owners.give(id);
  for (const id of ids.slice(0, 100)) owners.give(id);
  expect(owners.size).toBe(20_000);
  expect(owners.counts).toEqual({ '0': 15_000, '1': 4900, '2': 100 });
  // A page for each of them would take 80 MB.
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4_000_000);
});

test('an id stands once, whether it came before or after there were many like it', () => {
  const owners = new Owners();
  // Far apart, so that it stands alone; then close to many others.
  for (let at = 0; at < 100; at++) owners.give(at * 1_000_000);
  for (let id = 0; id < 20_000; id++) owners.know(id);
  for (let at = 0; at < 100; at++) owners.give(at * 1_000_000);
  expect(owners.size).toBe(20_099);
  expect(owners.counts).toEqual({ '0': 19_999, '2': 100 });
});
