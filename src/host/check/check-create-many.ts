import { adviseCreateMany, withoutMany } from '../../api/advice/advise-many.ts';
import { joinPatches, type Patch } from '../../api/advice/patch.ts';
import { fieldNames } from '../../api/answers.ts';
import { itemsIn } from '../../api/bulk/bulk.ts';
import { compareToSent, type RecordId } from '../../api/evidence.ts';
import type { BulkItem } from '../../api/operations.ts';
import { HttpError } from '../../errors.ts';
import type { AnyResource } from '../../factory/resource.ts';
import { answerWhy, isDuplicate, wordsWhy } from '../../http/failure.ts';
import type { Seen } from '../../http/request-watch.ts';
import { apiCheckSays } from '../../messages/api-check.ts';
import { words } from '../../messages/words.ts';
import { sameId } from '../../removal/sight.ts';
import type { Draft } from '../../seeder/build.ts';
import { intend } from '../../seeder/supply.ts';
import { watchSending } from '../../seeder/watch-sending.ts';
import { isOfRequest, jobOf } from './check-create.ts';
import { duplicateNeeds, needsAfter } from './check-needs.ts';
import { type StepResult, untried, whyOf } from './check-report.ts';
import type { ResourceCheck } from './check-resource.ts';

/** One call for several records, and what came. */
interface Posted {
  readonly drafts: readonly Draft[];
  readonly entries: readonly number[];
  readonly seen: Seen | undefined;
  /** Why nothing was made, or what may have been; undefined: it was answered. */
  readonly why: string | undefined;
  readonly how: 'answered' | 'duplicate' | 'refused' | 'unknown';
}

/** What was answered for each draft; undefined: nothing. */
type Items = readonly (BulkItem | undefined)[];

/**
 * Creates two more records in one call, with the first record between them: the answer shows how the API refuses one record among others.
 * An answer is only read in other ways; records that were surely refused are sent in other ways.
 */
export async function checkCreateMany(check: ResourceCheck, id: RecordId, first: Draft): Promise<StepResult> {
  const { bench } = check;
  const isOffered = await takeOffered(check);
  const { createMany } = bench.describe(check.resource);
  if (createMany === undefined) return untried('');
  const { maxItems = 3 } = createMany;
  const fresh = maxItems < 2 ? apiCheckSays.oneAtOnce : await check.buildMore(2);
  if (typeof fresh === 'string') return untried(fresh);
  const all = sentAtOnce(check, fresh, first, maxItems);
  let posted = await post(check, all);
  const isWhole = posted.how === 'duplicate' && all !== fresh;
  if (isWhole) {
    check.repeat = { how: 'refused', why: posted.why ?? '' };
    posted = await post(check, fresh);
  }
  const given = { id, first };
  const fault = faultOf(check.resource, posted, given, itemsOf(check, check.resource, posted, first));
  if (fault === undefined) {
    const told = settle(check, posted, given, check.resource);
    const notes = [
      isOffered ? apiCheckSays.offered(createMany.path) : '',
      isWhole ? apiCheckSays.refusedWhole : told,
    ];
    return { state: 'ok', note: words().clauses(notes.filter(Boolean)) };
  }
  const found = await otherwise(check, given, posted, fresh);
  const without: Patch = isOffered ? { bulk: false } : withoutMany(check.resource, 'createMany');
  for (const patch of found ?? [without]) check.write(patch);
  return { state: 'failed', note: fault };
}

/**
 * Two new records show that the answer keeps their order; the first record between them, how one is refused among others. If the requests
 * that are left do not allow it, one new record beside the first one has to do, or two alone if a refusal of the whole could not be sent anew.
 */
function sentAtOnce(
  check: ResourceCheck,
  fresh: readonly Draft[],
  first: Draft,
  maxItems: number,
): readonly Draft[] {
  if (first.key === undefined || check.spare < needsIfRefused(check, fresh.length)) return fresh;
  const isStored = { made: fresh.length + 1, looks: true };
  if (maxItems > 2 && check.spare >= 1 + needsAfter(check, isStored)) return fresh.toSpliced(1, 0, first);
  return [...fresh.slice(0, 1), first];
}

/** A call refused as a whole tells what becomes of duplicates. What was removed in the way that was proved needs no last look. */
function needsIfRefused(check: ResourceCheck, made: number): number {
  const { removeMany } = check.bench.describe(check.resource);
  const spared = duplicateNeeds(check) + (removeMany === undefined ? 1 : 0);
  return 2 + needsAfter(check, { made, looks: true }) - spared;
}

/** A call that the API's own description offers, and that a seed of some size would use: checked as if it had been written down. */
async function takeOffered(check: ResourceCheck): Promise<boolean> {
  const { api, bench, resource, seeding } = check;
  if (bench.describe(resource).createMany !== undefined) return false;
  // Read once for all resources.
  bench.parts.watched.countFor('');
  await api.lookForBulk(10, { signal: seeding.signal });
  bench.countedApi(resource.name);
  if (api.bulk === undefined) return false;
  const { path = resource.path, maxItems } = api.bulk;
  check.resource = check.tryOut({ bulk: { path, ...(maxItems !== undefined && { maxItems }) } });
  return true;
}

/** Reads what was answered in other ways, and sends what was surely refused in other ways. Undefined: none of them works. */
async function otherwise(
  check: ResourceCheck,
  given: Given,
  posted: Posted,
  fresh: readonly Draft[],
): Promise<Patch[] | undefined> {
  const { ledger } = check.bench.parts;
  let came = posted;
  const found: Patch[] = [];
  let patches = advice(check.resource, came);
  for (let patch = patches.shift(); patch !== undefined; patch = patches.shift()) {
    const patched = check.tryOut(joinPatches([...found, patch]));
    const again = came.how === 'answered' ? came : await post(check, fresh);
    if (faultOf(patched, again, given, itemsOf(check, patched, again, given.first)) === undefined) {
      settle(check, again, given, patched);
      return [...found, patch];
    }
    if (again === came) continue;
    // The API took it now, but the answer is not understood: from here on, only the answer is read in other ways.
    if (again.how === 'answered') {
      found.push(patch);
      patches = advice(patched, again);
    } else if (again.how === 'unknown') break;
    came = again;
  }
  if (came.how === 'answered') for (const entry of came.entries) ledger.unknown(entry);
  return undefined;
}

function advice(resource: AnyResource, { how, seen }: Posted): Patch[] {
  return how === 'unknown' || seen?.answer === undefined ? [] : adviseCreateMany(resource, seen.answer);
}

async function post(check: ResourceCheck, drafts: readonly Draft[]): Promise<Posted> {
  const { bench, resource } = check;
  const job = jobOf(bench, check.seeding, resource);
  const { ledger, signal } = job;
  const entries: number[] = [];
  for (const draft of drafts) entries.push(await intend(job, draft));
  const settleAs = (how: 'rejected' | 'unknown'): void => {
    for (const entry of entries) ledger[how](entry);
  };
  const bodies = drafts.map(({ body }) => body);
  const watch = watchSending(ledger, entries);
  try {
    const answer = await job.api.createMany(bodies, { ...watch.hooks, signal });
    const seen = bench.seen.at(-1);
    const posted = { drafts, entries, seen, why: undefined };
    if (typeof answer === 'object' || answer === 'unclear') return { ...posted, how: 'answered' };
    settleAs('rejected');
    return {
      ...posted,
      how: 'refused',
      why: seen?.answer === undefined ? answer : answerWhy(seen.answer, seen.request),
    };
  } catch (error) {
    const isOpen = watch.mayHaveMade(error);
    settleAs(isOpen ? 'unknown' : 'rejected');
    if (!isOfRequest(error)) throw error;
    const isTaken = error instanceof HttpError && isDuplicate(error);
    const how = isOpen ? 'unknown' : isTaken ? 'duplicate' : 'refused';
    return { drafts, entries, seen: bench.seen.at(-1), why: whyOf(error), how };
  }
}

/** What the answer says about each draft, as a description reads it. The answer may leave out the record that exists already. */
function itemsOf(
  { bench }: ResourceCheck,
  resource: AnyResource,
  { how, seen, drafts }: Posted,
  first: Draft,
): Items | undefined {
  const { createMany } = bench.describe(resource);
  if (how !== 'answered' || seen?.answer === undefined || createMany === undefined) return undefined;
  const items = itemsIn(resource, createMany, seen.answer);
  const at = drafts.indexOf(first);
  if (items?.length === drafts.length) return items;
  return at !== -1 && items?.length === drafts.length - 1
    ? items.toSpliced(at, 0, undefined as never)
    : undefined;
}

/** What is wrong with the answer; undefined: each new record has an id of its own, in the order in which they were sent. */
function faultOf(
  resource: AnyResource,
  { drafts, seen, why }: Posted,
  { id, first }: Given,
  items: Items | undefined,
): string | undefined {
  if (why !== undefined) return why;
  const answer = seen?.answer;
  const ids = new Set([String(id)]);
  for (const [at, draft] of drafts.entries()) {
    const item = items?.[at];
    if (draft === first) continue;
    if (item === 'refused' && seen !== undefined)
      return apiCheckSays.refused(wordsWhy(answer?.body, seen.request));
    if (typeof item !== 'object') return apiCheckSays.answered(answer?.status ?? 0, fieldNames(answer?.body));
    const isOther = compareToSent(resource, draft.body, item.record) === 'other';
    if (isOther || ids.has(String(item.id))) return apiCheckSays.otherOrder;
    ids.add(String(item.id));
  }
  return undefined;
}

interface Given {
  readonly id: RecordId;
  readonly first: Draft;
}

/** Writes down what was made; says how the answer reported the record that existed already. */
function settle(check: ResourceCheck, posted: Posted, { id, first }: Given, resource: AnyResource): string {
  const { ledger } = check.bench.parts;
  const items = itemsOf(check, resource, posted, first);
  let note = '';
  for (const [at, draft] of posted.drafts.entries()) {
    const entry = posted.entries[at] as number;
    const item = items?.[at];
    if (typeof item === 'object' && !sameId(item.id, id)) {
      check.keep({ draft, entry, id: item.id });
      if (draft === first) check.repeat = { how: 'stored' };
    } else if (typeof item === 'object' || item === 'refused') {
      ledger.rejected(entry);
      check.repeat = item === 'refused' ? { how: 'refused', why: apiCheckSays.inBulk } : { how: 'same' };
      if (item === 'refused') note = apiCheckSays.oneRefused;
    } else {
      ledger.unknown(entry);
      note = apiCheckSays.refusalUnclear;
    }
  }
  return note;
}
