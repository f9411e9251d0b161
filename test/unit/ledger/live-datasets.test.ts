import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LiveDatasets } from '../../../src/ledger/live-datasets.ts';

test('knows after any events which datasets have records, and how many there are', () => {
  const event = fc.record({
    dataset: fc.constantFrom('a', 'b', 'c'),
    many: fc.integer({ min: 1, max: 700 }),
    ends: fc.nat(9),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 20 }), fc.constantFrom(undefined, 'b'), (events, kept) => {
      const datasets = new LiveDatasets();
      const live = new Map<number, string>();
      const begins = new Map<string, number>();
      if (kept !== undefined) datasets.kept(kept, 0);
      let next = 0;
      for (const { dataset, many, ends } of events) {
        if (dataset !== kept && ![...live.values()].includes(dataset)) begins.set(dataset, next);
        for (const end = next + many; next < end; next++) {
          datasets.meant(next, dataset, next);
          live.set(next, dataset);
        }
        for (const entry of [...live.keys()]) {
          if (entry % 10 >= ends) continue;
          datasets.ended(entry);
          // What has ended twice has ended once.
          datasets.ended(entry);
          live.delete(entry);
        }
        expect(datasets.live).toBe(live.size);
        for (const name of ['a', 'b', 'c']) {
          const lives = [...live.values()].includes(name);
          expect(datasets.from(name)).toBe(name === kept ? 0 : lives ? begins.get(name) : undefined);
        }
      }
    }),
    { numRuns: 30 },
  );
});

test('a million records that live cost less than a byte each, and nothing once they have ended', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = (): number => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const datasets = new LiveDatasets();
  const before = used();
  for (let entry = 0; entry < 1_000_000; entry++) datasets.meant(entry, 'one', entry);
  expect(used() - before).toBeLessThan(1_000_000);
  for (let entry = 0; entry < 1_000_000; entry++) datasets.ended(entry);
  expect(used() - before).toBeLessThan(50_000);
  expect([datasets.live, datasets.from('one')]).toEqual([0, undefined]);
});
