import { adviseCreate, type Misfit } from '../api/advise.ts';
import { type Description, describe } from '../api/describe.ts';
import { compareToSent } from '../api/evidence.ts';
import { locateRecord } from '../api/locate.ts';
import { applyPatch, type Patch } from '../api/patch.ts';
import type { SeededRecord } from '../dataset/snapshot.ts';
import { isSeedbedError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { Seen } from '../http/watched-exchange.ts';
import { apiCheckSays } from '../messages/api-check.ts';
import type { Draft } from '../seeder/build.ts';
import { RecordCreator, type Reply } from '../seeder/create.ts';
import { mayHaveCommitted } from '../seeder/fate.ts';
import { type Job, openJob, type Seeding } from '../seeder/job.ts';
import { intend } from '../seeder/supply.ts';
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
}

/** So many faults of one create are looked for. */
const mostPatches = 3;

/**
 * Creates one record as a seed does: its intent is in the ledger before its request. What is not understood is read again as another
 * description would read it; only what was surely refused is sent once more.
 */
export async function checkCreate(
  bench: CheckBench,
  given: AnyResource,
  seeding: Seeding,
  draft: Draft,
): Promise<CheckedCreate> {
  let resource = given;
  let sending = await send(jobOf(bench, seeding, resource), bench, draft);
  const patches: Patch[] = [];
  let misfit: string | undefined;
  let pending = isUnderstood(bench, resource, draft, sending) ? [] : advice(bench, resource, draft, sending);
  if (!isUnderstood(bench, resource, draft, sending)) misfit = cameOf(sending);
  for (let patch = pending.shift(); patch !== undefined; patch = pending.shift()) {
    const patched = applyPatch(resource, patch);
    bench.use(patched);
    const again = await sendAgain(jobOf(bench, seeding, patched), bench, draft, sending);
    const isUnder = isUnderstood(bench, patched, draft, again);
    if (!isUnder && !(isRefused(sending) && isAnswer(again))) continue;
    resource = patched;
    sending = again;
    patches.push(patch);
    pending = isUnder || patches.length >= mostPatches ? [] : advice(bench, resource, draft, sending);
  }
  const api = bench.use(resource);
  if (draft.route !== undefined) api.learnRoute(draft.route, { key: draft.key });
  const { entry, reply, seen } = sending;
  try {
    const outcome = await new RecordCreator(jobOf(bench, seeding, resource)).create({ draft, entry }, reply);
    if (outcome.outcome === 'failed')
      return { resource, patches, misfit: misfit ?? outcome.failure.reason, note: '', record: undefined };
    const { record } = outcome;
    const note = 'answer' in reply ? shapeNote(bench, resource, seen) : apiCheckSays.foundByKey;
    return { resource, patches, misfit, note, record };
  } catch (error) {
    if (!isSeedbedError(error, 'SEEDBED_CONFIG') && !isSeedbedError(error, 'SEEDBED_UNREACHABLE'))
      throw error;
    return { resource, patches, misfit: misfit ?? cameOf(sending), note: '', record: undefined };
  }
}

/** One request, and what came. */
export interface Sending {
  readonly entry: number;
  readonly reply: Reply;
  readonly seen: Seen | undefined;
}

export function jobOf(bench: CheckBench, seeding: Seeding, resource: AnyResource): Job {
  return { ...openJob(seeding, resource), api: bench.countedApi(resource.name) };
}

export function describedBy(bench: CheckBench, resource: AnyResource): Description {
  return describe(resource, bench.parts.config.answers);
}

/** @throws what makes further requests pointless */
export async function send(job: Job, bench: CheckBench, draft: Draft): Promise<Sending> {
  const entry = await intend(job, draft);
  const before = bench.seen.at(-1);
  const reply = await ask(job, draft);
  if ('error' in reply && !isOfRequest(reply.error)) {
    job.ledger.unknown(entry);
    throw reply.error;
  }
  return { entry, reply, seen: lastCreate(bench, before) };
}

async function ask({ api, signal }: Job, draft: Draft): Promise<Reply> {
  try {
    signal?.throwIfAborted();
    return { answer: await api.create(draft.body, { signal, origin: draft }) };
  } catch (error) {
    return { error };
  }
}

/** The same answer read anew, or if it was a refusal, the same record sent anew. */
async function sendAgain(job: Job, bench: CheckBench, draft: Draft, before: Sending): Promise<Sending> {
  if (!isAnswer(before)) {
    const { reply, entry } = before;
    // Moved to another address, or refused: nothing was made there.
    const isOpen =
      'error' in reply && mayHaveCommitted(reply.error) && (before.seen?.answer?.status ?? 500) >= 500;
    if (isOpen) job.ledger.unknown(entry);
    else job.ledger.rejected(entry);
    return send(job, bench, draft);
  }
  if (before.seen !== undefined) bench.parts.watched.replay(before.seen);
  return { ...before, reply: await ask(job, draft) };
}

/** The answer to the create, whatever was asked after it. */
function lastCreate({ seen }: CheckBench, before: Seen | undefined): Seen | undefined {
  const fresh = before === undefined ? seen : seen.slice(seen.lastIndexOf(before) + 1);
  return fresh.find(({ request }) => request.method !== 'GET');
}

function isAnswer({ seen }: Sending): boolean {
  return seen?.answer !== undefined && seen.answer.status < 300;
}

function isRefused(sending: Sending): boolean {
  return !isAnswer(sending);
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
  const { idName } = describedBy(bench, resource);
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
  const description = describedBy(bench, resource);
  return { resource, description, sent: draft.body, answer: seen?.answer };
}

/** An error of this one request: others may still work. */
export function isOfRequest(error: unknown): boolean {
  if (isSeedbedError(error, 'SEEDBED_HTTP')) return true;
  // A 404 to a create is said of the base URL; here it is about the path.
  return isSeedbedError(error, 'SEEDBED_UNREACHABLE') && 'status' in error && error.status === 404;
}
