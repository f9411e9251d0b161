import { type Frames, pointTo } from '../lib/stack.ts';

/** Where tests are written. */
const lines = new WeakMap<object, Frames>();

export function noteLine(test: object, frames: Frames): void {
  lines.set(test, frames);
}

/** Has what a test's data fails with shown at the line of that test. */
export async function pointedHome<T>(test: object, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw pointTo(error, lines.get(test));
  }
}
