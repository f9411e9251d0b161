import { expect, test } from 'vitest';
import { carriesTag } from '../../../src/api/evidence.ts';
import { tagsIn, temporaryNamespace } from '../../../src/lib/temporary-tag.ts';
import { isOwnNamespace } from '../../../src/removal/proof.ts';

const runId = 'sb4k2x9q7m1p';
const at = Date.UTC(2026, 10, 26, 7, 3);
const namespace = temporaryNamespace(runId, at, '1a');

test('a mark is found again in every unique value, with the time at most ten minutes late', () => {
  expect(namespace).toBe('sb4k2x9q7m1p-t10l7v1a');
  const found = [{ runId, madeAt: Date.UTC(2026, 10, 26, 7, 10) }];
  for (const key of [
    `ada.k3@${namespace}.example.com`,
    `ada.k3+${namespace}@shop.fr`,
    `web-03.${namespace}`,
    `${namespace}:7`,
    namespace,
  ])
    expect(tagsIn(key)).toEqual(found);
});

test('it is a namespace of its run like any other, and short enough', () => {
  expect(isOwnNamespace(namespace, runId)).toBe(true);
  expect(carriesTag(`web-03.${namespace}`, runId)).toBe(true);
  expect(carriesTag(`web-03.${namespace}`, namespace)).toBe(true);
  expect(temporaryNamespace(runId, at, '0123456789a1').length).toBeLessThanOrEqual(32);
});

test.each([
  [`web-03.${runId}-0`],
  [`web-03.${runId}-t1`],
  [`web-03.${runId}-zzzz`],
  [`web-03.${runId}`],
  // The check says that nobody but a person wrote these.
  [`web-03.${runId}-t000010`],
  [`web-03.${namespace.replace('-t', '-u')}`],
  [`web-03.${namespace.replace(/-t./, '-tz')}`],
  [`web-03.${namespace.slice(0, runId.length + 6)}`],
])('%s has the tag, and no mark', (key) => {
  expect(tagsIn(key)).toEqual([{ runId, madeAt: undefined }]);
});

test.each([
  ['subscription'],
  ['Sébastien'],
  [`x${namespace}`],
  [`é${runId}-0`],
  [namespace.toUpperCase()],
  ['sb4k2x9q7m1'],
  ['sb4k2x9q7m1p2-t05u3k0'],
])('%s has no tag', (key) => {
  expect(tagsIn(key)).toEqual([]);
});

test('the tags of two runs are both found', () => {
  expect(tagsIn(`${namespace} copy of sb0000000000-3`).map((tag) => tag.runId)).toEqual([
    runId,
    'sb0000000000',
  ]);
});

test('a clock before 2026 or after 2057 makes a mark that lasts or never comes due', () => {
  expect(tagsIn(temporaryNamespace(runId, 0, '0'))).toEqual([{ runId, madeAt: Date.UTC(2026, 0, 1) }]);
  const [late] = tagsIn(temporaryNamespace(runId, Date.UTC(2100, 0, 1), '0'));
  expect(late?.madeAt).toBeGreaterThan(Date.UTC(2057, 0, 1));
});
