import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base36, fnv } from '../../../src/lib/hash.ts';

test('whole numbers are spelled in base 36 as JavaScript spells them', () => {
  for (const edge of [0, 35, 36, 1295, 1296, 46_655, 46_656, 2 ** 31, 2 ** 32 - 1, Number.MAX_SAFE_INTEGER])
    expect(base36(edge)).toBe(edge.toString(36));
  fc.assert(fc.property(fc.maxSafeNat(), (whole) => void expect(base36(whole)).toBe(whole.toString(36))));
});

test('a hash is the one that ledgers of earlier versions hold', () => {
  expect(fnv('')).toBe(0x811c9dc5);
  expect(fnv('foobar')).toBe(0xbf9cf968);
  expect(fnv('bar', fnv('foo'))).toBe(fnv('foobar'));
});
