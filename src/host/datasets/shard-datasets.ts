import { keyOf } from '../../api/evidence.ts';
import { fingerprintOf } from '../../api/fingerprint.ts';
import type { Apis } from '../../api/open-apis.ts';
import type { ResolvedConfig } from '../../config/resolved-config.ts';
import type { Coordinator } from '../../coordinator/coordinator.ts';
import type { Membership } from '../../coordinator/presence.ts';
import { digest } from '../../coordinator/redis.ts';
import type { DatasetSnapshot, SeededRecord } from '../../dataset/snapshot.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { mapValues } from '../../lib/check.ts';
import { systemClock } from '../../lib/clock.ts';
import { tellWait } from '../../lib/progress.ts';
import { coordinatorSays } from '../../messages/coordinator.ts';
import type { CleanupPolicy } from '../../plan/seed.ts';
import { endRun } from '../../removal/end-run.ts';
import { nothingRemoved, type RemovalReport } from '../../removal/report.ts';
import type { SeederContext } from '../../seeder/job.ts';
import type { DatasetRequest } from '../host.ts';
import { type PackedError, packError, unpackError } from '../socket/protocol.ts';
import { ownNamespace } from './namespace.ts';
import { type LiveDataset, type SeedDatasetOptions, seedDataset } from './seed-dataset.ts';

/** How a host takes part in a group of shards. */
export interface ShardOptions {
  readonly config: ResolvedConfig;
  readonly coordinator: Coordinator;
  /** What the shards of one CI run have in common. */
  readonly group: string;
  /** The id of the group's own run, if this process is the first of it. */
  readonly proposed: string;
  openLedger(runId: string): Ledger;
}

/** The group's own run, as this process takes part in it. */
interface GroupRun {
  readonly runId: string;
  /** When the first shard came, in epoch ms. */
  readonly startedAt: number;
  readonly membership: Membership;
  readonly ledger: Ledger;
}

/** What one shard made for all. */
interface Shared {
  readonly snapshot: DatasetSnapshot;
  readonly cleanup: CleanupPolicy;
  readonly stopped?: PackedError | undefined;
}

/**
 * Datasets that all shards of a CI run share: one shard makes them, under a run id of the group's own, and each has them in a ledger of
 * that run. The last that leaves removes them; if it dies instead, a sweep does, once nobody of the group is there any more.
 */
export class ShardDatasets {
  readonly #options: ShardOptions;
  readonly #names: string[] = [];
  #opened: Promise<GroupRun> | undefined;

  constructor(options: ShardOptions) {
    this.#options = options;
  }

  /** @param options how it is seeded if this shard is the one that makes it */
  async seed(
    context: SeederContext,
    request: DatasetRequest,
    options: Omit<SeedDatasetOptions, 'namespace'>,
  ): Promise<Omit<LiveDataset, 'grow' | 'settled'>> {
    const { config, coordinator } = this.#options;
    const name = await this.namespaceOf(request);
    const { ledger } = await this.#group();
    this.#names.push(name);
    let isMine = false;
    const make = async (attempt: number): Promise<Shared> => {
      // If the shard that made it died, nobody knows its passwords: it is left to the clean-up.
      const namespace = await this.namespaceOf(request, attempt);
      const made = await seedDataset({ ...context, ledger }, config, { ...options, namespace });
      options.signal?.throwIfAborted();
      isMine = true;
      const { snapshot, cleanup, stopped } = made;
      return { snapshot, cleanup, stopped: stopped === undefined ? undefined : packError(stopped) };
    };
    const { snapshot, cleanup, stopped } = await coordinator.once(name, make, options.signal);
    if (!isMine) {
      const { namespace, records } = snapshot;
      if (cleanup === 'keep' || cleanup === 'ttl') ledger.kept(namespace, cleanup);
      await claimRecords({ ledger, apis: context.apis }, namespace, Object.values(records).flat());
    }
    return { snapshot, cleanup, stopped: stopped && unpackError(stopped) };
  }

  /** The same in each shard that asks for the same data. */
  async namespaceOf({ key, seed }: DatasetRequest, attempt = 0): Promise<string> {
    const { config } = this.#options;
    const { project, randomSeed, locale } = config;
    const { runId, startedAt } = await this.#group();
    const which = digest(JSON.stringify([key, seed, project, randomSeed, locale])).slice(0, 10);
    const number = attempt === 0 ? which : `${which}${attempt}`;
    return ownNamespace(config, seed, { runId, number, madeAt: startedAt });
  }

  /** Leaves the group. The last one removes what it shared. */
  async close(context: SeederContext, auditBytes: number): Promise<RemovalReport> {
    const opened = await this.#opened?.catch(() => undefined);
    if (opened === undefined) return nothingRemoved;
    const { runId, membership, ledger } = opened;
    const { coordinator } = this.#options;
    try {
      if ((await membership.leave()) === 0) {
        for (const name of this.#names) await coordinator.forgetOnce(name);
        return await endRun({ ...context, ledger }, { auditBytes });
      }
      for (const { entry, kept } of ledger.live()) if (kept === undefined) ledger.deleted(entry);
      return nothingRemoved;
    } catch {
      tellWait({ for: 'coordinator', says: coordinatorSays.sharedStays(runId) });
      return nothingRemoved;
    } finally {
      ledger.close({ forget: !ledger.hasLive() });
    }
  }

  #group(): Promise<GroupRun> {
    this.#opened ??= this.#open();
    return this.#opened;
  }

  async #open(): Promise<GroupRun> {
    const { coordinator, group, proposed, openLedger } = this.#options;
    // It tells all of them when the group began.
    const proposedName = `${proposed}.${systemClock.wall()}`;
    const membership = await coordinator.join(`group ${digest(group)}`, proposedName);
    const [runId = '', began] = membership.name.split('.');
    const startedAt = Number(began) || systemClock.wall();
    // A sweep asks for runs by their ids.
    await coordinator.join(runId);
    return { runId, startedAt, membership, ledger: openLedger(runId) };
  }
}

/** Writes records down in this process's ledger that another process made: a process that has them in its ledger can remove them. */
export async function claimRecords(
  { ledger, apis }: { readonly ledger: Ledger; readonly apis: Pick<Apis, 'of'> },
  dataset: string,
  records: readonly SeededRecord[],
): Promise<void> {
  await Promise.all(
    records.map(async ({ resource: name, id, fields, parents }) => {
      const api = apis.of(name);
      const { resource } = api;
      const route = api.routeOf({
        attributes: fields,
        parents: mapValues(parents, (id) => ({ id, fields: {} })),
      });
      if (route !== undefined) api.learnRoute(route, { id });
      const entry = await ledger.intent({ dataset, resource: name, key: keyOf(resource, fields), route });
      ledger.created(entry, id, fingerprintOf(resource, fields));
    }),
  );
}
