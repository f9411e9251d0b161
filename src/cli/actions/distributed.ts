import { once } from 'node:events';
import { shownCoordinator } from '../../config/machine-settings.ts';
import { projectFolder } from '../../config/project-folder.ts';
import { askForPopulation } from '../../distributed/ask.ts';
import { startWorker } from '../../distributed/work.ts';
import { coordinatorSays } from '../../messages/coordinator.ts';
import { readApiConfig } from '../cli-config.ts';
import type { CreateOptions, Made } from '../create-records.ts';
import { exitCodes, watchInterrupt } from '../endings.ts';
import type { AuthFlags, SettingFlags } from '../flags.ts';
import { openProgress } from '../progress.ts';
import { tell } from '../terminal.ts';

export type WorkerFlags = SettingFlags & AuthFlags;

/** Takes jobs until a Ctrl-C or SIGTERM, and ends those under way then. */
export async function runWorker(flags: WorkerFlags): Promise<number> {
  const config = await readApiConfig(projectFolder(), flags);
  const worker = await startWorker(config);
  tell(coordinatorSays.working(shownCoordinator(config.coordinator ?? '')));
  using interrupt = watchInterrupt(() => tell(coordinatorSays.draining));
  if (!interrupt.signal.aborted) await once(interrupt.signal, 'abort');
  await worker.close();
  return exitCodes.ok;
}

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
