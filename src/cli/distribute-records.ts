import { askForPopulation } from '../distributed/ask.ts';
import { coordinatorSays } from '../messages/coordinator.ts';
import type { CreateOptions, Made } from './create-records.ts';
import { watchInterrupt } from './interrupt.ts';
import { openProgress } from './progress.ts';
import { tell } from './terminal.ts';

/**
 * As `createRecords`, by workers on any machines. A Ctrl-C stops them, and what exists by then is gathered. If this process dies, they go
 * on; with `resume`, it comes back.
 */
export async function distributeRecords<T>(
  { config, seed, namespace, onRecord, resume }: CreateOptions,
  use: (made: Made) => Promise<T>,
): Promise<T> {
  const nothingRemoved = { removed: 0, left: [], foreign: [], waiting: 0 };
  const progress = openProgress();
  using interrupt = watchInterrupt(() => progress.stopping());
  const { signal } = interrupt;
  try {
    const { run, snapshot, stopped } = await askForPopulation({
      config,
      what: resume === undefined ? { seed, namespace } : { resume },
      signal,
      onRun: (id) => tell(coordinatorSays.comeBack(id)),
      onProgress: progress.report.bind(progress),
      onRecord,
    });
    progress.end();
    return await use({ run, snapshot, stopped, signal, remove: async () => nothingRemoved });
  } finally {
    progress.end();
  }
}
