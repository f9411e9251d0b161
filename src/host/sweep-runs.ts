import type { ResolvedConfig } from '../config/resolved-config.ts';
import { systemClock } from '../lib/clock.ts';
import { type SweepOptions, type SweepReport, sweep } from '../removal/sweep.ts';
import { connect } from './connect.ts';
import { openCoordinator } from './open-coordinator.ts';

export type { LostReport } from '../removal/lost-runs.ts';
export { leftLine, removalNotes } from '../removal/report.ts';
export type { SweepReport } from '../removal/sweep.ts';
export { leastLostMs } from '../removal/sweep.ts';

/** Removes what dead runs left on the configured API, without a run of its own. The ledgers are those of the configuration's folder. */
export async function sweepRuns(
  config: ResolvedConfig,
  options: Omit<SweepOptions, 'root' | 'auditBytes' | 'present'>,
): Promise<SweepReport> {
  const { root, auditBytes } = config;
  const coordinator = await openCoordinator(config);
  const { client, apis } = connect(config, { coordinator });
  const { run } = options;
  const present = coordinator?.present.bind(coordinator);
  try {
    // Jobs that wait in the queue must not begin once it is swept.
    if (run !== undefined && options.dryRun !== true && (await coordinator?.count(run)) === 0)
      await coordinator?.forget(run);
    return await sweep({ ...config, apis, clock: systemClock }, { ...options, root, auditBytes, present });
  } finally {
    await client.close();
  }
}
