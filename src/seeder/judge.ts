import { fieldNames } from '../api/answers.ts';
import { noId } from '../api/created-record.ts';
import { type ApiRecord, compareToSent, keyOf, provesOurs, sameKey } from '../api/evidence.ts';
import type { Answered } from '../api/operations.ts';
import { type HttpError, SeedbedError, tryTo } from '../errors.ts';
import { keyLabel } from '../factory/resource.ts';
import { comparable } from '../lib/record-id.ts';
import { secretTexts } from '../lib/redact.ts';
import { creatingSays } from '../messages/creating.ts';
import { describingSays } from '../messages/describing.ts';
import type { Draft } from './build.ts';
import type { Job } from './job.ts';
import type { Claims } from './search-for.ts';
import { ThereBefore } from './there-before.ts';

/** What one request came to: an answer, or the error that came instead. */
export type Reply = { readonly answer: Answered } | { readonly error: unknown };

/** What is made of it. */
export type Judging = Judged | Promise<Judged> | { readonly error: unknown };

/** An answer that is believed, with whether the record is ours (`unclear`: nothing tells); or why it is not. */
export type Judged =
  | { readonly answer: Answered; readonly owned: boolean | 'unclear' }
  | { readonly error: HttpError };

/**
 * Says of each answer to a create whether it is the record that was sent. An API that upserts answers with a record that was there
 * before. A proxy may give another request's answer. Neither may be taken for ours.
 */
export class AnswerJudge {
  readonly #job: Job;
  readonly #before: ThereBefore;
  /** Ids of records with fixed keys that some draft has. */
  readonly #taken = new Set<string>();

  constructor(job: Job) {
    this.#job = job;
    this.#before = new ThereBefore(job);
  }

  /** Whether some answer of this resource was understood in this run. */
  get hasFit(): boolean {
    return this.#job.api.proof.fits;
  }

  fits(): void {
    this.#job.api.proof.understood();
  }

  of(draft: Draft, reply: Reply): Judging {
    return 'answer' in reply ? this.judge(draft, reply.answer) : reply;
  }

  judge(draft: Draft, answer: Answered): Judged | Promise<Judged> {
    const { resource, api } = this.#job;
    const verdict = compareToSent(resource, draft.body, answer.record);
    if (verdict === 'other') return { error: this.#notTheOne(draft, answer) };
    // An id that belongs to another record of ours: given again after that one went, or the same for all.
    const known = api.visibility.find(answer.id);
    const isRepeated = known !== undefined && (known.key === undefined || !sameKey(known.key, draft.key));
    // Which of the two has it, or neither, is for the removal to prove.
    if (isRepeated) api.visibility.gaveIdAgain = true;
    if (isRepeated || (verdict === 'silent' && !api.proof.trustsSilence))
      return this.#read(draft, answer, isRepeated);
    return this.#believed(draft, answer);
  }

  #believed(draft: Draft, answer: Answered): Judged | Promise<Judged> {
    this.fits();
    const owned = this.#before.owns(draft, answer);
    if (this.#isShared(draft) && owned !== false) this.#taken.add(comparable(answer.id));
    return owned instanceof Promise ? owned.then((known) => ({ answer, owned: known })) : { answer, owned };
  }

  /** Others may have the same key: it does not carry the namespace. */
  #isShared({ key }: Draft): boolean {
    return key !== undefined && !provesOurs(key, this.#job.namespace);
  }

  /**
   * `{ "id": 7 }` alone says nothing: the first such record is read, and looked up if it cannot be read. So is a record whose id is that
   * of another one.
   */
  async #read(draft: Draft, answer: Answered, isRepeated: boolean): Promise<Judged> {
    const { api, resource, signal, yields } = this.#job;
    // A record below a parent is read below it.
    if (draft.route !== undefined) api.learnRoute(draft.route, { id: answer.id });
    const read = await tryTo(() => api.read(answer.id, { signal, yields }));
    const verdict = read === undefined ? 'silent' : compareToSent(resource, draft.body, read);
    // `{}` shows no record, whatever its status.
    const record = verdict === 'silent' && read && api.idOf(read) === undefined ? undefined : read;
    const shown = { record: { ...answer.record, ...record }, id: answer.id };
    const isOther = verdict === 'other' || (isRepeated && verdict === 'silent');
    if (isOther || (record === undefined && (await this.#isElsewhere(draft, answer))))
      return { error: this.#notTheOne(draft, shown) };
    if (!isRepeated) api.proof.provedSilence();
    return this.#believed(draft, shown);
  }

  /** True if the API shows the record under another id than it answered. */
  async #isElsewhere({ key, body }: Draft, { id }: Answered): Promise<boolean> {
    const { api, signal, yields } = this.#job;
    if (key === undefined || !api.canFind) return false;
    const { records = [] } = (await tryTo(() => api.find(key, { sent: body, signal, yields }))) ?? {};
    return records.length > 0 && !records.some((record) => comparable(api.idOf(record)) === comparable(id));
  }

  /** True if a record was surely not there before, and may be the one that was sent. */
  isNew(draft: Draft, answer: Answered): boolean {
    return this.#before.isNew(draft, answer);
  }

  /** A key that carries the namespace is one draft's alone; several may share a fixed one. */
  claimsOf(draft: Draft): Claims {
    const { api } = this.#job;
    const isShared = this.#isShared(draft);
    const idOf = (record: ApiRecord): string => comparable(api.idOf(record));
    return {
      isTaken: (record) => isShared && this.#taken.has(idOf(record)),
      take: (record) => void (isShared && this.#taken.add(idOf(record))),
    };
  }

  /** To be awaited before a record is sent: see {@link ThereBefore.look}. */
  lookBefore(draft: Draft): Promise<void> | undefined {
    return this.#before.look(draft);
  }

  #notTheOne({ key, body }: Draft, { record }: Answered): HttpError {
    const { resource, api } = this.#job;
    const shown = keyOf(resource, record);
    const isOtherKey = shown !== undefined && key !== undefined && !sameKey(shown, keyOf(resource, body));
    const why = isOtherKey ? describingSays.otherKey(keyLabel(resource.key)) : describingSays.otherFields;
    return noId(why, `${api.baseUrl}${resource.path}`);
  }

  /** A record that was found by its key, and whose id cannot be used: nothing can be removed without it. */
  noUsableId(record: ApiRecord, { attributes }: Draft): SeedbedError {
    const { name, idField, secrets } = this.#job.resource;
    const fields = fieldNames(record, secretTexts(attributes, secrets));
    return new SeedbedError('SEEDBED_CONFIG', creatingSays.noIdFound(name, idField, fields));
  }

  misfit({ why, status = 0 }: HttpError): string {
    const { name, idField } = this.#job.resource;
    if (status >= 300) return creatingSays.sentElsewhere(name, why);
    return creatingSays.notUnderstood(name, idField, why);
  }
}
