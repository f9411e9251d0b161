import { expect, test } from 'vitest';
import { abortable } from '../../../src/lib/promises.ts';

const never = new Promise<never>(() => {});

test('passes the result or the failure on', async () => {
  const { signal } = new AbortController();
  await expect(abortable(Promise.resolve(1), signal)).resolves.toBe(1);
  await expect(abortable(Promise.resolve(2), undefined)).resolves.toBe(2);
  await expect(abortable(Promise.reject('no'), signal)).rejects.toBe('no');
});

test("rejects with the signal's reason", async () => {
  const stop = new AbortController();
  const waiting = abortable(never, stop.signal);
  stop.abort('enough');
  await expect(waiting).rejects.toBe('enough');
  await expect(abortable(never, stop.signal)).rejects.toBe('enough');
});
