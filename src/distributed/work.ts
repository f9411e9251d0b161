import type { ResolvedConfig } from '../config/resolved-config.ts';
import { SeedbedError } from '../errors.ts';
import { connect, openCoordinator } from '../host/connect.ts';
import { coordinatorSays } from '../messages/coordinator.ts';
import { ChunkMaker } from './chunk-maker.ts';

/** A process that takes jobs. */
export interface PopulationWorker {
  /** Takes no more, waits for those under way, and lets go of everything. */
  close(): Promise<void>;
}

/** Chunks at once: while one waits for its last records, the others go on. */
const atOnce = 4;

/**
 * Takes the jobs of all runs on this API until it is closed.
 *
 * @throws SeedbedError `SEEDBED_COORDINATOR` without a coordinator
 */
export async function startWorker(
  config: ResolvedConfig,
  { lockMs }: { readonly lockMs?: number | undefined } = {},
): Promise<PopulationWorker> {
  const coordinator = await openCoordinator(config);
  if (coordinator === undefined) throw new SeedbedError('SEEDBED_CONFIG', coordinatorSays.needsCoordinator);
  const connection = connect(config, { coordinator, patient: true });
  const maker = new ChunkMaker(config, connection, coordinator);
  const work = await coordinator.jobs.work(maker, { concurrency: atOnce, lockMs }).catch(async (error) => {
    await connection.client.close();
    throw error;
  });
  return {
    async close() {
      await work.close();
      await maker.close();
      await connection.client.close();
    },
  };
}
