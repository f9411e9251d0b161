import { type ApiRecord, carriesTag, keyOf, type RecordId } from '../api/evidence.ts';
import { creationTimes } from '../api/fingerprint.ts';
import type { Listing, ResourceApi } from '../api/operations.ts';
import { endsEverything, reasonOf } from '../errors.ts';
import type { LedgerRecord } from '../ledger/ledger.ts';
import { escapeText } from '../lib/escape.ts';
import { forEachLimit } from '../lib/promises.ts';
import { comparable } from '../lib/record-id.ts';
import { removalSays } from '../messages/removal.ts';
import { childrenFirst, defaultConcurrency, type RemovalContext, removeRecords } from './remove.ts';
import { type AuditReport, type LeftRecord, newTally, type Tally } from './report.ts';
import { isMarked, learnedOf } from './sight.ts';
import type { RunRecords } from './target.ts';

/** A run that has ended, as far as an audit is concerned. */
export interface AuditedRun {
  readonly runId: string;
  /** Resources of which anything was meant to be created; no other is searched. */
  readonly resources: ReadonlySet<string>;
  /** Namespaces whose records stay. */
  readonly spared: ReadonlySet<string>;
  /** In ms since 1970. Undefined: nobody knows. */
  readonly startedAt?: number | undefined;
}

export interface AuditOptions {
  /** The largest list read, in bytes. */
  readonly maxBytes: number;
  /** Something may still be on its way: wait until it is there. */
  readonly isDoubtful: boolean;
  /** What is known to be there: it was reported. */
  readonly told: readonly LeftRecord[];
  /** Asked before anything that it found goes, with how many records that no removal has counted: why they stay, if they do. */
  readonly refuses?: ((count: number) => string | undefined) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Clocks of different machines agree no better. */
export const toleranceMs: number = 15 * 60_000;

/** What a search for tags found. */
export interface Tagged {
  readonly runId: string;
  readonly record: LedgerRecord & { readonly id: RecordId };
}

/** What an audit came to. */
export interface Audited {
  readonly report: AuditReport;
  /** What it adds to the count of the removal before it: less than it removed if some were counted there already. */
  readonly newlyRemoved: number;
  /** Found, and still there: with the reason, and as a ledger would know them. */
  readonly left: readonly LeftRecord[];
  readonly stayed: readonly Tagged[];
}

/** Removing what was found may have no effect now and then. After this many rounds no round follows, and the last look says what is there. */
const mostRounds = 3;
/** So many lists are read at once: each may be as large as the largest that is read. */
const mostLists = 4;

/**
 * Looks once in each list for records that carry the runs' tags, and removes them: what no ledger knows, and what is still there
 * although the API said otherwise. One request a resource, if nothing is found.
 */
export async function audit(
  context: RemovalContext,
  runs: readonly AuditedRun[],
  { maxBytes, isDoubtful, told, refuses, signal }: AuditOptions,
): Promise<Audited> {
  const unsearched = new Map<string, string>();
  const tally = newTally();
  /** Every record that was found, and whether a removal had counted it before. */
  const counted = new Map<string, boolean>();
  let names = new Set(runs.flatMap(({ resources }) => [...resources]));
  let stayed: readonly Tagged[] = [];
  let left: readonly LeftRecord[] = [];
  for (let round = 1; names.size > 0; round++) {
    const found: Tagged[] = [];
    let showsOthers = false;
    const resources = childrenFirst(context.resources, names);
    const searches = new Map<string, Awaited<ReturnType<typeof searchTags>>>();
    await forEachLimit(resources, mostLists, async ({ name }) => {
      if (tally.stopped !== undefined) return;
      const search = { maxBytes, signal, tally, told, isDoubtful: isDoubtful || round > 1 };
      searches.set(name, await searchTags(context, context.apis.of(name), runs, search));
    });
    for (const { name } of resources) {
      const { tagged, why } = searches.get(name) ?? { tagged: [], why: tally.stopped };
      if (why !== undefined) unsearched.set(name, why);
      found.push(...tagged);
      const api = context.apis.of(name);
      // This run made some, and no answer reported these, or a removal did nothing: the next run looks again.
      if (tagged.length > 0 && api.proof.fits) api.proof.contradicted();
      const { removed } = learnedOf(api);
      for (const one of tagged) {
        if (counted.has(nameOf(one))) continue;
        counted.set(nameOf(one), removed.has(comparable(one.record.id)));
        showsOthers = true;
      }
    }
    tally.left.length = 0;
    const there = new Set(found.map(({ record }) => record));
    const settle = (record: LedgerRecord): void => void there.delete(record as Tagged['record']);
    const isNew = [...counted.values()].filter((before) => !before);
    // A list that shows its first page alone shows others each time.
    const isStuck = round > mostRounds && !showsOthers;
    const staysBecause = isStuck ? removalSays.goesNever : refuses?.(isNew.length);
    if (staysBecause !== undefined)
      for (const { record } of found)
        tally.left.push({ resource: record.resource, id: record.id, reason: staysBecause });
    else if (found.length > 0) await removeRecords(context, asRuns(found, settle), { signal, tally });
    // If nothing could be removed, another round changes nothing: what was said of it before holds.
    const searched = names;
    stayed = [
      ...stayed.filter(({ record }) => !searched.has(record.resource)),
      ...found.filter(({ record }) => there.has(record)),
    ];
    left = [...left.filter(({ resource }) => !searched.has(resource)), ...tally.left];
    names = new Set(found.filter(({ record }) => !there.has(record)).map(({ record }) => record.resource));
  }
  const isThere = new Set(stayed.map(nameOf));
  let newlyRemoved = 0;
  for (const [name, before] of counted) if (before === isThere.has(name)) newlyRemoved += before ? -1 : 1;
  return {
    report: {
      found: counted.size,
      removed: counted.size - isThere.size,
      unsearched: [...unsearched].map(([resource, reason]) => ({ resource, reason })),
    },
    newlyRemoved,
    left,
    stayed,
  };
}

function nameOf({ record }: Tagged): string {
  return `${record.resource} ${record.id}`;
}

interface SearchOptions extends AuditOptions {
  readonly tally: Tally;
}

/** Records of one resource whose natural key carries the tag of one of the runs. Throws nothing: `why` says what was not searched. */
export async function searchTags(
  { clock, concurrency = defaultConcurrency }: RemovalContext,
  api: ResourceApi,
  runs: readonly AuditedRun[],
  { maxBytes, isDoubtful, told, signal, tally }: SearchOptions,
): Promise<{
  readonly tagged: readonly Tagged[];
  readonly why?: string | undefined;
  readonly error?: unknown;
}> {
  const { resource, visibility } = api;
  if (!api.canFind) return { tagged: [], why: removalSays.noKey };
  try {
    const known = learnedOf(api);
    if (isDoubtful || visibility.lagMs > 0 || known.accepts)
      await clock.sleep(Math.max(visibility.settleMs, known.takesMs), signal);
    const [only] = runs.length === 1 ? runs : [];
    const listing = await api.list({ maxBytes, signal, yields: true, tag: only?.runId });
    const { records, complete } = listing;
    const isTold = new Set(
      told.filter((one) => one.resource === resource.name).map(({ id }) => comparable(id)),
    );
    const tagged: Tagged[] = [];
    let hidden = 0;
    for (const shown of records) {
      const key = keyOf(resource, shown);
      const id = api.idOf(shown);
      if (key === undefined || id === undefined) hidden += isOlder(shown, runs) ? 0 : 1;
      else if (!isTold.has(comparable(id))) {
        const run = runs.find((one) => one.resources.has(resource.name) && isOf(one, key));
        if (run !== undefined && !isMarked(api, shown))
          tagged.push({ runId: run.runId, record: asRecord(run, resource.name, key, id) });
      }
    }
    // A list that is late may still show what was just removed.
    const there = new Set(tagged);
    if (known.reads !== false)
      await forEachLimit(tagged, concurrency, async (one) => {
        if (await isGone(api, one.record.id, signal)) there.delete(one);
      });
    const all = hidden > 0 ? removalSays.hidesKeys(hidden) : undefined;
    const why = complete ? all : whyPart(listing, maxBytes);
    return { tagged: [...there], why };
  } catch (error) {
    if (endsEverything(error)) tally.stopped ??= reasonOf(error);
    return { tagged: [], why: reasonOf(error), error };
  }
}

/** True for what was surely made before all of the runs: an account from the installation, which has no e-mail address, is nobody's here. */
export function isOlder(record: ApiRecord, runs: readonly Pick<AuditedRun, 'startedAt'>[]): boolean {
  const made = creationTimes(record);
  const first = Math.min(...runs.map(({ startedAt = 0 }) => startedAt)) - toleranceMs;
  return made.length > 0 && made.every((time) => time !== 'unreadable' && time.to < first);
}

/** Why a list may not show everything. */
export function whyPart({ elsewhere }: Pick<Listing, 'elsewhere'>, maxBytes: number): string {
  return elsewhere === undefined
    ? removalSays.longList(maxBytes)
    : removalSays.nextElsewhere(escapeText(elsewhere, 200));
}

/** Not certain if no reading has shown a record yet: the removal finds out. */
async function isGone(api: ResourceApi, id: RecordId, signal: AbortSignal | undefined): Promise<boolean> {
  const known = learnedOf(api);
  try {
    const shown = await api.read(id, { signal, yields: true });
    if (shown !== undefined && known.reads === undefined) known.reads = true;
    return shown === undefined && known.reads === true;
  } catch (error) {
    if (endsEverything(error)) throw error;
    return false;
  }
}

function isOf({ runId, spared }: AuditedRun, key: string): boolean {
  if (!carriesTag(key, runId)) return false;
  for (const namespace of spared) if (carriesTag(key, namespace)) return false;
  return true;
}

/** As a ledger would know it. */
function asRecord({ runId }: AuditedRun, resource: string, key: string, id: RecordId): Tagged['record'] {
  return { entry: -1, dataset: runId, resource, key, id, fingerprint: undefined, sentAt: 0 };
}

export function asRuns(
  tagged: readonly Tagged[],
  settle: RunRecords['settle'] = () => undefined,
): RunRecords[] {
  return [...Map.groupBy(tagged, ({ runId }) => runId)].map(([runId, ours]) => ({
    runId,
    records: ours.map(({ record }) => record),
    trust: 'seen',
    settle,
  }));
}
