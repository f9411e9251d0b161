/**
 * Runs `work` over `items` with at most `concurrency` in flight. Pulls lazily, so a million items cost no memory.
 * The first throw stops the pulling, is waited for with what is in flight, and is thrown.
 */
export async function forEachLimit<T>(
  items: Iterable<T>,
  concurrency: number,
  work: (item: T, order: number) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  let order = 0;
  let failure: { error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    while (failure === undefined) {
      const next = iterator.next();
      if (next.done) return;
      try {
        await work(next.value, order++);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, worker));
  if (failure !== undefined) throw failure.error;
}
