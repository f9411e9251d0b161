import { HttpError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { SeedRun } from './context.ts';
import { endsTheRun, isDuplicate, mayHaveCommitted } from './failure.ts';
import { type FindRecords, provesOurs, recordFinder } from './find-record.ts';
import { type IdempotencyProbe, idempotencyProbe } from './idempotency-probe.ts';
import { intend } from './intend.ts';
import type { ApiRecord } from './list-records.ts';
import { type Outgoing, postRecord } from './post-record.ts';

/** What one record's create request came to. `at` is its number in the ledger. */
export type Sent =
  | { readonly answer: ApiRecord; readonly adopted: boolean; readonly at: number }
  | { readonly error: unknown; readonly outcome: 'rejected' | 'unknown' };

/** `at`: the record's number in the ledger, where it is written down already. */
export type SendCreate = (outgoing: Outgoing, at?: number) => Promise<Sent>;

/**
 * Sends the creates of one resource so that none is lost and none doubled. A POST whose outcome is unknown is never repeated blindly:
 * with a proven idempotency key it is repeated under the same key; else the record is looked up after a settle delay, adopted when
 * found, and sent again when not; with neither, it is reported unknown. Throws only what ends the run.
 */
export function createSender(run: SeedRun, resource: AnyResource): SendCreate {
  const find = recordFinder(run, resource);
  const probe = idempotencyProbe(run, resource, find);
  if (probe === undefined) {
    const means = { find, probe, trusted: false };
    return (outgoing, at) => sendUntilKnown(run, resource, outgoing, means, at);
  }
  return async (outgoing, at) => {
    const trusted = (await probe.enter()) === true;
    try {
      return await sendUntilKnown(run, resource, outgoing, { find, probe, trusted }, at);
    } finally {
      probe.leave();
    }
  };
}

interface Means {
  readonly find: FindRecords | undefined;
  readonly probe: IdempotencyProbe | undefined;
  readonly trusted: boolean;
}

async function sendUntilKnown(
  run: SeedRun,
  resource: AnyResource,
  outgoing: Outgoing,
  { find, probe, trusted }: Means,
  intended: number | undefined,
): Promise<Sent> {
  const { key } = outgoing;
  const { ledger } = run;
  const idOf = (record: ApiRecord): string | number => record[resource.idField] as string | number;
  const repeatable = trusted || resource.atLeastOnce === true;
  const headers = probe?.headers(outgoing.idempotencyKey);
  for (let attempt = 0; ; attempt++) {
    // One intent an attempt: a late commit may still make a second record of this key, and clean-up must look for it.
    const at = attempt === 0 && intended !== undefined ? intended : await intend(run, resource, outgoing);
    let answer: ApiRecord | undefined;
    let failure: unknown;
    try {
      answer = await postRecord(run, resource, outgoing, { headers, repeatable });
    } catch (error) {
      failure = error;
    }
    if (answer !== undefined) {
      ledger.created(at, idOf(answer));
      if (!trusted) await probe?.prove(outgoing, answer);
      return { answer, adopted: false, at };
    }
    const unknown = mayHaveCommitted(failure);
    if (unknown) ledger.unknown(at);
    if (endsTheRun(failure)) {
      if (!unknown) ledger.rejected(at);
      throw failure;
    }
    // What the client may repeat freely, it has repeated; an answer without an id is an answer to it.
    const last = (repeatable && !isWithoutId(failure)) || attempt >= run.maxRetries;
    const searched = unknown ? !repeatable || last : isDuplicate(failure);
    const found = searched ? await lookUp(run, resource, outgoing, { find, unknown, attempt }) : undefined;
    if (typeof found === 'object') {
      if (provesOurs(key, run.namespace)) ledger.created(at, idOf(found));
      else if (!unknown) ledger.rejected(at);
      return { answer: found, adopted: true, at };
    }
    if (!unknown) ledger.rejected(at);
    if (found === 'cannot tell') return { error: failure, outcome: 'unknown' };
    if (!unknown) return { error: failure, outcome: 'rejected' };
    if (last) return { error: failure, outcome: find === undefined ? 'unknown' : 'rejected' };
    run.signal?.throwIfAborted();
  }
}

interface Search {
  readonly find: FindRecords | undefined;
  /** Whether the last attempt may have made it; if not, the API said that it is there already. */
  readonly unknown: boolean;
  readonly attempt: number;
}

/** Looks a record up by its key. Undefined: it is not there, or not ours to take. */
async function lookUp(
  run: SeedRun,
  resource: AnyResource,
  { key }: Outgoing,
  { find, unknown, attempt }: Search,
): Promise<ApiRecord | 'cannot tell' | undefined> {
  const ours = provesOurs(key, run.namespace);
  const { onDuplicate = 'adopt-or-next' } = resource;
  const madeBefore = attempt > 0;
  const wanted =
    unknown || madeBefore || onDuplicate === 'adopt' || (onDuplicate === 'adopt-or-next' && ours);
  if (!wanted) return undefined;
  if (find === undefined || key === undefined) return unknown || madeBefore ? 'cannot tell' : undefined;
  try {
    // Only once the server has had time to show it.
    if (unknown) await run.clock.sleep(run.settleMs);
    let [found] = await find(key);
    // The API says it is there, and an earlier attempt made it: a list that does not show it yet will.
    const certain = !unknown && madeBefore && ours;
    for (let again = 0; certain && found === undefined && again < maxLooks; again++) {
      await run.clock.sleep(run.settleMs * 2 ** again);
      [found] = await find(key);
    }
    return found ?? (certain ? 'cannot tell' : undefined);
  } catch (error) {
    if (endsTheRun(error)) throw error;
    return unknown || madeBefore ? 'cannot tell' : undefined;
  }
}

/** Further looks for a record that must be there. */
const maxLooks = 4;

function isWithoutId(error: unknown): boolean {
  return error instanceof HttpError && error.kind === 'no-id';
}
