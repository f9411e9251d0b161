import type { ResolvedConfig } from '../config/resolved-config.ts';
import type { DatasetSnapshot, SeededRecord } from '../dataset/snapshot.ts';
import { type Connection, connect, openCoordinator } from '../host/connect.ts';
import type { RemovalReport } from '../host/host.ts';
import { openRun, type RunOptions } from '../host/open-run.ts';
import { optimizeParserLate } from '../http/wire/undici-internals.ts';
import type { Progress } from '../lib/progress.ts';
import { endingsSay } from '../messages/endings.ts';
import { watchInterrupt } from './endings.ts';
import { openProgress } from './progress.ts';
import type { ProgressView } from './progress-bar.ts';
import { keepLastWord } from './terminal.ts';

/** Records that a command made, and what it may still do with them before everything is closed. */
export interface Made {
  /** Names the run in the ledger. */
  readonly run: string;
  readonly snapshot: DatasetSnapshot;
  /** Why seeding ended early; undefined if it did not. */
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
  /** Told of each record that exists; then the snapshot holds none. @default it holds all */
  readonly onRecord?: ((record: SeededRecord) => void) | undefined;
  /** Told of each event of the run's log, for people. @default nobody is */
  readonly onEvent?: RunOptions['onEvent'];
  /** For work that is spread over machines: which run to come back to. */
  readonly resume?: string | undefined;
}

/**
 * Creates what a seed asks for, showing how far it is, and hands it to `use` while client and ledger are open. A Ctrl-C stops the
 * sending, waits for what is in flight, and still comes to `use`. The ledger is forgotten if nothing is left to clean up.
 *
 * @throws what made it pointless to send anything; what exists is never thrown away.
 */
export async function createRecords<T>(
  { config, seed, namespace, policy, onRecord, onEvent }: CreateOptions,
  use: (made: Made) => Promise<T>,
): Promise<T> {
  let progress: ProgressView | undefined;
  using interrupt = watchInterrupt(() => progress?.stopping());
  const { signal } = interrupt;
  const created = new Map<string, number>();
  const onProgress = (at: Progress): void => {
    if (at.phase === 'create') created.set(at.resource, at.done - at.failed);
    progress?.report(at);
  };
  const connection = connect(config, { patient: true, coordinator: await openCoordinator(config) });
  const options = { policy, namespace, signal, onProgress, onRecord, onEvent, connection } as const;
  const host = openRun(config, { ...options, parents: 'fewest first' });
  optimizeParserLate();
  try {
    await tryToken(config, connection, signal);
    progress = openProgress();
    if (policy === 'keep') keepLastWord(() => remaining(host.runId, created, progress !== undefined));
    const { snapshot, stopped } = await host.seed({ key: 'cli', path: '', seed }).finally(() => {
      progress?.end();
      progress = undefined;
    });
    if (stopped !== undefined && nothingSent(snapshot)) throw stopped;
    return await use({ run: host.runId, snapshot, stopped, remove: () => host.close(), signal });
  } finally {
    await host.close();
  }
}

/**
 * A token that was given may have expired, and nothing renews it: one look before a create that would be refused. A log-in needs none,
 * because it comes before everything else. An API that has no such path is taken at its word.
 *
 * @throws SeedbedError `SEEDBED_AUTH` if the token is refused, `SEEDBED_UNREACHABLE` if the API is down
 */
async function tryToken(
  { auth, whoAmI }: ResolvedConfig,
  { client }: Connection,
  signal: AbortSignal,
): Promise<void> {
  if (whoAmI === undefined || typeof auth !== 'object' || !('token' in auth)) return;
  await client.request({ method: 'GET', path: whoAmI }, { signal, accept: [404, 405] });
}

/** The records that are left if this process has to end at once. Undefined if there is nothing, for sure. */
function remaining(
  run: string,
  created: ReadonlyMap<string, number>,
  isUnderWay: boolean,
): string | undefined {
  const count = [...created.values()].reduce((sum, more) => sum + more, 0);
  return count === 0 && !isUnderWay ? undefined : endingsSay.remains(run, count);
}

/** True if no record exists, and none may: then there is nothing to report but the reason. */
function nothingSent({ stats, failures }: DatasetSnapshot): boolean {
  const none = Object.values(stats.resources).every(({ created }) => created === 0);
  return none && failures.every(({ outcome }) => outcome === 'skipped');
}
