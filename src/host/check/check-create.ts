import { adviseCreate, type Misfit } from '../../api/advice/advise.ts';
import { locateRecord } from '../../api/advice/locate.ts';
import { applyPatch, type Patch } from '../../api/advice/patch.ts';
import { compareToSent, provesOurs } from '../../api/evidence.ts';
import { fingerprintOf } from '../../api/fingerprint.ts';
import type { CreateOptions } from '../../api/operations.ts';
import type { SeededRecord } from '../../dataset/snapshot.ts';
import { HttpError, isSeedbedError } from '../../errors.ts';
import type { AnyResource } from '../../factory/resource.ts';
import type { Seen } from '../../http/request-watch.ts';
import { apiCheckSays } from '../../messages/api-check.ts';
import type { Draft } from '../../seeder/build.ts';
import { RecordCreator } from '../../seeder/create.ts';
import { mayHaveCommitted } from '../../seeder/fate.ts';
import { keyHeaders } from '../../seeder/idempotency.ts';
import { type Job, openJob, type Seeding } from '../../seeder/job.ts';
import type { Reply } from '../../seeder/judge.ts';
import { intend } from '../../seeder/supply.ts';
import { watchSending } from '../../seeder/watch-sending.ts';
import type { CheckBench } from './check-bench.ts';
import { cameOf, shapeNote } from './check-report.ts';

/** A create that was checked. */
export interface CheckedCreate {
  readonly resource: AnyResource;
  readonly patches: readonly Patch[];
  /** What came instead of a record that is understood; undefined: nothing. */
  readonly misfit: string | undefined;
  /** What was recognised without being told. */
  readonly note: string;
  /** Undefined: there is none. */
  readonly record: SeededRecord | undefined;
  /** False if it may have been there before: an API that upserts answers with somebody else's record. */
  readonly isOurs: boolean;
}

/** How many faults of one create are looked for. */
const mostPatches = 3;

/**
 * Creates one record as a seed does: its intent is in the ledger before its request. An answer that is not understood is read again as
 * another description would read it; only what was surely refused is sent once more.
 */
export async function checkCreate(
  bench: CheckBench,
  given: AnyResource,
  seeding: Seeding,
  draft: Draft,
): Promise<CheckedCreate> {
  let resource = given;
  const isNew =
    provesOurs(draft.key, seeding.namespace) || (await isNotThere(jobOf(bench, seeding, given), draft));
  let sending = await send(jobOf(bench, seeding, resource), bench, draft);
  const patches: Patch[] = [];
  const isFit = isUnderstood(bench, resource, draft, sending);
  const misfit = isFit ? undefined : cameOf(sending);
  let pending = isFit ? [] : advice(bench, resource, draft, sending);
  for (let patch = pending.shift(); patch !== undefined; patch = pending.shift()) {
    const patched = applyPatch(resource, patch);
    bench.use(patched);
    const again = await sendAgain(jobOf(bench, seeding, patched), bench, draft, sending);
    const isUnder = isUnderstood(bench, patched, draft, again);
    if (!isUnder && !isFurther(sending, again)) {
      if (again.entry !== sending.entry) closeRefused(jobOf(bench, seeding, patched), again);
      continue;
    }
    resource = patched;
    sending = again;
    patches.push(patch);
    pending = isUnder || patches.length >= mostPatches ? [] : advice(bench, resource, draft, sending);
  }
  const api = bench.use(resource);
  if (draft.route !== undefined) api.learnRoute(draft.route, { key: draft.key });
  const { entry, reply, seen } = sending;
  const none = (why: string): CheckedCreate => {
    return { resource, patches, misfit: why, note: '', record: undefined, isOurs: false };
  };
  try {
    const creator = new RecordCreator(jobOf(bench, seeding, resource));
    const outcome = await creator.settle({ draft, entry }, reply);
    if (outcome.outcome === 'failed') return none(misfit ?? outcome.failure.reason);
    const { record } = outcome;
    const { ledger } = bench.parts;
    const isKnown = ledger.live().some((live) => live.entry === entry && live.id !== undefined);
    // A record with the same fields may still belong to somebody else.
    if (!isNew) ledger.rejected(entry);
    else if (!isKnown) {
      ledger.created(entry, record.id, fingerprintOf(resource, record.fields));
      if (draft.route !== undefined) api.learnRoute(draft.route, { id: record.id });
    }
    const note = 'answer' in reply ? shapeNote(bench, resource, seen) : apiCheckSays.foundByKey;
    return { resource, patches, misfit, note, record, isOurs: isNew };
  } catch (error) {
    if (!isSeedbedError(error, 'SEEDBED_CONFIG') && !isSeedbedError(error, 'SEEDBED_UNREACHABLE'))
      throw error;
    return none(misfit ?? cameOf(sending));
  }
}

/** For a key that anybody may have: true if the API surely had no such record, before anything was sent. */
async function isNotThere({ api, signal }: Job, { key, body }: Draft): Promise<boolean> {
  if (key === undefined) return true;
  if (!api.canFind) return false;
  try {
    const { records, certain } = await api.find(key, { sent: body, signal });
    return certain && records.length === 0;
  } catch (error) {
    if (!isOfRequest(error)) throw error;
    return false;
  }
}

/** One request, and what came. */
export interface Sending {
  readonly entry: number;
  readonly reply: Reply;
  readonly seen: Seen | undefined;
  readonly headers: Readonly<Record<string, string>> | undefined;
}

export function jobOf(bench: CheckBench, seeding: Seeding, resource: AnyResource): Job {
  return { ...openJob(seeding, resource), api: bench.countedApi(resource.name) };
}

export interface SendOptions {
  /** @default those of a seed */
  readonly headers?: Sending['headers'];
  readonly idWillDo?: boolean | undefined;
}

/** @throws what makes further requests pointless */
export async function send(
  job: Job,
  bench: CheckBench,
  draft: Draft,
  { headers = headersOf(job, draft), idWillDo }: SendOptions = {},
): Promise<Sending> {
  const entry = await intend(job, draft);
  const before = bench.seen.at(-1);
  const watch = watchSending(job.ledger, [entry]);
  const reply = await ask(job, draft, { ...watch.hooks, headers, idWillDo });
  if ('error' in reply && !isOfRequest(reply.error)) {
    // A login that failed, or an abort before its turn, sent no record at all.
    if (watch.mayHaveMade(reply.error)) job.ledger.unknown(entry);
    else job.ledger.rejected(entry);
    throw reply.error;
  }
  return { entry, reply, seen: lastCreate(bench, before), headers };
}

/** As a seed sends it. */
function headersOf({ resource: { idempotency } }: Job, { idempotencyKey }: Draft): Sending['headers'] {
  return idempotency && keyHeaders(idempotency, idempotencyKey);
}

async function ask(
  { api, signal }: Job,
  draft: Draft,
  options: Pick<CreateOptions, 'headers' | 'idWillDo' | 'onSend' | 'onRefused'>,
): Promise<Reply> {
  try {
    signal?.throwIfAborted();
    return { answer: await api.create(draft.body, { ...options, signal, origin: draft }) };
  } catch (error) {
    return { error };
  }
}

/** The same answer read anew, or if it was a refusal, the same record sent anew. */
async function sendAgain(job: Job, bench: CheckBench, draft: Draft, before: Sending): Promise<Sending> {
  if (!isAnswer(before)) {
    closeRefused(job, before);
    return send(job, bench, draft);
  }
  if (before.seen !== undefined) bench.parts.watched.replay(before.seen);
  return { ...before, reply: await ask(job, draft, { headers: before.headers }) };
}

/** Moved to another address, or refused: nothing was made there. */
function closeRefused({ ledger }: Job, { reply, entry, seen }: Sending): void {
  const isOpen = 'error' in reply && mayHaveCommitted(reply.error) && (seen?.answer?.status ?? 500) >= 500;
  if (isOpen) ledger.unknown(entry);
  else ledger.rejected(entry);
}

/** The answer to the create itself, not to later requests. */
function lastCreate(bench: CheckBench, before: Seen | undefined): Seen | undefined {
  return bench.seenAfter(before).find(({ request }) => request.method !== 'GET');
}

function isAnswer({ seen }: Sending): boolean {
  return seen?.answer !== undefined && seen.answer.status < 300;
}

/** It is answered now, or the media type is right and something else is wrong. */
function isFurther(before: Sending, again: Sending): boolean {
  if (isAnswer(before)) return false;
  const { status = 0 } = again.seen?.answer ?? {};
  return isAnswer(again) || (before.seen?.answer?.status === 415 && (status === 400 || status === 422));
}

/** Whether the answer gave the id of the record that was sent, as far as the answer shows the record. */
function isUnderstood(
  bench: CheckBench,
  resource: AnyResource,
  draft: Draft,
  { reply, seen }: Sending,
): boolean {
  if (!('answer' in reply)) return false;
  const { id, record } = reply.answer;
  if (compareToSent(resource, draft.body, record) === 'other') return false;
  const { idName } = bench.describe(resource);
  const located = locateRecord(resource, draft.body, seen?.answer?.body, idName);
  return located === undefined || String(located.id) === String(id);
}

function advice(bench: CheckBench, resource: AnyResource, draft: Draft, { seen }: Sending): Patch[] {
  return adviseCreate(misfitOf(bench, resource, draft, seen));
}

export function misfitOf(
  bench: CheckBench,
  resource: AnyResource,
  draft: Draft,
  seen: Seen | undefined,
): Misfit {
  const description = bench.describe(resource);
  return { resource, description, sent: draft.body, answer: seen?.answer };
}

/** An error of this one request: others may still work. */
export function isOfRequest(error: unknown): boolean {
  if (isSeedbedError(error, 'SEEDBED_HTTP')) return true;
  // The operator may create records, and not list them. A create that is forbidden ends the check: nothing can be made.
  const { status, method } = error instanceof HttpError ? error : {};
  if (status === 403 && (method === 'GET' || method === 'DELETE')) return true;
  // The usual message for a 404 to a create is about the base URL; here the path is wrong.
  return isSeedbedError(error, 'SEEDBED_UNREACHABLE') && 'status' in error && error.status === 404;
}
