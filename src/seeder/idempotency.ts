import { compareToSent, provesOurs, type RecordId } from '../api/evidence.ts';
import { fingerprintOf } from '../api/fingerprint.ts';
import type { Answered } from '../api/operations.ts';
import { endsEverything, tryTo } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { Draft } from './build.ts';
import type { Job } from './job.ts';
import { intend } from './supply.ts';
import { watchSending } from './watch-sending.ts';

/** Finds out whether a server honours the idempotency key its resource declares, before anything rests on it. */
export interface IdempotencyProbe {
  /** Waits while another record is being probed. True once the key is proven, false once it is found to be ignored. */
  enter(): Promise<boolean | undefined>;
  leave(): void;
  headers(key: string): Readonly<Record<string, string>>;
  /** Sends a created record once more under its key: the same id proves the key. A second record is removed at once. */
  prove(draft: Draft, answer: Answered): Promise<void>;
}

/** The Idempotency-Key draft wants a quoted string, most APIs in use a bare one. */
export function keyHeaders(
  { header, quoted }: NonNullable<AnyResource['idempotency']>,
  key: string,
): Readonly<Record<string, string>> {
  return { [header]: quoted === true ? `"${key}"` : key };
}

/** Probes sent for one record, if the answers of the earlier ones were lost. */
const maxProbes = 3;

/**
 * Servers that ignore the header silently are common, and then every repeat makes a duplicate: so the first record is sent twice on
 * purpose and alone, and only the same id in both answers makes the key trusted. Undefined if the resource declares none.
 */
export function idempotencyProbe(job: Job): IdempotencyProbe | undefined {
  const { resource, api, ledger, clock, signal, yields } = job;
  const { idempotency } = resource;
  if (idempotency === undefined) return undefined;
  const headers = (key: string): Readonly<Record<string, string>> => keyHeaders(idempotency, key);
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
    async prove(draft, answer) {
      const lost: number[] = [];
      for (let tries = 0; verdict === undefined && tries < maxProbes; tries++)
        verdict = await sendAgain(draft, answer, lost);
      verdict ??= false;
      // A proven key makes one record of all that is sent under it.
      if (verdict) for (const entry of lost) ledger.rejected(entry);
      else if (lost.length > 0) await removeSeconds(draft, answer, lost);
    },
  };

  /** True: the same record again. False: another one, or refused. Undefined: its answer was lost, and it is no proof of anything. */
  async function sendAgain(draft: Draft, { id }: Answered, lost: number[]): Promise<boolean | undefined> {
    const entry = await intend(job, draft);
    const watch = watchSending(ledger, [entry]);
    let again: Answered;
    try {
      again = await api.create(draft.body, {
        ...watch.hooks,
        headers: headers(draft.idempotencyKey),
        repeatable: false,
        signal,
        yields,
        origin: draft,
      });
    } catch (error) {
      const unknown = watch.mayHaveMade(error);
      if (unknown) ledger.unknown(entry);
      else ledger.rejected(entry);
      if (endsEverything(error)) throw error;
      if (unknown) lost.push(entry);
      return unknown ? undefined : false;
    }
    if (again.id === id) {
      ledger.rejected(entry);
      return true;
    }
    if (await isSecond(draft, again)) {
      ledger.created(entry, again.id, fingerprintOf(resource, again.record));
      await removeSecond(again.id, [entry]);
    } else {
      // Another record's answer: what this request made, if anything, is looked up.
      ledger.unknown(entry);
      lost.push(entry);
    }
    return false;
  }

  /** An answer with another id may be somebody else's record: only one that shows what was sent is removed. */
  async function isSecond({ body }: Draft, { id, record }: Answered): Promise<boolean> {
    if (api.visibility.find(id) !== undefined) return false;
    const verdict = compareToSent(resource, body, record);
    if (verdict !== 'silent') return verdict === 'same';
    const shown = await tryTo(() => api.read(id, { signal, yields }));
    return shown !== undefined && compareToSent(resource, body, shown) === 'same';
  }

  /** Probes whose answer was lost may have made second records: only a look-up can tell. */
  async function removeSeconds(
    { key, body }: Draft,
    first: Answered,
    lost: readonly number[],
  ): Promise<void> {
    if (!api.canFind || key === undefined || !job.ownNamespace || !provesOurs(key, job.namespace)) return;
    await clock.sleep(api.visibility.settleMs, signal);
    const found = await tryTo(() => api.find(key, { sent: body, signal, yields }));
    for (const record of found?.records ?? []) {
      const id = api.idOf(record);
      if (id !== undefined && id !== first.id) await removeSecond(id, lost);
    }
  }

  /** A record that is not seen to be gone stays in the ledger, and is removed with the dataset. */
  async function removeSecond(id: RecordId, entries: readonly number[]): Promise<void> {
    const isGone = await tryTo(async () => {
      const { how } = await api.remove(id, { signal, yields });
      return how !== 'refused' && (await api.read(id, { signal, yields })) === undefined;
    });
    if (isGone === true) for (const entry of entries) ledger.deleted(entry);
  }
}
