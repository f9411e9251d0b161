import type { AnyResource } from '../factory/resource.ts';
import type { LedgerRecord } from '../ledger/ledger.ts';
import { forEachLimit } from '../lib/pool.ts';
import { dependencyOrder } from '../plan/order.ts';
import { defaultConcurrency, type Progress, type SeederContext } from './context.ts';
import { failureReason } from './failure.ts';
import { type ApiRecord, listRecords } from './list-records.ts';
import { isId } from './post-record.ts';

/** What removing came to. */
export interface RemovalReport {
  readonly removed: number;
  /** Still on the API, or possibly so; kept in the ledger. */
  readonly left: readonly {
    readonly resource: string;
    readonly id: string | number | undefined;
    readonly reason: string;
  }[];
}

export interface RemoveOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Told of each record that is surely gone. */
  readonly onRemoved?: (record: LedgerRecord) => void;
}

type RemoverContext = Pick<SeederContext, 'client' | 'clock' | 'resources' | 'concurrency' | 'settleMs'>;

/** Passes over the records: children may be refused until their own children are gone. */
const maxPasses = 3;

/**
 * Removes records, children before their parents. Gone already (404, 410) counts as removed; a refusal because others depend on it
 * (409, 423) is tried again after the rest. Intents of unknown outcome are looked up first. Throws nothing.
 */
export async function removeRecords(
  context: RemoverContext,
  records: readonly LedgerRecord[],
  options: RemoveOptions = {},
): Promise<RemovalReport> {
  let removed = 0;
  const left: RemovalReport['left'][number][] = [];
  const names = new Set(records.map((record) => record.resource));
  for (const resource of dependencyOrder(context.resources, names).reverse()) {
    const own = records.filter((record) => record.resource === resource.name);
    let pending = await resolveIntents(context, resource, own, options, left);
    for (let pass = 1; pending.length > 0; pass++) {
      const again: Doomed[] = [];
      await forEachLimit(pending, context.concurrency ?? defaultConcurrency, async (doomed) => {
        const refusal = await removeOne(context, resource, doomed.id, options.signal);
        if (refusal === undefined) {
          removed++;
          for (const record of doomed.records) options.onRemoved?.(record);
        } else if (refusal.dependants && pass < maxPasses) again.push(doomed);
        else left.push({ resource: resource.name, id: doomed.id, reason: refusal.reason });
        options.onProgress?.({
          phase: 'remove',
          resource: resource.name,
          total: own.length,
          done: removed,
          failed: left.length,
        });
      });
      pending = again;
      if (pending.length > 0) await context.clock.sleep(context.settleMs);
    }
  }
  return { removed, left };
}

interface Doomed {
  readonly id: string | number;
  /** The ledger's entries that its removal settles. */
  readonly records: readonly LedgerRecord[];
}

/** Gives ids to intents whose outcome never became known, by looking for their keys; those not on the API are settled at once. */
async function resolveIntents(
  context: RemoverContext,
  resource: AnyResource,
  records: readonly LedgerRecord[],
  options: RemoveOptions,
  left: RemovalReport['left'][number][],
): Promise<Doomed[]> {
  const doomed = new Map<string | number, LedgerRecord[]>();
  const add = (id: string | number, record: LedgerRecord): void =>
    void doomed.set(id, [...(doomed.get(id) ?? []), record]);
  const open = records.filter((record) => record.id === undefined);
  for (const record of records) if (record.id !== undefined) add(record.id, record);
  if (open.length > 0) {
    try {
      const byKey = await recordsByKey(context, resource, open, options.signal);
      for (const record of open) {
        const found = record.key === undefined ? [] : (byKey.get(record.key) ?? []);
        for (const { [resource.idField]: id } of found) if (isId(id)) add(id, record);
        if (found.length === 0 && record.key !== undefined) options.onRemoved?.(record);
        if (record.key === undefined)
          left.push({
            resource: resource.name,
            id: undefined,
            reason: 'its outcome is unknown and it cannot be looked up',
          });
      }
    } catch (error) {
      for (const _ of open)
        left.push({
          resource: resource.name,
          id: undefined,
          reason: `not looked up: ${failureReason(error)}`,
        });
    }
  }
  return [...doomed].map(([id, settled]) => ({ id, records: settled }));
}

async function recordsByKey(
  context: RemoverContext,
  resource: AnyResource,
  open: readonly LedgerRecord[],
  signal: AbortSignal | undefined,
): Promise<Map<string, ApiRecord[]>> {
  const byKey = new Map<string, ApiRecord[]>();
  const { key } = resource;
  if (key === undefined || open.every((record) => record.key === undefined)) return byKey;
  await context.clock.sleep(context.settleMs, signal);
  for (const record of await listRecords(context.client, resource, { signal })) {
    const value = String(record[key]);
    byKey.set(value, [...(byKey.get(value) ?? []), record]);
  }
  return byKey;
}

async function removeOne(
  context: RemoverContext,
  resource: AnyResource,
  id: string | number,
  signal: AbortSignal | undefined,
): Promise<{ readonly reason: string; readonly dependants: boolean } | undefined> {
  try {
    const request = { method: 'DELETE', path: `${resource.path}/${encodeURIComponent(id)}` } as const;
    const answer = await context.client.request(request, { accept: [404, 409, 410, 423], signal });
    const dependants = answer.status === 409 || answer.status === 423;
    return dependants ? { reason: `${answer.status}: other records depend on it`, dependants } : undefined;
  } catch (error) {
    return { reason: failureReason(error), dependants: false };
  }
}
