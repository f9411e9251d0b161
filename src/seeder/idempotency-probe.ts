import type { AnyResource } from '../factory/resource.ts';
import type { SeedRun } from './context.ts';
import { endsTheRun, mayHaveCommitted } from './failure.ts';
import { type FindRecords, provesOurs } from './find-record.ts';
import { intend } from './intend.ts';
import type { ApiRecord } from './list-records.ts';
import { isId, type Outgoing, postRecord } from './post-record.ts';

/** Finds out whether a server honours the idempotency key its resource declares, before anything rests on it. */
export interface IdempotencyProbe {
  /** Waits while another record is being probed. True once the key is proven, false once it is found to be ignored. */
  enter(): Promise<boolean | undefined>;
  leave(): void;
  headers(key: string): Readonly<Record<string, string>>;
  /** Sends a created record once more under its key: the same id proves the key. A second record is removed at once. */
  prove(outgoing: Outgoing, answer: ApiRecord): Promise<void>;
}

/** Probes sent for one record, where the answers of the earlier ones were lost. */
const maxProbes = 3;

/**
 * Servers that ignore the header silently are common, and then every repeat makes a duplicate: so the first record is sent twice on
 * purpose and alone, and only the same id in both answers makes the key trusted. Undefined where the resource declares none.
 */
export function idempotencyProbe(
  run: SeedRun,
  resource: AnyResource,
  find: FindRecords | undefined,
): IdempotencyProbe | undefined {
  const { idempotency, idField } = resource;
  if (idempotency === undefined) return undefined;
  // The Idempotency-Key draft wants a quoted string, most APIs in use a bare one.
  const headers = (key: string): Record<string, string> => ({
    [idempotency.header]: idempotency.quoted === true ? `"${key}"` : key,
  });
  let verdict: boolean | undefined;
  let probing: PromiseWithResolvers<void> | undefined;
  return {
    headers,
    async enter() {
      while (verdict === undefined && probing !== undefined) await probing.promise;
      if (verdict === undefined) probing = Promise.withResolvers<void>();
      return verdict;
    },
    leave() {
      probing?.resolve();
      probing = undefined;
    },
    async prove(outgoing, answer) {
      const lost: number[] = [];
      for (let tries = 0; verdict === undefined && tries < maxProbes; tries++)
        verdict = await sendAgain(outgoing, answer, lost);
      verdict ??= false;
      // A proven key makes one record of all that is sent under it.
      if (verdict) for (const at of lost) run.ledger.rejected(at);
      else if (lost.length > 0) await removeSeconds(outgoing, answer, lost);
    },
  };

  /** True: the same record again. False: another one, or refused. Undefined: its answer was lost, and it is no proof of anything. */
  async function sendAgain(
    outgoing: Outgoing,
    answer: ApiRecord,
    lost: number[],
  ): Promise<boolean | undefined> {
    const at = await intend(run, resource, outgoing);
    let again: ApiRecord;
    try {
      again = await postRecord(run, resource, outgoing, {
        headers: headers(outgoing.idempotencyKey),
        repeatable: false,
      });
    } catch (error) {
      const unknown = mayHaveCommitted(error);
      if (unknown) run.ledger.unknown(at);
      else run.ledger.rejected(at);
      if (endsTheRun(error)) throw error;
      if (unknown) lost.push(at);
      return unknown ? undefined : false;
    }
    const id = again[idField] as string | number;
    if (id === answer[idField]) {
      run.ledger.rejected(at);
      return true;
    }
    run.ledger.created(at, id);
    await removeSecond(id, [at]);
    return false;
  }

  /** Probes whose answer was lost may have made second records: only a look-up can tell. */
  async function removeSeconds(
    outgoing: Outgoing,
    answer: ApiRecord,
    lost: readonly number[],
  ): Promise<void> {
    const { key } = outgoing;
    if (find === undefined || key === undefined || !provesOurs(key, run.namespace)) return;
    await run.clock.sleep(run.settleMs);
    try {
      for (const { [idField]: id } of await find(key))
        if (isId(id) && id !== answer[idField]) await removeSecond(id, lost);
    } catch (error) {
      if (endsTheRun(error)) throw error;
    }
  }

  /** What cannot be removed now stays in the ledger, and goes with the dataset. */
  async function removeSecond(id: string | number, ats: readonly number[]): Promise<void> {
    try {
      const path = `${resource.path}/${encodeURIComponent(id)}`;
      await run.client.request({ method: 'DELETE', path }, { accept: [404, 410] });
      for (const at of ats) run.ledger.deleted(at);
    } catch (error) {
      if (endsTheRun(error)) throw error;
    }
  }
}
