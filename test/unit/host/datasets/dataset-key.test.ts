import { expect, test } from 'vitest';
import { datasetRequest, type SeedPlace } from '../../../../src/host/datasets/dataset-key.ts';

const place: SeedPlace = {
  project: 'chromium',
  file: 'fleet.spec.ts',
  suite: ['fleet'],
  suiteId: 'suite-1',
  test: ['fleet', 'opens'],
  testId: 'test-1',
  retried: 'test-1',
  retry: 0,
  repeat: 0,
  worker: '0',
};

function keyOf(seed: unknown, other: Partial<SeedPlace> = {}): string {
  return datasetRequest(seed, 'suite', { ...place, ...other }).key;
}

test.each<[string, Partial<SeedPlace>, shares: string]>([
  ['test', { worker: '1', suiteId: 'suite-2' }, 'another worker'],
  ['suite', { worker: '1', testId: 'test-2', test: ['fleet', 'closes'] }, 'another test of the suite'],
  ['file', { testId: 'test-2', suiteId: 'suite-2', suite: ['other'] }, 'another suite of the file'],
  ['worker', { file: 'other.spec.ts', testId: 'test-2', suiteId: 'suite-2' }, 'another file of the worker'],
  ['run', { project: 'firefox', file: 'other.spec.ts', worker: '1' }, 'another project'],
])('data of scope "%s" is shared with %3$s', (scope, other) => {
  expect(keyOf({ users: 1, scope }, other)).toBe(keyOf({ users: 1, scope }));
});

test.each<[string, Partial<SeedPlace>, not: string]>([
  ['test', { testId: 'test-2' }, 'another test'],
  ['suite', { suiteId: 'suite-2' }, 'another suite'],
  ['suite', { repeat: 1 }, 'a repetition'],
  ['suite', { retry: 1 }, 'a retry'],
  ['file', { file: 'other.spec.ts' }, 'another file'],
  ['worker', { worker: '1' }, 'another worker'],
])('data of scope "%s" is not shared with %3$s', (scope, other) => {
  expect(keyOf({ users: 1, scope }, other)).not.toBe(keyOf({ users: 1, scope }));
});

test('a hundred thousand suites that differ in a letter, a digit or a count have as many keys', () => {
  const keys = new Set<string>();
  for (let at = 0; at < 50_000; at++) {
    keys.add(keyOf({ users: at % 7 }, { suiteId: `suite-${at}` }));
    keys.add(keyOf({ users: at }, { file: `${String.fromCharCode(97 + (at % 26))}.spec.ts` }));
  }
  expect(keys.size).toBe(100_000);
  for (const half of [0, 16]) {
    const halves = new Set([...keys].map((key) => key.slice(half, half + 16)));
    expect(halves.size, 'one half would do').toBe(100_000);
  }
});
