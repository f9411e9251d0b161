import { forEachLimit } from '../../lib/promises.ts';
import { Refusal } from '../refusal.ts';
import { checkBody } from '../route.ts';
import type { Problem, Schema } from '../schemas.ts';

/** Items one bulk call may hold; more: 413. */
export const bulkMaximum = 1000;

/** One item's outcome: the record, or why not. */
export type BulkItem<T> = T | { error: Problem };

/**
 * Makes each item by itself: a bad one never stops the others, and the answer keeps the order. What is slow (`prepare`, hashing) runs
 * a few at a time; what writes (`add`) then runs in one go inside `together`.
 */
export async function addEach<New, Ready, Added>(
  items: readonly unknown[],
  steps: {
    readonly schema: Schema<New>;
    prepare(item: New): Promise<Ready> | Ready;
    add(item: Ready): Added;
    together(work: () => BulkItem<Added>[]): BulkItem<Added>[];
  },
): Promise<BulkItem<Added>[]> {
  if (items.length > bulkMaximum) {
    throw new Refusal(413, `Expected at most ${bulkMaximum} records in one call, got ${items.length}.`);
  }
  const ready: (() => Added)[] = [];
  await forEachLimit(items.entries(), 8, async ([index, item]) => {
    try {
      const prepared = await steps.prepare(checkBody(steps.schema, item));
      ready[index] = () => steps.add(prepared);
    } catch (error) {
      ready[index] = () => {
        throw error;
      };
    }
  });
  return steps.together(() => ready.map(outcome));
}

function outcome<T>(make: () => T): BulkItem<T> {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refusal) return { error: error.body };
    throw error;
  }
}
