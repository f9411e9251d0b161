import { randomInt } from 'node:crypto';
import type { SeedbedConfig } from '../config/config.ts';
import { readEnvironment } from '../config/environment.ts';
import { loadConfigFile } from '../config/load-config.ts';
import { type ConfigSources, resolveConfig } from '../config/resolve-config.ts';
import type { ResolvedConfig } from '../config/resolved-config.ts';
import type { SeededRecord } from '../dataset/snapshot.ts';
import { openFileLedger } from '../ledger/file-ledger.ts';
import { type Ledger, type LedgerHeader, ledgerVersion } from '../ledger/ledger.ts';
import { thisProcess } from '../ledger/process-identity.ts';
import { placeOf } from '../lib/base-url.ts';
import { systemClock } from '../lib/clock.ts';
import type { Progress } from '../lib/progress.ts';
import type { RunLogOptions } from '../log/run-log.ts';
import { type Connection, type ConnectOptions, connect, openCoordinator, orClose } from './connect.ts';
import type { ParentsChoice } from './datasets/existing-parents.ts';
import { ShardDatasets } from './datasets/shard-datasets.ts';
import { preset } from './defaults.ts';
import { InProcessHost } from './in-process-host.ts';
import { sayWaits } from './say-waits.ts';
import { openStory } from './story/run-story.ts';

/** Reads everything that configures a run from a folder: `seedbed.config.*`, `.env` files, the environment. */
export async function readConfig(
  root: string,
  explicit?: SeedbedConfig,
  options: Pick<ConfigSources, 'nameOf'> = {},
): Promise<ResolvedConfig> {
  const file = await loadConfigFile(root);
  return resolveConfig({
    root,
    file,
    environment: readEnvironment(root),
    explicit,
    ...preset,
    ...options,
  });
}

/** What every unique value of a run carries: `sb` and ten characters, 51 bits. */
export function newRunId(): string {
  return `sb${Array.from({ length: 10 }, () => randomInt(36).toString(36)).join('')}`;
}

export interface RunOptions extends ConnectOptions {
  /** `keep`: what it makes stays when it ends, and a sweep removes it only by name. @default 'remove' */
  readonly policy?: LedgerHeader['policy'] | undefined;
  /** The tag of its one dataset, if the user gave one. @default the run's id and a number */
  readonly namespace?: string | undefined;
  /** Stops the seeding; clean-up goes on. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Told of each record that exists; then datasets hold none. @default they hold all */
  readonly onRecord?: ((record: SeededRecord) => void) | undefined;
  /** Which records on the API become parents, if a dataset makes none. @default 'not ours' */
  readonly parents?: ParentsChoice | undefined;
  readonly runId?: string | undefined;
  /** Whether it sees all tests of a run, and remembers what they asked for. @default false */
  readonly remembers?: boolean | undefined;
  readonly connection?: Connection | undefined;
  readonly ledger?: Ledger | undefined;
  /** Told of each event of the run's log, for people. @default nobody is */
  readonly onEvent?: RunLogOptions['mirror'];
}

/** Opens a run: the one place where its parts are put together. Nothing is sent before there is a ledger: what is not in it cannot be cleaned up. */
export function openRun(config: ResolvedConfig, options: RunOptions = {}): InProcessHost {
  const { runId = newRunId(), policy = 'remove', namespace, clock = systemClock } = options;
  const connection = options.connection ?? connect(config, options);
  const ledger =
    options.ledger ?? orClose(() => openLedger(config, { runId, policy, namespace }), connection.client);
  // Redis gets it before the API gets anything: other machines know that this run is alive.
  connection.coordinator?.join(runId).catch(() => undefined);
  const { coordinator } = connection;
  const { runGroup: group } = config;
  const shards =
    coordinator === undefined || group === undefined || policy === 'keep'
      ? undefined
      : new ShardDatasets({
          config,
          coordinator,
          group,
          proposed: newRunId(),
          openLedger: (runId) => openLedger(config, { runId, policy: 'remove' }),
        });
  const story = openStory(config, ledger.header, options);
  if (connection.watched !== undefined) connection.watched.by = story.requests;
  return new InProcessHost({ ...options, ...connection, shards, config, ledger, clock, story });
}

/** A run in this process. Begins by removing what dead runs have left. */
export async function startRun(root: string, explicit?: SeedbedConfig): Promise<InProcessHost> {
  const config = await readConfig(root, explicit);
  sayWaitsOnce();
  const host = openRun(config, { coordinator: await openCoordinator(config) });
  void host.sweepDead();
  return host;
}

let saysWaits = false;

/** A process may open many such runs, one a file: each wait is said once. */
function sayWaitsOnce(): void {
  if (saysWaits) return;
  saysWaits = true;
  sayWaits((line) => process.emitWarning(line, 'SeedbedWarning'));
}

/** A run's own ledger, on disk before anything is sent. */
export function openLedger(
  { root, baseUrl, apis, resources }: ResolvedConfig,
  run: Pick<LedgerHeader, 'runId' | 'policy' | 'namespace'>,
): Ledger {
  const startedAt = systemClock.wall();
  const places = Object.fromEntries(
    resources.map(({ name, on = '', path }) => [name, placeOf(apis[on]?.baseUrl ?? baseUrl, path)]),
  );
  const owner = thisProcess();
  return openFileLedger(root, { ...run, version: ledgerVersion, baseUrl, startedAt, places, owner });
}
