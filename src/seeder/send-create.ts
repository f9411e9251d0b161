import type { AnyResource } from '../factory/resource.ts';
import type { SeedRun } from './context.ts';
import { endsTheRun, isDuplicate, mayHaveCommitted } from './failure.ts';
import { type FindRecord, recordFinder } from './find-record.ts';
import { type IdempotencyProbe, idempotencyProbe } from './idempotency-probe.ts';
import type { ApiRecord } from './list-records.ts';
import { type Outgoing, postRecord } from './post-record.ts';

/** What one record's create request came to. `at` is its number in the ledger. */
export type Sent =
  | { readonly answer: ApiRecord; readonly adopted: boolean; readonly at: number }
  | { readonly error: unknown; readonly outcome: 'rejected' | 'unknown' };

export type SendCreate = (outgoing: Outgoing) => Promise<Sent>;

/**
 * Sends the creates of one resource so that none is lost and none doubled. A POST whose outcome is unknown is never repeated blindly:
 * with a proven idempotency key it is repeated under the same key; else the record is looked up after a settle delay, adopted when
 * found, and sent again when not; with neither, it is reported unknown. Throws only what ends the run.
 */
export function createSender(run: SeedRun, resource: AnyResource): SendCreate {
  const find = recordFinder(run, resource);
  const probe = idempotencyProbe(run, resource);
  return async (outgoing) => {
    const trusted = (await probe?.enter()) === true;
    try {
      return await sendUntilKnown(run, resource, outgoing, { find, probe, trusted });
    } finally {
      probe?.leave();
    }
  };
}

interface Means {
  readonly find: FindRecord | undefined;
  readonly probe: IdempotencyProbe | undefined;
  readonly trusted: boolean;
}

async function sendUntilKnown(
  run: SeedRun,
  resource: AnyResource,
  outgoing: Outgoing,
  means: Means,
): Promise<Sent> {
  const { probe, trusted } = means;
  const { key } = outgoing;
  const find = key === undefined ? undefined : means.find;
  const repeatable = trusted || resource.atLeastOnce === true;
  const headers = probe?.headers(outgoing.idempotencyKey);
  for (let attempt = 0; ; attempt++) {
    // One intent an attempt: a late commit may still make a second record of this key, and clean-up must look for it.
    const at = run.ledger.intent({ dataset: run.namespace, resource: resource.name, key });
    try {
      const answer = await postRecord(run, resource, outgoing, { headers, repeatable });
      run.ledger.created(at, answer[resource.idField] as string | number);
      if (!trusted) await probe?.prove(outgoing, answer);
      return { answer, adopted: false, at };
    } catch (error) {
      const unknown = mayHaveCommitted(error) || endsTheRun(error);
      if (unknown) run.ledger.unknown(at);
      if (endsTheRun(error)) throw error;
      // The client has already repeated what may be repeated freely.
      const last = attempt >= (repeatable ? 1 : run.maxRetries);
      const search = unknown
        ? !repeatable || last
        : isDuplicate(error) && isOurs(run, resource, outgoing, attempt);
      const found = search && key !== undefined ? await findSettled(run, find, key, unknown) : undefined;
      if (found !== undefined) {
        run.ledger.created(at, found[resource.idField] as string | number);
        return { answer: found, adopted: true, at };
      }
      if (!unknown) {
        run.ledger.rejected(at);
        return { error, outcome: 'rejected' };
      }
      if (find === undefined && (!repeatable || last)) return { error, outcome: 'unknown' };
      if (last) return { error, outcome: 'rejected' };
      run.signal?.throwIfAborted();
    }
  }
}

/** Looks a record up; after an unknown outcome only once the server has had time to show it. */
async function findSettled(
  run: SeedRun,
  find: FindRecord | undefined,
  key: string,
  unknown: boolean,
): Promise<ApiRecord | undefined> {
  if (find === undefined) return undefined;
  if (unknown) await run.clock.sleep(run.settleMs);
  return find(key);
}

/** A record under our key is ours when an earlier attempt may have made it, or when the key carries our namespace. */
function isOurs(run: SeedRun, resource: AnyResource, { key }: Outgoing, attempt: number): boolean {
  if (attempt > 0 || resource.onDuplicate === 'adopt') return true;
  return (
    resource.onDuplicate !== 'next' &&
    resource.onDuplicate !== 'reject' &&
    key?.includes(run.namespace) === true
  );
}
