import type { TestInfo } from '@playwright/test';
import { expect, test } from 'vitest';
import { maskError } from '../../../src/dataset/held-secrets.ts';
import { maskTold } from '../../../src/playwright/playwright-internals.ts';

const mask = (text: string): string => text.replaceAll('s3cret-text', '[secret]');
const maskErrors = (error: unknown): void => void maskError(error, mask);

/** What Playwright does when a step begins and ends, and when a test fails. */
class FakeTestInfo {
  readonly told: unknown[] = [];
  readonly _stepMap = new Map<string, object>();

  _failWithError(error: Error): void {
    this.told.push(error.message);
  }

  addStep(data: object): { complete(result: object): void } {
    const step = { ...data, complete: (result: object) => void this.told.push(result) };
    this._stepMap.set('step', step);
    this.told.push({ ...step, complete: undefined });
    return step;
  }
}

test('nothing secret of a step, its parameters, its end and an error reaches a report or the trace', () => {
  const testInfo = new FakeTestInfo();
  maskTold(testInfo as unknown as TestInfo, mask, maskErrors);
  const step = testInfo.addStep({
    title: 'Fill "s3cret-text"',
    subtitle: 's3cret-text',
    params: { expected: 's3cret-text', timeout: 5 },
    category: 'expect',
  });
  const error = new Error('expected s3cret-text');
  step.complete({ error });
  testInfo._failWithError(error);
  testInfo._failWithError(new Error('thrown s3cret-text'));
  expect(testInfo.told).toEqual([
    {
      title: 'Fill "[secret]"',
      subtitle: '[secret]',
      params: { expected: '[secret]', timeout: 5 },
      category: 'expect',
    },
    { error },
    'expected [secret]',
    'thrown [secret]',
  ]);
  expect(error.message).toBe('expected [secret]');
  expect(testInfo._stepMap.size).toBe(1);
});

test('a Playwright without these names is left as it is', () => {
  const testInfo = {};
  maskTold(testInfo as TestInfo, mask, maskErrors);
  expect(testInfo).toEqual({});
});
