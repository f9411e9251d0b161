import { expect, test } from 'vitest';
import { framesAbove, fromCaller, pointTo, withoutOwnLines, withoutStack } from '../../../src/lib/stack.ts';

const here = /stack\.test\.ts:\d+:\d+/;
const firstFrame = (error: unknown): string => (error as Error).stack?.match(/^ {4}at .*$/m)?.[0] ?? '';

test('an error points to a place, and tells of nothing behind it', () => {
  const error = new TypeError('no seed', { cause: new Error('refused') });
  const pointed = pointTo(error, { file: '/project/a.spec.ts', line: 3, column: 6 });
  expect(pointed).toBe(error);
  expect(error.stack).toBe('TypeError: no seed\n    at /project/a.spec.ts:3:6');
  expect('cause' in error).toBe(false);
});

test('without a caller, the message stands alone', async () => {
  const failing = withoutStack(async () => {
    throw new RangeError('left 2 records');
  });
  await expect(failing).rejects.toHaveProperty('stack', 'RangeError: left 2 records');
});

test('a value that is not an error passes unchanged', () => {
  expect(pointTo('just text', undefined)).toBe('just text');
});

test('a call that throws, and one that rejects, fail at the line that called', async () => {
  const sync = fromCaller((word: string) => {
    throw new TypeError(word);
  });
  const later = fromCaller(async (word: string) => {
    await Promise.resolve();
    throw new TypeError(word);
  });
  for (const call of [sync, later]) {
    const error = await (async () => call('wrong'))().catch((caught: unknown) => caught);
    expect((error as Error).message).toBe('wrong');
    expect(firstFrame(error)).toMatch(here);
    expect((error as Error).stack).not.toMatch(/src[\\/]lib[\\/]stack\.ts/);
  }
  expect(fromCaller((a: number, b: number) => a + b)(1, 2)).toBe(3);
  await expect(fromCaller(async () => 7)()).resolves.toBe(7);
});

test('frames begin above a function, and its runner is passed over', () => {
  const asked = (): object => framesAbove(asked);
  expect(firstFrame(pointTo(new Error('x'), asked()))).toMatch(here);
  const stack =
    'Error\n    at chain (file:///p/node_modules/@vitest/runner/dist/x.js:1:1)\n    at file:///p/a.test.ts:4:3';
  expect(pointTo(new Error('x'), { stack }).stack).toBe('Error: x\n    at file:///p/a.test.ts:4:3');
});

test('of a stack, the lines of this package go and all others stay', () => {
  const ofUser = 'Error: src/lib/stack.ts\n    at test (file:///p/a.test.ts:4:3)';
  const ours = `    at collect (${new URL('../../../src/lib/stack.ts', import.meta.url).href}:1:2)`;
  expect(withoutOwnLines(`${ofUser}\n${ours}`)).toBe(ofUser);
});
