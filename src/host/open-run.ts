import { randomInt } from 'node:crypto';
import { type Apis, type OtherApi, openApis } from '../api/open-apis.ts';
import type { SeedbedConfig } from '../config/config.ts';
import { readEnvironment } from '../config/environment.ts';
import { loadConfigFile } from '../config/load-config.ts';
import { type ConfigSources, resolveConfig } from '../config/resolve-config.ts';
import type { ResolvedApi, ResolvedConfig } from '../config/resolved-config.ts';
import type { Coordinator } from '../coordinator/coordinator.ts';
import type { SeededRecord } from '../dataset/snapshot.ts';
import type { ApiClient, Exchange } from '../http/api-client.ts';
import { createClient } from '../http/client.ts';
import { createExchange } from '../http/exchange.ts';
import { observeExchange } from '../http/observe-exchange.ts';
import type { Watched } from '../http/request-watch.ts';
import { openFileLedger } from '../ledger/file-ledger.ts';
import { type Ledger, type LedgerHeader, ledgerVersion } from '../ledger/ledger.ts';
import { thisProcess } from '../ledger/process-identity.ts';
import { type Clock, systemClock } from '../lib/clock.ts';
import type { Progress } from '../lib/progress.ts';
import type { RunLogOptions } from '../log/run-log.ts';
import { preset } from './defaults.ts';
import type { ParentsChoice } from './existing-parents.ts';
import { InProcessHost } from './in-process-host.ts';
import { budgetOf, openCoordinator } from './open-coordinator.ts';
import { openStory } from './run-story.ts';
import { sayWaits } from './say-waits.ts';
import { ShardDatasets } from './shard-datasets.ts';

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

/** What everything that talks to the configured API shares: one budget, one login, one knowledge of how late its lists are. */
export interface Connection {
  readonly client: ApiClient;
  readonly apis: Apis;
  /** Closed with the client. */
  readonly coordinator?: Coordinator | undefined;
  /** The run that it is for is told of everything that is sent. */
  readonly watched?: Watched | undefined;
}

export interface ConnectOptions {
  /** What other machines know. @default this process alone */
  readonly coordinator?: Coordinator | undefined;
  /** Sends one request once. @default over undici, as configured */
  readonly exchange?: Exchange | undefined;
  /** Requests that are on their way are waited for: an abort only keeps further ones from starting. @default false */
  readonly patient?: boolean | undefined;
  readonly clock?: Clock | undefined;
  /** Stands between the client of the main API and what sends: to watch. @default nothing does */
  readonly around?: ((exchange: Exchange) => Exchange) | undefined;
}

/** Connects to the API without a run: to look, or to remove what dead runs left. */
export function connect(
  config: ResolvedConfig,
  {
    exchange: inner = openExchange(config),
    patient = false,
    clock = systemClock,
    around,
    coordinator,
  }: ConnectOptions = {},
): Connection {
  const exchange = around === undefined ? inner : around(inner);
  const { maxWaitMs, maxRetries, auth, login, resources, settleMs, answers } = config;
  const { userAuth, headers, query, limited } = config;
  const budget = budgetOf(config, config, coordinator);
  const watched: Watched = {};
  const client = createClient({
    exchange: patient ? withoutAbort(exchange) : exchange,
    auth,
    login,
    userAuth,
    headers,
    query,
    limited,
    // Who gives out tokens may be another server.
    exchangeAt: (baseUrl) => openExchange({ ...config, baseUrl }),
    variables: config.credentialVariables,
    budget,
    shareLogin: coordinator?.login(config.baseUrl, auth),
    watched,
    retry: { maxRetries, maxWaitMs },
  });
  const others = Object.fromEntries(
    Object.entries(config.apis).map(([name, api]) => [
      name,
      connectOther(config, api, { patient, coordinator, watched }),
    ]),
  );
  const close = async (): Promise<void> => {
    await Promise.all(
      [client, ...Object.values(others).map((other) => other.client)].map((one) => one.close()),
    );
    await coordinator?.close();
  };
  const userToken = typeof userAuth === 'object' && 'from' in userAuth ? userAuth.from : undefined;
  const apis = openApis(client, resources, { clock, settleMs, answers, others, userToken });
  return { client: { ...client, close }, apis, coordinator, watched };
}

/** One of the configuration's `apis`: a budget, a login and connections of its own. */
function connectOther(
  config: ResolvedConfig,
  api: ResolvedApi,
  { patient = false, coordinator, watched }: ConnectOptions & { readonly watched: Watched },
): OtherApi {
  const { maxWaitMs, maxRetries } = config;
  const { baseUrl, auth, headers, query, concurrency, answers, limited } = api;
  const wire = { ...config, ca: api.ca ?? config.ca, http2: api.http2 ?? config.http2 };
  const exchange = openExchange({ ...wire, baseUrl, concurrency });
  const client = createClient({
    exchange: patient ? withoutAbort(exchange) : exchange,
    auth,
    headers,
    query,
    limited,
    exchangeAt: (elsewhere) => openExchange({ ...wire, baseUrl: elsewhere }),
    variables: config.credentialVariables,
    budget: budgetOf(api, config, coordinator),
    shareLogin: coordinator?.login(baseUrl, auth),
    watched,
    retry: { maxRetries, maxWaitMs },
  });
  return { client, answers };
}

function openExchange({
  baseUrl,
  timeoutMs,
  maxResponseBytes,
  concurrency,
  proxy,
  ca,
  http2,
}: ResolvedConfig): Exchange {
  const maxBytes = maxResponseBytes;
  return observeExchange(
    createExchange({ baseUrl, timeoutMs, maxBytes, connections: concurrency, proxy, ca, http2 }),
  );
}

function withoutAbort(exchange: Exchange): Exchange {
  return { ...exchange, send: (request, options) => exchange.send(request, { accept: options?.accept }) };
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
  /** Which records on the API a dataset takes that makes no parents. @default 'not ours' */
  readonly parents?: ParentsChoice | undefined;
  readonly runId?: string | undefined;
  /** Whether it sees all tests of a run, and remembers what they asked for. @default false */
  readonly remembers?: boolean | undefined;
  readonly connection?: Connection | undefined;
  readonly ledger?: Ledger | undefined;
  /** Told of each event of the run's log, for people. @default nobody is */
  readonly onEvent?: RunLogOptions['mirror'];
}

/** Opens a run: the one place where its parts are put together. The ledger comes first, for what is not in it cannot be cleaned up. */
export function openRun(config: ResolvedConfig, options: RunOptions = {}): InProcessHost {
  const { runId = newRunId(), policy = 'remove', namespace, clock = systemClock } = options;
  const ledger =
    options.ledger ?? ledgerOrClose(() => openLedger(config, { runId, policy, namespace }), options);
  const connection = options.connection ?? connect(config, options);
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

/** A ledger that cannot be opened ends the run: then nobody else would close what is open already, and the process would not end. */
function ledgerOrClose(open: () => Ledger, { connection, coordinator }: RunOptions): Ledger {
  try {
    return open();
  } catch (error) {
    void (connection?.client ?? coordinator)?.close().catch(() => undefined);
    throw error;
  }
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
  { root, baseUrl }: ResolvedConfig,
  run: Pick<LedgerHeader, 'runId' | 'policy' | 'namespace'>,
): Ledger {
  const startedAt = systemClock.wall();
  return openFileLedger(root, { ...run, version: ledgerVersion, baseUrl, startedAt, owner: thisProcess() });
}
