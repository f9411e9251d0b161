import { randomInt } from 'node:crypto';
import type { SeedbedConfig } from '../config/config.ts';
import { readEnvironment } from '../config/environment.ts';
import { loadConfigFile } from '../config/load-config.ts';
import { type ConfigSources, type ResolvedConfig, resolveConfig } from '../config/resolve-config.ts';
import { createBudget } from '../http/budget.ts';
import { createClient } from '../http/client.ts';
import { createExchange } from '../http/exchange.ts';
import { observeExchange } from '../http/observe-exchange.ts';
import type { ApiClient, Exchange } from '../http/types.ts';
import { openFileLedger } from '../ledger/file-ledger.ts';
import { type Ledger, type LedgerHeader, ledgerVersion } from '../ledger/ledger.ts';
import { thisProcess } from '../ledger/process-identity.ts';
import { systemClock } from '../lib/clock.ts';
import { demoEnvironment } from '../preset/demo-environment.ts';
import { defaultAuth, defaultResources } from './defaults.ts';
import { type HostParts, InProcessHost } from './in-process-host.ts';

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
    defaultResources,
    defaultAuth,
    aliases: demoEnvironment,
    ...options,
  });
}

/** A client for the configured API: one budget for everything it sends. */
export function openClient(config: ResolvedConfig, exchange: Exchange = openExchange(config)): ApiClient {
  const { rateLimit, concurrency, maxWaitMs, maxRetries, auth } = config;
  const budget = createBudget({ rateLimit, concurrency: concurrency ?? 'adaptive', maxWaitMs });
  return createClient({ exchange, auth, budget, retry: { maxRetries, maxWaitMs } });
}

/** Sends one request once, as configured. */
export function openExchange(config: ResolvedConfig): Exchange {
  const exchange = createExchange({
    baseUrl: config.baseUrl,
    timeoutMs: config.timeoutMs,
    maxBytes: config.maxResponseBytes,
    connections: config.concurrency,
    proxy: config.proxy,
  });
  return observeExchange(exchange);
}

/** What every unique value of a run carries: `sb` and ten characters, 51 bits. A given namespace makes runs meet on purpose. */
export function newRunTag(): string {
  return `sb${Array.from({ length: 10 }, () => randomInt(36).toString(36)).join('')}`;
}

/** Opens the ledger of a run; the first thing a run does, for what is not written down cannot be cleaned up. */
export function openLedger(
  config: ResolvedConfig,
  run: string,
  policy: LedgerHeader['policy'],
  namespace?: string,
): Ledger {
  const { root, baseUrl } = config;
  return openFileLedger(root, {
    version: ledgerVersion,
    runId: run,
    baseUrl,
    startedAt: systemClock.wall(),
    policy,
    namespace,
    owner: thisProcess(),
  });
}

/** A host in this process. Begins by removing what dead runs have left. */
export async function startHost(root: string, explicit?: SeedbedConfig): Promise<InProcessHost> {
  const host = hostOf(await readConfig(root, explicit));
  void host.sweepDead();
  return host;
}

export function hostOf(config: ResolvedConfig, parts: Partial<HostParts> = {}): InProcessHost {
  const { runTag = newRunTag(), clock = systemClock } = parts;
  const client = parts.client ?? openClient(config);
  const ledger = parts.ledger ?? openLedger(config, runTag, 'remove');
  return new InProcessHost({ ...parts, config, client, ledger, clock, runTag });
}
