import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openApis } from '../../src/api/open-apis.ts';
import type { SeedbedConfig } from '../../src/config/config.ts';
import { type ConfigSources, resolveConfig } from '../../src/config/resolve-config.ts';
import type { ResolvedConfig } from '../../src/config/resolved-config.ts';
import type { DatasetSnapshot } from '../../src/dataset/snapshot.ts';
import { defineResource } from '../../src/factory/define-resource.ts';
import { serverFields } from '../../src/factory/definition.ts';
import type { Delivery } from '../../src/factory/delivery.ts';
import type { AnyResource } from '../../src/factory/resource.ts';
import { preset } from '../../src/host/defaults.ts';
import type { InProcessHost } from '../../src/host/in-process-host.ts';
import { openRun } from '../../src/host/open-run.ts';
import { createBudget } from '../../src/http/budget/budget.ts';
import { createClient } from '../../src/http/client.ts';
import { createExchange } from '../../src/http/wire/exchange.ts';
import type { LedgerRecord } from '../../src/ledger/ledger.ts';
import { readLedgers } from '../../src/ledger/read-ledgers.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { everyFault, type Fault, type Faults } from './fault.ts';
import { type FaultServer, type FaultServerOptions, startFaultServer } from './fault-server.ts';

const closers: (() => Promise<unknown>)[] = [];

/** To be called after each test. */
export async function closeSeeding(): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close();
}

export interface SeedingOptions {
  readonly server?: FaultServerOptions;
  readonly config?: SeedbedConfig;
  readonly settleMs?: number;
  /** Deadline of one attempt. */
  readonly timeoutMs?: number;
}

/** A host over the fault server, with a ledger on disk and no patience. */
export interface Seeding {
  readonly server: FaultServer;
  readonly host: InProcessHost;
  readonly root: string;
  /** Never rejects for records that failed: they are in `failures`. */
  seed(seed: object, key?: string): Promise<DatasetSnapshot>;
  /** What the ledger on disk says is on the API, or may be. */
  live(): readonly LedgerRecord[];
}

export async function openSeeding(options: SeedingOptions = {}): Promise<Seeding> {
  const server = await startFaultServer(options.server);
  closers.push(() => server.close());
  const root = mkdtempSync(join(tmpdir(), 'seedbed-faults-'));
  closers.push(async () => rmSync(root, { recursive: true, force: true }));
  const config = configOf(root, {
    baseUrl: server.baseUrl,
    minSuccess: 0,
    settle: (options.settleMs ?? 30) / 1000,
    ...options.config,
  });
  const { maxRetries, maxWaitMs } = config;
  const client = createClient({
    exchange: createExchange({ baseUrl: config.baseUrl, timeoutMs: options.timeoutMs ?? 250 }),
    auth: config.auth,
    login: config.login,
    budget: createBudget({ concurrency: config.concurrency ?? 'adaptive' }),
    retry: { maxRetries, maxWaitMs, firstRetryMs: 5, firstWaitMs: 10 },
  });
  const { resources, settleMs } = config;
  const apis = openApis(client, resources, { clock: systemClock, settleMs });
  const host = openRun(config, { connection: { client, apis } });
  closers.push(() => host.close());
  return {
    server,
    host,
    root,
    seed: (seed, key = 'dataset') => host.acquire({ key, path: '', seed }),
    live: () => readLedgers(root).ledgers.flatMap(({ records }) => records),
  };
}

export function configOf(
  root: string,
  explicit: SeedbedConfig,
  more: Partial<ConfigSources> = {},
): ResolvedConfig {
  return resolveConfig({
    root,
    explicit: { auth: { email: 'admin@example.com', password: 'demo-password' }, ...explicit },
    ...preset,
    ...more,
  });
}

/** Users as the default ones are, delivered another way. */
export function usersWith(delivery: Delivery): AnyResource {
  return defineResource({
    name: 'users',
    path: '/user',
    key: 'email',
    secrets: ['password'],
    server: serverFields<{ created_at: number }>(),
    build: ({ fake, unique }) => ({
      name: fake.person.fullName(),
      email: unique.email('someone'),
      password: unique.password(),
    }),
    ...delivery,
  });
}

/** Natural keys that the server holds more than once. */
export function doubled(server: FaultServer): string[] {
  const keys = [
    ...server.users.map(({ email }) => String(email)),
    ...server.vms.map(({ name }) => String(name)),
  ];
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}

/** The first `times` creates meet the fault. */
export function firstCreates(fault: Fault, times = 1): Faults {
  let left = times;
  return (_, { isCreate }) => (isCreate && left-- > 0 ? fault : undefined);
}

export const emailsOf = ({ records }: DatasetSnapshot): string[] =>
  (records.users ?? []).map(({ fields: record }) => String(record.email)).sort();

/** Server and dataset hold the same users: none lost, none doubled, none more. */
export function expectSameUsers({ server }: Seeding, snapshot: DatasetSnapshot): void {
  expect(server.users.map(({ email }) => String(email)).sort()).toEqual(emailsOf(snapshot));
  const ids = snapshot.records.users?.map(({ id }) => id).sort();
  expect(server.users.map(({ id }) => id).sort()).toEqual(ids);
}

/** Faults that end quickly: the others are only slower. */
export const quickFaults: readonly Fault[] = everyFault.filter(
  ({ kind }) => !['stall-headers', 'stall-body', 'slow-loris', 'late-commit'].includes(kind),
);
