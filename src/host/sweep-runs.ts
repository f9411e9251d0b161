import type { ResolvedConfig } from '../config/resolved-config.ts';
import { removeEmptyRuns } from '../ledger/run-folders.ts';
import { systemClock } from '../lib/clock.ts';
import { sweepPrefix } from '../log/log-files.ts';
import type { RunLogOptions } from '../log/run-log.ts';
import { type SweepOptions, type SweepReport, sweep } from '../removal/sweep.ts';
import { connect, openCoordinator } from './connect.ts';
import { newRunId } from './open-run.ts';
import { openStory } from './story/run-story.ts';

export { leftLine, removalNotes } from '../removal/report.ts';
export type { SweepReport } from '../removal/sweep.ts';
export { leastLostMs } from '../removal/sweep.ts';

export interface SweepRunsOptions
  extends Omit<SweepOptions, 'root' | 'auditBytes' | 'present' | 'signIn' | 'onFound'> {
  /** Told of each event of the sweep's log, for people. @default nobody is */
  readonly onEvent?: RunLogOptions['mirror'];
}

/**
 * Removes what dead runs left on the configured API, without a run of its own. The ledgers are those of the configuration's folder. What
 * it does is logged there, unless it only looks.
 *
 * @throws what the login throws: then nobody has looked whether anything is left
 */
export async function sweepRuns(
  config: ResolvedConfig,
  { onEvent, ...options }: SweepRunsOptions,
): Promise<SweepReport> {
  const { root, auditBytes } = config;
  const coordinator = await openCoordinator(config);
  const { client, apis, watched } = connect(config, { coordinator });
  const { run, dryRun = false } = options;
  const present = coordinator?.present.bind(coordinator);
  const header = { runId: `${sweepPrefix}${newRunId()}`, policy: 'remove' } as const;
  const story = dryRun ? undefined : openStory(config, header, { onEvent });
  if (watched !== undefined) watched.by = story?.requests;
  const remove = async (): Promise<SweepReport> => {
    // Jobs that wait in the queue must not begin once it is swept.
    if (run !== undefined && !dryRun && (await coordinator?.count(run)) === 0) await coordinator?.forget(run);
    const onFound: SweepOptions['onFound'] = (_, runs) => story?.found(runs);
    const context = { ...config, apis, clock: systemClock };
    const signIn = (): Promise<unknown> => client.session(options.signal);
    return sweep(context, { ...options, root, auditBytes, present, signIn, onFound });
  };
  try {
    return await (story === undefined ? remove() : story.ending(remove()));
  } finally {
    if (!dryRun) removeEmptyRuns(root);
    await client.close();
  }
}
