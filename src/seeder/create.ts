import { type ApiRecord, provesOurs } from '../api/evidence.ts';
import { fingerprintOf } from '../api/fingerprint.ts';
import type { Answered } from '../api/operations.ts';
import { endsEverything, HttpError, SeedbedError } from '../errors.ts';
import { keyNames } from '../factory/resource.ts';
import { coordinatorSays } from '../messages/coordinator.ts';
import { build, type Draft, failed } from './build.ts';
import { complete, type Existing } from './complete.ts';
import { afterRequest, afterSearch, type Came, cameOf, isAboutOther, whyNotMade } from './fate.ts';
import { type IdempotencyProbe, idempotencyProbe } from './idempotency.ts';
import type { Job, Outcome } from './job.ts';
import { AnswerJudge, type Judging, type Reply } from './judge.ts';
import { searchFor } from './search-for.ts';
import { intend, type Ready } from './supply.ts';
import { watchSending } from './watch-sending.ts';

/** What one record's requests came to. */
type Settled =
  | Existing
  | { readonly error: unknown; readonly outcome: 'rejected' | 'unknown'; readonly came: Came };

/** A value taken by somebody else's record is replaced by the next one this often. */
const maxNextValues = 3;

/**
 * Creates the records of one job so that none is lost and none doubled: send → settle → complete. A POST whose outcome is unknown is
 * never repeated blindly: with a proven idempotency key it is repeated under the same key; else the record is looked up, adopted if it
 * is found, and sent again only if it is surely not there; with neither, it is reported unknown.
 */
export class RecordCreator {
  readonly #job: Job;
  readonly #probe: IdempotencyProbe | undefined;
  readonly #judge: AnswerJudge;
  /** A record was refused as a duplicate, and none with its key was there, however long it was looked for. */
  #refusesInVain = false;

  constructor(job: Job) {
    this.#job = job;
    this.#probe = idempotencyProbe(job);
    this.#judge = new AnswerJudge(job);
  }

  /** Settles what a bulk call answered for a record: at once if it is plainly ours, because a call brings a hundred. */
  settle({ draft, entry }: Pick<Ready, 'draft' | 'entry'>, reply: Reply): Outcome | Promise<Outcome> {
    const judging = this.#judge.of(draft, reply);
    if (!('owned' in judging) || judging.owned !== true) return this.create({ draft, entry }, judging);
    const { answer } = judging;
    this.#own(draft, entry, answer);
    return complete(this.#job, draft, { answer, adopted: false, entry });
  }

  /** A failure is an outcome. An error is thrown only if no further request makes sense. */
  async create({ draft, entry }: Pick<Ready, 'draft' | 'entry'>, first?: Judging): Promise<Outcome> {
    const { onDuplicate } = this.#job.resource;
    const mayTakeNext = onDuplicate !== 'reject' && onDuplicate !== 'adopt';
    let current = draft;
    let given = first;
    for (let variant = 1, at = entry; ; variant++) {
      const before = this.#job.again === true ? await this.#lookFirst(current, at) : undefined;
      const settled = before ?? (await this.#inTurn(current, at, given));
      if ('answer' in settled) return complete(this.#job, current, settled);
      const refused = failed(current, settled.outcome, whyNotMade(settled, current.body));
      const taken = settled.outcome === 'rejected' && settled.came === 'duplicate';
      if (!(taken && mayTakeNext && variant <= maxNextValues)) return refused;
      const next = await build(this.#job, current.spec, current.parents, variant);
      if ('outcome' in next) return { outcome: 'failed', failure: next };
      // A fixed key (`set: { email }`) has no next value: the same one would be refused again.
      if (next.key === current.key) return refused;
      current = next;
      given = undefined;
      at = await intend(this.#job, next);
    }
  }

  /**
   * A record that another process may have sent: taken if it is there. A record that cannot be looked for is not sent again, because it
   * could be doubled; unless the API refuses that, or does not mind.
   */
  async #lookFirst(draft: Draft, entry: number): Promise<Settled | undefined> {
    const { api, ledger, namespace, resource } = this.#job;
    const claims = this.#judge.claimsOf(draft);
    const found = await searchFor(this.#job, draft, 'unknown', { isThere: false, sent: 0, claims });
    const ours = provesOurs(draft.key, namespace);
    if (typeof found === 'object')
      return this.#adopt(draft, entry, found, { ours, came: 'unknown', sent: 0 });
    if (found === 'none' || (ours && api.visibility.refusesDuplicates) || resource.atLeastOnce) return;
    ledger.unknown(entry);
    return { error: new Error(coordinatorSays.mayBeThere), outcome: 'unknown', came: 'unknown' };
  }

  /** What a bulk call answered proves no idempotency key. */
  #inTurn(draft: Draft, entry: number, first: Judging | undefined): Promise<Settled> {
    return this.#probe === undefined || first !== undefined
      ? this.#settle(draft, entry, false, first)
      : this.#probed(this.#probe, draft, entry);
  }

  /** While an idempotency key is being proved, one record at a time. */
  async #probed(probe: IdempotencyProbe, draft: Draft, entry: number): Promise<Settled> {
    const trusted = (await probe.enter()) === true;
    try {
      return await this.#settle(draft, entry, trusted, undefined);
    } finally {
      probe.leave();
    }
  }

  async #settle(draft: Draft, entry: number, trusted: boolean, first: Judging | undefined): Promise<Settled> {
    const { ledger, resource, clock, maxRetries, maxWaitMs, namespace, signal } = this.#job;
    const ours = provesOurs(draft.key, namespace);
    const repeatable = trusted || resource.atLeastOnce === true;
    const startedAt = clock.now();
    for (let attempt = 0, sent = 0; ; sent++) {
      // One intent an attempt: a late commit may still make a second record of this key, and clean-up must look for it.
      const at = sent === 0 ? entry : await intend(this.#job, draft);
      const given = sent === 0 ? first : undefined;
      const judging = given ?? this.#judge.of(draft, await this.#send(draft, at, repeatable));
      const endedAt = clock.now();
      const judged = judging instanceof Promise ? await judging : judging;
      if ('answer' in judged) {
        const { answer, owned } = judged;
        if (owned === true) this.#own(draft, at, answer);
        else if (owned === false) ledger.rejected(at);
        else ledger.unknown(at);
        if (!trusted && owned === true && given === undefined) await this.#probe?.prove(draft, answer);
        return { answer, adopted: owned !== true, entry: at };
      }
      const { error } = judged;
      const came = cameOf(error);
      const open = came !== 'refused' && came !== 'duplicate';
      if (open) ledger.unknown(at);
      if (endsEverything(error)) {
        if (!open) ledger.rejected(at);
        throw error;
      }
      const isOdd = came === 'nothing' || came === 'accepted';
      if (isOdd && !this.#judge.hasFit) this.#job.api.proof.contradicted();
      // An API that says it is busy is not given up as long as it may be waited for.
      const busy = error instanceof HttpError && error.status === 503 && endedAt - startedAt < maxWaitMs;
      if (!busy) attempt++;
      const last = (repeatable && came === 'unknown') || (!busy && attempt > maxRetries);
      const { onDuplicate = 'adopt-or-next' } = resource;
      const next = afterRequest(came, { attempt: sent, last, repeatable, ours, onDuplicate });
      const found =
        next.do === 'search' ? await this.#search(draft, error, { came, sent, ...next }) : undefined;
      if (typeof found === 'object') return this.#adopt(draft, at, found, { ours, came, sent });
      if (!open) this.#refused(at, came, ours && found !== 'none');
      const then = found === undefined ? next.do : afterSearch(found, came, { attempt: sent, last });
      if (then === 'give up') return this.#giveUp(error, came);
      if (then === 'reject') return { error, outcome: 'rejected', came };
      // Not understood twice, and not found: the list is another one, or empty for all that is made.
      if (came === 'nothing' && sent > 0 && !this.#judge.hasFit) return this.#giveUp(error, came);
      signal?.throwIfAborted();
    }
  }

  /** A refusal because of another field than the key tells of no record with this key: then nothing is waited for. */
  async #search(
    draft: Draft,
    error: unknown,
    { came, sent, certain }: { readonly came: Came; readonly sent: number; readonly certain: boolean },
  ): Promise<Awaited<ReturnType<typeof searchFor>>> {
    const { key } = this.#job.resource;
    const isRefusal = came === 'duplicate' && sent === 0;
    const isElsewhere = isRefusal && (this.#refusesInVain || isAboutOther(error, draft, keyNames(key)));
    const isThere = certain && !isElsewhere;
    const claims = this.#judge.claimsOf(draft);
    const found = await searchFor(this.#job, draft, came, { isThere, sent, claims });
    if (isRefusal && isThere && found === 'none') this.#refusesInVain = true;
    return found;
  }

  /** Nothing was made now. But if our key is taken, an earlier request may have been repeated on its way: its record is looked for later. */
  #refused(entry: number, came: Came, mayBeThere: boolean): void {
    const { ledger, ownNamespace } = this.#job;
    if (came === 'duplicate' && mayBeThere && ownNamespace) ledger.unknown(entry);
    else ledger.rejected(entry);
  }

  /** Must be awaited before records with fixed keys are sent: some may exist already. */
  lookBefore(draft: Draft): Promise<void> | undefined {
    return this.#judge.lookBefore(draft);
  }

  async #send(draft: Draft, entry: number, repeatable: boolean): Promise<Reply> {
    const { api, signal, yields } = this.#job;
    const { body, idempotencyKey } = draft;
    const headers = this.#probe?.headers(idempotencyKey);
    try {
      signal?.throwIfAborted();
      const looking = this.lookBefore(draft);
      if (looking !== undefined) await looking;
    } catch (error) {
      // It was not sent.
      this.#job.ledger.rejected(entry);
      throw error;
    }
    const watch = watchSending(this.#job.ledger, [entry]);
    const options = { ...watch.hooks, headers, repeatable, signal, yields, origin: draft };
    try {
      return { answer: await api.create(body, options) };
    } catch (error) {
      if (!watch.wasSent && endsEverything(error)) {
        this.#job.ledger.rejected(entry);
        throw error;
      }
      return { error };
    }
  }

  /** A record that exists and is ours: in the ledger as one to remove. */
  #own({ key, route }: Draft, entry: number, { record, id }: Answered): void {
    const { ledger, resource, api } = this.#job;
    if (route !== undefined) api.learnRoute(route, { id });
    api.visibility.created(id, key);
    ledger.created(entry, id, fingerprintOf(resource, record));
  }

  #adopt(
    draft: Draft,
    entry: number,
    record: ApiRecord,
    { ours, came, sent }: { readonly ours: boolean; readonly came: Came; readonly sent: number },
  ): Settled {
    const { api, ledger, ownNamespace } = this.#job;
    const id = api.idOf(record);
    if (id === undefined) {
      api.proof.contradicted();
      throw this.#judge.noUsableId(record, draft);
    }
    if (came === 'duplicate' && ours) api.visibility.refusesDuplicates = true;
    // If the key was taken at the first attempt, this request did not make the record.
    const isNew = (came !== 'duplicate' || sent > 0) && this.#judge.isNew(draft, { record, id });
    // Under a namespace that the user gave, it may be another run's.
    if ((ours && ownNamespace) || isNew) this.#own(draft, entry, { record, id });
    // If our request may have made it, its intent stays open in the ledger, even if the record was somebody else's from the beginning.
    else if (came === 'duplicate') ledger.rejected(entry);
    this.#judge.fits();
    return { answer: { record, id }, adopted: true, entry };
  }

  /** If no answer of this resource was ever understood, the next one will not be either. */
  #giveUp(error: unknown, came: Came): Settled {
    const isUnproved = (came === 'nothing' || came === 'accepted') && !this.#judge.hasFit;
    if (isUnproved && this.#job.unproved !== 'allow' && error instanceof HttpError)
      throw new SeedbedError('SEEDBED_CONFIG', this.#judge.misfit(error), { cause: error });
    return { error, outcome: 'unknown', came };
  }
}
