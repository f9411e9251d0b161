import { once } from 'node:events';
import { shownCoordinator } from '../../config/machine-settings.ts';
import { projectFolder } from '../../config/project-folder.ts';
import { startWorker } from '../../distributed/work.ts';
import { coordinatorSays } from '../../messages/coordinator.ts';
import { readApiConfig } from '../cli-config.ts';
import { exitCodes } from '../exit-codes.ts';
import type { AuthFlags, SettingFlags } from '../flags.ts';
import { watchInterrupt } from '../interrupt.ts';
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
