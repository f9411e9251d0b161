import { noId } from '../api/created-record.ts';
import { endsEverything, type HttpError, SeedbedError } from '../errors.ts';
import type { Attributes } from '../factory/resource.ts';
import { creatingSays } from '../messages/creating.ts';
import { describingSays } from '../messages/describing.ts';
import { failed } from './build.ts';
import type { RecordCreator } from './create.ts';
import { mayHaveCommitted } from './fate.ts';
import type { Job, Outcome } from './job.ts';
import type { Reply } from './judge.ts';
import type { Ready } from './supply.ts';
import { watchSending } from './watch-sending.ts';

/** Creates several records, outcomes in the order given. */
export type CreateChunk = (chunk: readonly Ready[]) => Promise<readonly Outcome[]>;

/**
 * Creates records through the resource's bulk call. A chunk that is too large is halved. If there is no such call after all, or if an item
 * or the whole chunk is refused, records are sent one by one, and every fault is handled there. After an unknown outcome, only those are
 * sent that are not found on the API.
 */
export function chunkCreator(job: Job, creator: RecordCreator): CreateChunk {
  const { api, ledger, signal, yields } = job;
  let offered = true;

  return async function createChunk(chunk) {
    if (!offered || chunk.length === 1) return alone(chunk);
    return inTurn([...partsByBytes(api.bulk?.maxBytes, chunk)], post);
  };

  /** One part after the other. If one of them ends the run, the others are withdrawn: nothing of them was sent. */
  async function inTurn(
    parts: readonly (readonly Ready[])[],
    make: (part: readonly Ready[], before: readonly Outcome[]) => Promise<readonly Outcome[]>,
  ): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const [order, part] of parts.entries()) {
      try {
        outcomes.push(...(await make(part, outcomes)));
      } catch (error) {
        withdraw(parts.slice(order + 1).flat());
        throw error;
      }
    }
    return outcomes;
  }

  function withdraw(chunk: readonly Ready[]): void {
    for (const { entry } of chunk) ledger.rejected(entry);
  }

  async function post(chunk: readonly Ready[]): Promise<readonly Outcome[]> {
    try {
      signal?.throwIfAborted();
      for (const { draft } of chunk) {
        const looking = creator.lookBefore(draft);
        if (looking !== undefined) await looking;
      }
    } catch (error) {
      // Nothing of it was sent.
      withdraw(chunk);
      throw error;
    }
    let answer: Awaited<ReturnType<typeof api.createMany>>;
    const entries = chunk.map(({ entry }) => entry);
    const watch = watchSending(ledger, entries);
    try {
      answer = await api.createMany(
        chunk.map(({ draft }) => draft.body),
        { ...watch.hooks, signal, yields },
      );
    } catch (error) {
      if (!endsEverything(error))
        return mayHaveCommitted(error) ? settle(chunk, () => ({ error })) : alone(chunk);
      for (const entry of entries) {
        if (watch.mayHaveMade(error)) ledger.unknown(entry);
        else ledger.rejected(entry);
      }
      throw error;
    }
    if (answer === 'split') {
      const middle = Math.ceil(chunk.length / 2);
      return inTurn([chunk.slice(0, middle), chunk.slice(middle)], post);
    }
    if (answer === 'not-offered') offered = false;
    if (answer === 'not-offered' || answer === 'none') return alone(chunk);
    const items = answer;
    if (items === 'unclear') return settle(chunk, () => ({ error: lostAnswer(job) }));
    const said = new Map(chunk.map((one, position) => [one, items[position]]));
    const replyTo = (one: Ready): Reply => {
      const item = said.get(one);
      return typeof item === 'object' ? { answer: item } : { error: lostAnswer(job) };
    };
    const [others, refused] = [[], []] as [Ready[], Ready[]];
    for (const one of chunk) (said.get(one) === 'refused' ? refused : others).push(one);
    if (refused.length === 0) return settle(chunk, replyTo);
    const outcomes = await inTurn([others, refused], (part) =>
      part === others ? settle(part, replyTo) : alone(part),
    );
    const order = new Map([...others, ...refused].map((one, position) => [one, outcomes[position]]));
    return chunk.map((one) => order.get(one) as Outcome);
  }

  /** Settles each record from what the bulk call said of it. All at once, because one reading of the list serves them all. */
  async function settle(chunk: readonly Ready[], replyTo: (one: Ready) => Reply): Promise<Outcome[]> {
    const [first] = chunk;
    // Bare ids are believed once one record was read and is the one that was sent: then nobody need read the others.
    const ahead = first !== undefined && 'answer' in replyTo(first) && !api.proof.trustsSilence ? 1 : 0;
    const settling: (Outcome | Promise<Outcome>)[] = [];
    for (const part of [chunk.slice(0, ahead), chunk.slice(ahead)]) {
      for (const one of part) settling.push(begin(() => creator.settle(one, replyTo(one))));
      // Each is seen to its end, even if one of them ends the run.
      await Promise.allSettled(settling.filter((each) => each instanceof Promise));
    }
    return settling.some((each) => each instanceof Promise) ? Promise.all(settling) : (settling as Outcome[]);
  }

  /** One by one. If the API has refused five in a row for the same reason, the rest of a large chunk is not sent at all. */
  async function alone(chunk: readonly Ready[]): Promise<Outcome[]> {
    let isHopeless = false;
    return inTurn(
      chunk.map((one) => [one]),
      async ([one], before) => {
        const { draft, entry } = one as Ready;
        isHopeless ||= endsInStreak(before);
        if (!isHopeless) return [await creator.create({ draft, entry })];
        ledger.rejected(entry);
        return [failed(draft, 'skipped', creatingSays.othersRefused)];
      },
    );
  }
}

function begin<T>(work: () => T | Promise<T>): T | Promise<T> {
  try {
    return work();
  } catch (error) {
    return Promise.reject(error);
  }
}

function lostAnswer({ api }: Job): HttpError {
  return noId(describingSays.bulkIsLost, `${api.baseUrl}${api.bulk?.path}`);
}

/** Cuts so that no body exceeds `maxBytes`; one record alone may. */
function* partsByBytes(maxBytes: number | undefined, chunk: readonly Ready[]): Generator<readonly Ready[]> {
  if (maxBytes === undefined) return void (yield chunk);
  let part: Ready[] = [];
  let bytes = 2;
  for (const one of chunk) {
    const size = sizeOf(one.draft.body) + 1;
    if (part.length > 0 && bytes + size > maxBytes) {
      yield part;
      part = [];
      bytes = 2;
    }
    part.push(one);
    bytes += size;
  }
  if (part.length > 0) yield part;
}

function sizeOf(body: Attributes): number {
  return Buffer.byteLength(JSON.stringify(body));
}

/** Five records in a row refused for the same reason: the sixth will be too. */
const longestStreak = 5;

/**
 * Throws once neighbours in the plan were refused for the same reason. Counts by position, not by arrival: slow failures that
 * come in together after quick successes are no streak.
 */
export function rejectionStreak(): (position: number, reason: string) => void {
  const reasons = new Map<number, string>();
  return (position, reason) => {
    reasons.set(position, reason);
    let length = 1;
    for (let before = position - 1; reasons.get(before) === reason; before--) length++;
    for (let after = position + 1; reasons.get(after) === reason; after++) length++;
    if (length >= longestStreak)
      throw new SeedbedError('SEEDBED_PARTIAL', creatingSays.stoppedByRefusals(longestStreak, reason));
  };
}

/** Whether a list of neighbours ends in such a streak. */
export function endsInStreak(outcomes: readonly Outcome[]): boolean {
  const [reason, ...others] = outcomes.slice(-longestStreak).map(reasonOfRefusal);
  return (
    reason !== undefined && others.length === longestStreak - 1 && others.every((other) => other === reason)
  );
}

function reasonOfRefusal(outcome: Outcome): string | undefined {
  const refused = outcome.outcome === 'failed' && outcome.failure.outcome === 'rejected';
  return refused ? outcome.failure.reason : undefined;
}
