import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Roster } from '../../../src/lib/roster.ts';

test('holds what a Set would, in the same order', () => {
  const step = fc.record({ adds: fc.boolean(), one: fc.nat(20) });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const roster = new Roster<number>();
      const set = new Set<number>();
      for (const { adds, one } of steps) {
        if (!adds) expect(roster.delete(one)).toBe(set.delete(one));
        else if (!set.has(one)) {
          roster.add(one);
          set.add(one);
        }
        expect([roster.toArray(), roster.size, roster.first]).toEqual([[...set], set.size, [...set][0]]);
      }
      expect(roster.findLast((one) => one < 10)).toBe([...set].findLast((one) => one < 10));
    }),
  );
});

test('members that have left are freed with the next scavenge, even after a full collection', () => {
  const module = fileURLToPath(new URL('../../../src/lib/roster.ts', import.meta.url));
  const script = `
    const { Roster } = await import(${JSON.stringify(module)});
    const roster = new Roster();
    const here = [];
    gc();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 300_000; i++) {
      // What is there now moves to the old space.
      if (i === 50_000) gc();
      const one = { i, text: 'x'.repeat(50) + i };
      roster.add(one);
      here.push(one);
      if (here.length > 64) roster.delete(here.shift());
    }
    gc({ type: 'minor' });
    console.log(process.memoryUsage().heapUsed - before);`;
  const args = ['--expose-gc', '--no-warnings', '--input-type=module', '--eval', script];
  const grown = Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
  // All that came and went takes some 40 MB.
  expect(grown).toBeLessThan(2_000_000);
});
