import { type Yields, yieldsWith } from '../http/budget/turns.ts';
import { soon } from '../lib/clock.ts';
import type { ListOptions, Route } from './operations.ts';

type ReadingOptions = Pick<ListOptions, 'yields' | 'route'>;

/**
 * One reading at a time; a caller always gets one that started after it asked, so that it can see what had settled by then.
 *
 * @param which tells collections apart that are read by themselves
 */
export function sharedReading<T>(
  which: (route: Route | undefined) => string,
  read: (options: ReadingOptions) => Promise<T>,
): (options: ReadingOptions) => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  const waiting = new Map<string, { reading: Promise<T>; yields: Yields }>();
  return ({ yields = false, route }) => {
    const collection = which(route);
    const known = waiting.get(collection);
    if (known !== undefined) {
      known.yields = yieldsWith(known.yields, yields);
      return known.reading;
    }
    const reading = running.then(async () => {
      // Those whose waits end together are served together.
      await new Promise<void>((resolve) => soon(resolve));
      const shared = waiting.get(collection);
      waiting.delete(collection);
      return read({ yields: shared?.yields, route });
    });
    running = reading.catch(() => undefined);
    waiting.set(collection, { reading, yields });
    return reading;
  };
}
