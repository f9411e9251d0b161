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
  let exhausted = false;
  let failure: { error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    while (failure === undefined && !exhausted) {
      try {
        const next = iterator.next();
        if (next.done) exhausted = true;
        else await work(next.value, order++);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  const workers: Promise<void>[] = [];
  // No more workers than there are items: `concurrency` may be a number the user made up.
  while (workers.length < Math.max(1, concurrency) && !exhausted && failure === undefined)
    workers.push(worker());
  await Promise.all(workers);
  if (failure !== undefined) throw failure.error;
}

/** The promise's result, or a rejection with the signal's reason as soon as it aborts. The work behind the promise goes on. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** Done once for each key, and shared by all who ask meanwhile and later. What failed is done again for the next one who asks. */
export function onceFor<Key, T>(
  known: Map<Key, Promise<T>>,
  key: Key,
  work: () => T | Promise<T>,
): Promise<T> {
  const before = known.get(key);
  if (before !== undefined) return before;
  const begun = Promise.resolve().then(work);
  known.set(key, begun);
  begun.catch(() => known.delete(key));
  return begun;
}
