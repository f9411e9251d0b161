import { HttpError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { LedgerRecord } from '../ledger/ledger.ts';
import { forEachLimit } from '../lib/pool.ts';
import { dependencyOrder } from '../plan/order.ts';
import { defaultConcurrency, type Progress, type SeederContext } from './context.ts';
import { endsTheRun, failureReason } from './failure.ts';
import { provesOurs, recordFinder } from './find-record.ts';
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
  /** Told of each record that is surely gone. Must not throw. */
  readonly onRemoved?: (record: LedgerRecord) => void;
}

type RemoverContext = Pick<SeederContext, 'client' | 'clock' | 'resources' | 'concurrency' | 'settleMs'>;

/** Passes over the records: children may be refused until their own children are gone. */
const maxPasses = 3;

/**
 * Removes records, children before their parents. Gone already (404, 410) counts as removed; a refusal because others depend on it
 * (409, 423) is tried again after the rest. Intents of unknown outcome are looked up first. Throws nothing: an API that cannot be
 * reached or used at all is asked once, and the rest is left.
 */
export async function removeRecords(
  context: RemoverContext,
  records: readonly LedgerRecord[],
  options: RemoveOptions = {},
): Promise<RemovalReport> {
  const removal = new Removal(context, options);
  const names = new Set(records.map((record) => record.resource));
  const order = dependencyOrder(context.resources, names).reverse();
  for (const resource of order)
    await removal.remove(
      resource,
      records.filter((record) => record.resource === resource.name),
    );
  for (const record of records)
    if (!order.some(({ name }) => name === record.resource))
      removal.leave(record.resource, record.id, 'the configuration has no such resource');
  const { removed, left } = removal;
  return { removed, left };
}

interface Doomed {
  readonly id: string | number;
  /** The ledger's entries that its removal settles. */
  readonly records: readonly LedgerRecord[];
}

class Removal {
  removed = 0;
  readonly left: RemovalReport['left'][number][] = [];
  readonly #context: RemoverContext;
  readonly #options: RemoveOptions;
  /** Why no further request can work. */
  #stopped: string | undefined;

  constructor(context: RemoverContext, options: RemoveOptions) {
    this.#context = context;
    this.#options = options;
  }

  async remove(resource: AnyResource, records: readonly LedgerRecord[]): Promise<void> {
    const { clock, concurrency, settleMs } = this.#context;
    const before = { removed: this.removed, left: this.left.length };
    let pending = await this.#doomed(resource, records);
    const total = pending.length + this.left.length - before.left;
    for (let pass = 1; pending.length > 0; pass++) {
      const again: Doomed[] = [];
      await forEachLimit(pending, concurrency ?? defaultConcurrency, async (doomed) => {
        const refusal = await this.#removeOne(resource, doomed.id);
        if (refusal === undefined) {
          this.removed++;
          this.#settle(doomed.records);
        } else if (refusal.dependants && pass < maxPasses) again.push(doomed);
        else this.leave(resource.name, doomed.id, refusal.reason);
        const failed = this.left.length - before.left;
        const done = this.removed - before.removed + failed;
        this.#options.onProgress?.({ phase: 'remove', resource: resource.name, total, done, failed });
      });
      pending = again;
      if (pending.length > 0) await clock.sleep(settleMs);
    }
  }

  leave(resource: string, id: string | number | undefined, reason: string): void {
    this.left.push({ resource, id, reason });
  }

  /** What has an id, and what is found of the intents whose outcome never became known; those not on the API are settled at once. */
  async #doomed(resource: AnyResource, records: readonly LedgerRecord[]): Promise<Doomed[]> {
    const byId = new Map<string | number, LedgerRecord[]>();
    const doom = (id: string | number, record: LedgerRecord): void => {
      const entries = byId.get(id);
      if (entries === undefined) byId.set(id, [record]);
      else entries.push(record);
    };
    const open = records.filter((record) => record.id === undefined);
    for (const record of records) if (record.id !== undefined) doom(record.id, record);
    const find = recordFinder(this.#context, resource, this.#options.signal);
    if (open.length > 0) await this.#context.clock.sleep(this.#context.settleMs);
    await forEachLimit(open, defaultConcurrency, async (record) => {
      const { key, dataset } = record;
      if (find === undefined || key === undefined)
        return this.leave(resource.name, undefined, 'its outcome is unknown and it cannot be looked up');
      if (!provesOurs(key, dataset))
        return this.leave(
          resource.name,
          undefined,
          `its outcome is unknown, and "${key}" may be somebody else's`,
        );
      try {
        if (this.#stopped !== undefined) return this.leave(resource.name, undefined, this.#stopped);
        const found = await find(key);
        for (const { [resource.idField]: id } of found) if (isId(id)) doom(id, record);
        if (found.length === 0) this.#settle([record]);
      } catch (error) {
        this.leave(resource.name, undefined, `not looked up: ${this.#reasonOf(error)}`);
      }
    });
    return [...byId].map(([id, settled]) => ({ id, records: settled }));
  }

  async #removeOne(
    resource: AnyResource,
    id: string | number,
  ): Promise<{ readonly reason: string; readonly dependants: boolean } | undefined> {
    if (this.#stopped !== undefined) return { reason: this.#stopped, dependants: false };
    try {
      const request = { method: 'DELETE', path: `${resource.path}/${encodeURIComponent(id)}` } as const;
      const { status } = await this.#context.client.request(request, {
        accept: [404, 409, 410, 423],
        signal: this.#options.signal,
      });
      const dependants = status === 409 || status === 423;
      return dependants ? { reason: `${status}: other records depend on it`, dependants } : undefined;
    } catch (error) {
      // Its status line said so, whatever became of the body.
      if (error instanceof HttpError && (error.status === 404 || error.status === 410)) return undefined;
      return { reason: this.#reasonOf(error), dependants: false };
    }
  }

  #reasonOf(error: unknown): string {
    const reason = failureReason(error);
    // A record that this account may not delete says nothing about the next one.
    const thisOneOnly = error instanceof HttpError && error.method === 'DELETE' && error.status === 403;
    if (endsTheRun(error) && !thisOneOnly) this.#stopped ??= reason;
    return reason;
  }

  #settle(records: readonly LedgerRecord[]): void {
    for (const record of records) this.#options.onRemoved?.(record);
  }
}
