import type { AnyResource } from '../factory/resource.ts';
import type { ApiResponse } from '../http/types.ts';
import { isPlainObject } from '../lib/show.ts';
import { completeRecord } from './complete-record.ts';
import type { SeedRun } from './context.ts';
import { createRecord } from './create-record.ts';
import { endsTheRun, failureReason, mayHaveCommitted } from './failure.ts';
import { provesOurs, recordFinder } from './find-record.ts';
import { intend } from './intend.ts';
import type { ApiRecord } from './list-records.ts';
import type { Outcome } from './outcome.ts';
import { isId, type Outgoing } from './post-record.ts';
import { failed, notSent, prepareRecord, type Wanted } from './prepare-record.ts';
import { endsInStreak } from './rejection-streak.ts';
import type { SendCreate } from './send-create.ts';

/** Creates several records, outcomes in the order asked for. */
export type CreateMany = (wanted: readonly Wanted[]) => Promise<readonly Outcome[]>;

/** A record that is built, checked and written in the ledger. */
interface Pending {
  readonly wanted: Wanted;
  readonly outgoing: Outgoing;
  readonly at: number;
}

/**
 * Creates records through the resource's bulk call: an array in, a same-length array out, each item a record or `{ error }`.
 * 413 halves the chunk. A resource without the call after all (404, 405, 501), a refused item and a chunk refused as a whole go the
 * way of single records, where every fault is handled; after an unknown outcome, only those not found on the API do.
 */
export function bulkCreator(run: SeedRun, resource: AnyResource, send: SendCreate): CreateMany {
  const find = recordFinder(run, resource);
  const single = (wanted: Wanted): Promise<Outcome> => createRecord(run, resource, send, wanted);
  let offered = true;

  return async function createMany(wanted): Promise<readonly Outcome[]> {
    if (!offered || wanted.length === 1) return alone(wanted);
    const outcomes = new Map<Wanted, Outcome>();
    const sendable: Omit<Pending, 'at'>[] = [];
    for (const one of wanted) {
      const outgoing = await prepareRecord(run, resource, one, 0);
      if ('problem' in outgoing) outcomes.set(one, notSent(one, outgoing.problem));
      else sendable.push({ wanted: one, outgoing });
    }
    const pending = await Promise.all(
      sendable.map(async (one) => ({ ...one, at: await intend(run, resource, one.outgoing) })),
    );
    for (const chunk of chunksByBytes(resource, pending)) {
      const results = await postChunk(chunk);
      for (const [position, one] of chunk.entries()) outcomes.set(one.wanted, results[position] as Outcome);
    }
    return wanted.map((one) => outcomes.get(one) as Outcome);
  };

  async function postChunk(chunk: readonly Pending[]): Promise<readonly Outcome[]> {
    const body = chunk.map(({ outgoing }) => resource.toRequest(outgoing.attributes));
    const path = resource.bulk?.path as string;
    let answer: ApiResponse;
    try {
      answer = await run.client.request(
        { method: 'POST', path, body },
        { signal: run.signal, accept: [404, 405, 413, 501] },
      );
    } catch (error) {
      if (!endsTheRun(error)) return mayHaveCommitted(error) ? resolveChunk(chunk) : notCreated(chunk);
      for (const { at } of chunk) {
        if (mayHaveCommitted(error)) run.ledger.unknown(at);
        else run.ledger.rejected(at);
      }
      throw error;
    }
    if (answer.status === 413 && chunk.length > 1) return halves(chunk);
    if (answer.status >= 400) {
      if (answer.status !== 413) offered = false;
      return notCreated(chunk);
    }
    const items: unknown = answer.body;
    return Array.isArray(items) && items.length === chunk.length
      ? settleItems(chunk, items)
      : resolveChunk(chunk);
  }

  async function halves(chunk: readonly Pending[]): Promise<readonly Outcome[]> {
    const middle = Math.ceil(chunk.length / 2);
    return [...(await postChunk(chunk.slice(0, middle))), ...(await postChunk(chunk.slice(middle)))];
  }

  /** An item is a record, or `{ error }`. Any other may stand for a record all the same: a bare id, `{ ok: true }`, null. */
  async function settleItems(
    chunk: readonly Pending[],
    items: readonly unknown[],
  ): Promise<readonly Outcome[]> {
    const answers = chunk.map((one, position) => ({ one, item: items[position] }));
    // The ledger first, for all: what follows may take minutes.
    for (const { one, item } of answers) {
      if (isRecord(item)) run.ledger.created(one.at, item[resource.idField] as string | number);
      else if (isRefusal(item)) run.ledger.rejected(one.at);
    }
    const unclear = answers.filter(({ item }) => !isRecord(item) && !isRefusal(item)).map(({ one }) => one);
    const resolved = unclear.length === 0 ? [] : await resolveChunk(unclear);
    return inTurn(answers, async ({ one, item }) => {
      const { wanted, outgoing, at } = one;
      if (isRecord(item))
        return completeRecord(run, resource, wanted, outgoing.attributes, {
          answer: item,
          adopted: false,
          at,
        });
      return isRefusal(item) ? single(wanted) : (resolved[unclear.indexOf(one)] as Outcome);
    });
  }

  function isRecord(item: unknown): item is ApiRecord {
    return isPlainObject(item) && isId(item[resource.idField]);
  }

  async function notCreated(chunk: readonly Pending[]): Promise<readonly Outcome[]> {
    for (const { at } of chunk) run.ledger.rejected(at);
    return alone(chunk.map(({ wanted }) => wanted));
  }

  /** One by one. Where the API has refused five in a row for the same reason, the rest of a large chunk is not sent at all. */
  async function alone(wanted: readonly Wanted[]): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const one of wanted) {
      if (endsInStreak(outcomes)) break;
      outcomes.push(await single(one));
    }
    const rest = wanted.slice(outcomes.length);
    return [
      ...outcomes,
      ...rest.map((one) => failed(one, 'skipped', 'not sent: others like it were refused')),
    ];
  }

  async function resolveChunk(chunk: readonly Pending[]): Promise<readonly Outcome[]> {
    for (const { at } of chunk) run.ledger.unknown(at);
    if (find === undefined)
      return chunk.map(({ wanted }) => failed(wanted, 'unknown', 'the bulk call may have created it'));
    await run.clock.sleep(run.settleMs);
    // All at once: one reading of the list serves them all.
    const looks = await Promise.allSettled(chunk.map(({ outgoing }) => find(outgoing.key ?? '')));
    const ending = looks.find((look) => look.status === 'rejected' && endsTheRun(look.reason));
    if (ending?.status === 'rejected') throw ending.reason;
    return inTurn([...chunk.entries()], async ([position, { wanted, outgoing, at }]) => {
      const look = looks[position] as PromiseSettledResult<readonly ApiRecord[]>;
      if (look.status === 'rejected')
        return failed(wanted, 'unknown', `the bulk call may have created it; ${failureReason(look.reason)}`);
      const [found] = look.value;
      if (found === undefined) return single(wanted);
      if (provesOurs(outgoing.key, run.namespace))
        run.ledger.created(at, found[resource.idField] as string | number);
      return completeRecord(run, resource, wanted, outgoing.attributes, { answer: found, adopted: true, at });
    });
  }
}

function isRefusal(item: unknown): boolean {
  return isPlainObject(item) && item.error !== undefined && item.error !== null;
}

/** Cuts so that no body exceeds `maxBytes`; one record alone may. */
function* chunksByBytes(resource: AnyResource, pending: readonly Pending[]): Generator<readonly Pending[]> {
  const { maxBytes } = resource.bulk ?? {};
  let chunk: Pending[] = [];
  let bytes = 2;
  for (const one of pending) {
    const size =
      maxBytes === undefined
        ? 0
        : Buffer.byteLength(JSON.stringify(resource.toRequest(one.outgoing.attributes))) + 1;
    if (maxBytes !== undefined && chunk.length > 0 && bytes + size > maxBytes) {
      yield chunk;
      chunk = [];
      bytes = 2;
    }
    chunk.push(one);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

async function inTurn<T>(list: readonly T[], work: (one: T) => Promise<Outcome>): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const one of list) outcomes.push(await work(one));
  return outcomes;
}
