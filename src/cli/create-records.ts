import { openApis } from '../api/open-apis.ts';
import type { ResolvedConfig } from '../config/resolve-config.ts';
import type { DatasetSnapshot } from '../dataset/snapshot.ts';
import { seedDataset } from '../host/seed-dataset.ts';
import { newRunTag, openLedger } from '../host/start-host.ts';
import { systemClock } from '../lib/clock.ts';
import { endRun } from '../removal/end-run.ts';
import type { RemovalReport } from '../removal/report.ts';
import { watchInterrupt } from './interrupt.ts';
import { refuseSharedNamespace } from './namespace.ts';
import { checkToken, openPatientClient } from './open-api.ts';
import { openProgress } from './progress/open-progress.ts';
import type { ProgressView } from './progress/view.ts';

/** Records that a command made, and what it may still do with them before everything is closed. */
export interface Made {
  /** Names the run in the ledger. */
  readonly run: string;
  readonly snapshot: DatasetSnapshot;
  /** Why seeding ended early; undefined where it did not. */
  readonly stopped: unknown;
  /** Removes them again. */
  remove(): Promise<RemovalReport>;
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal;
}

export interface CreateOptions {
  readonly config: ResolvedConfig;
  readonly seed: unknown;
  /** @default the run's own tag */
  readonly namespace?: string | undefined;
  /** `keep`: a sweep removes them only when told to. */
  readonly policy: 'keep' | 'remove';
}

/**
 * Creates what a seed asks for, showing how far it is, and hands it to `use` while client and ledger are open. A Ctrl-C stops the
 * sending, waits for what is in flight, and still comes to `use`. The ledger is forgotten where nothing is left to clean up.
 *
 * @throws what made it pointless to send anything; what exists is never thrown away.
 */
export async function createRecords<T>(
  { config, seed, namespace, policy }: CreateOptions,
  use: (made: Made) => Promise<T>,
): Promise<T> {
  const run = newRunTag();
  const client = openPatientClient(config);
  const ledger = openLedger(config, run, policy, namespace);
  let progress: ProgressView | undefined;
  const interrupt = watchInterrupt(() => progress?.stopping());
  const apis = openApis(client, config.resources, { clock: systemClock, settleMs: config.settleMs });
  const context = { ...config, apis, ledger, clock: systemClock };
  try {
    if (namespace !== undefined) await refuseSharedNamespace(namespace, config, ledger.header);
    await checkToken(config, client, interrupt.signal);
    const view = await openProgress();
    progress = view;
    const { snapshot, stopped } = await seedDataset(context, config, {
      request: { path: config.project, seed },
      namespace: namespace ?? run,
      ownNamespace: namespace === undefined,
      signal: interrupt.signal,
      onProgress: view.report,
    }).finally(() => {
      view.end();
      progress = undefined;
    });
    if (stopped !== undefined && nothingSent(snapshot)) throw stopped;
    const remove = (): Promise<RemovalReport> => endRun(context, config);
    return await use({ run, snapshot, stopped, remove, signal: interrupt.signal });
  } finally {
    interrupt[Symbol.dispose]();
    ledger.close({ forget: ledger.live().length === 0 });
    await client.close();
  }
}

/** True where no record exists, and none may: then there is nothing to report but the reason. */
function nothingSent({ records, failures }: DatasetSnapshot): boolean {
  const none = Object.values(records).every((list) => list.length === 0);
  return none && failures.every(({ outcome }) => outcome === 'skipped');
}
