import { expect, test } from 'vitest';
import { comparable, type RecordId } from '../../../src/lib/record-id.ts';

test.each<[RecordId, RecordId, boolean]>([
  [7, '7', true],
  ['6F9619FF-8B86-D011-B42D-00CF4FC964FF', '6f9619ff-8b86-d011-b42d-00cf4fc964ff', true],
  ['6F9619FF-8B86-D011-B42D-00CF4FC964FF', '6f9619ff-8b86-d011-b42d-00cf4fc964fe', false],
  // Short ids that differ by capitals are others: YouTube's, for example.
  ['dQw4w9WgXcQ', 'dqw4w9wgxcq', false],
  ['07', 7, false],
])('%j and %j name one record: %s', (one, other, same) => {
  expect(comparable(one) === comparable(other)).toBe(same);
});
