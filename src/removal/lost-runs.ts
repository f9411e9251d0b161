import { isMarkedRemoved } from '../api/denials.ts';
import { type ApiRecord, keyOf } from '../api/evidence.ts';
import { creationTimes } from '../api/fingerprint.ts';
import type { Listing, ResourceApi } from '../api/operations.ts';
import { endsEverything, reasonOf } from '../errors.ts';
import { type FoundTag, tagsIn } from '../lib/temporary-tag.ts';
import { removalSays } from '../messages/removal.ts';
import { type Tagged, toleranceMs, whyPart } from './audit.ts';
import type { RemovalContext } from './remove.ts';

/** Which runs are lost, as far as one may know. */
export interface LostOptions {
  /** Nothing younger than this is of a lost run. */
  readonly olderThanMs: number;
  /** Runs that have a ledger here: that decides. */
  readonly known: ReadonlySet<string>;
  /** Those of the runs at which another machine is now. */
  readonly present: (runs: readonly string[]) => Promise<ReadonlySet<string>>;
  /** The largest list read, in bytes. */
  readonly maxBytes: number;
  readonly signal: AbortSignal | undefined;
}

/** What was found of runs that have no ledger here, and why most of it stays. */
export interface LostRuns {
  /** Records that go with their run, of runs that are old enough and give no sign. */
  readonly due: readonly Tagged[];
  /** By run id: when the first of its datasets was made, in epoch ms. */
  readonly madeAt: ReadonlyMap<string, number>;
  readonly report: LostReport;
}

/** Numbers of records, of runs without a ledger here. */
export interface LostReport {
  /** Old enough, marked to go with their run, and no machine works on it. */
  readonly due: number;
  /** Too young. */
  readonly young: number;
  /** Records with a run's tag, but without the mark of records that go with their run: made to stay, or by a seedbed before that mark. */
  readonly unmarked: number;
  /** Their time of creation is impossible or cannot be read, or they carry the tags of two runs. */
  readonly unclear: number;
  /** Records of runs on which another machine works, as the coordinator knows. */
  readonly alive: number;
  /** How far the API's clock is ahead of this machine's, in ms; the earlier of both counts. Undefined: it does not tell. */
  readonly aheadMs: number | undefined;
  /** Resources that could not be searched. */
  readonly unsearched: readonly { readonly resource: string; readonly reason: string }[];
}

export type Verdict = 'foreign' | 'unmarked' | 'unclear' | 'young' | { readonly due: Required<FoundTag> };

/** Whether a record is of a run that is lost, by its natural key and by when it was made. Whatever is in doubt stays. */
export function judgeLost(
  key: string | undefined,
  shown: ApiRecord,
  { now, olderThanMs, known }: { readonly now: number } & Pick<LostOptions, 'olderThanMs' | 'known'>,
): Verdict {
  const [tag, ...others] = key === undefined ? [] : tagsIn(key);
  if (tag === undefined || known.has(tag.runId) || isMarkedRemoved(shown)) return 'foreign';
  if (others.some(({ runId }) => runId !== tag.runId)) return 'unclear';
  if (tag.madeAt === undefined || others.some(({ madeAt }) => madeAt !== tag.madeAt)) return 'unmarked';
  const made = creationTimes(shown);
  const times = made.filter((time) => time !== 'unreadable');
  const first = Math.max(tag.madeAt, ...times.map(({ from }) => from));
  if (times.length < made.length || first > now + toleranceMs) return 'unclear';
  const last = Math.max(tag.madeAt, ...times.map(({ to }) => to));
  return now - last >= olderThanMs ? { due: { ...tag, madeAt: tag.madeAt } } : 'young';
}

/**
 * Searches all lists for records of runs whose machine is gone: there is no ledger of them here, only the tags in the records' natural
 * keys. Removes nothing.
 *
 * @throws what makes further requests pointless
 */
export async function findLost(
  { apis, clock, resources }: RemovalContext,
  { olderThanMs, known, present, maxBytes, signal }: LostOptions,
): Promise<LostRuns> {
  const found: (Tagged & { readonly madeAt: number })[] = [];
  const counts = { foreign: 0, unmarked: 0, unclear: 0, young: 0 };
  const unsearched: { resource: string; reason: string }[] = [];
  let aheadMs: number | undefined;
  for (const resource of resources) {
    const api = apis.of(resource.name);
    const listing = await readAll(api, { maxBytes, signal });
    const here = clock.wall();
    if ('why' in listing) {
      unsearched.push({ resource: resource.name, reason: listing.why });
      continue;
    }
    const { records, complete, answeredAt = here } = listing;
    if (listing.answeredAt !== undefined) aheadMs = answeredAt - here;
    if (!complete) unsearched.push({ resource: resource.name, reason: whyPart(listing, maxBytes) });
    const now = Math.min(here, answeredAt);
    for (const shown of records) {
      const [key, id] = [keyOf(resource, shown), api.idOf(shown)];
      const verdict = judgeLost(key, shown, { now, olderThanMs, known });
      if (typeof verdict === 'string') counts[verdict]++;
      else if (key === undefined || id === undefined) counts.unclear++;
      else {
        const { runId, madeAt } = verdict.due;
        const record = { entry: -1, dataset: runId, resource: resource.name, key, id, sentAt: 0 };
        found.push({ runId, madeAt: madeAt ?? 0, record: { ...record, fingerprint: undefined } });
      }
    }
  }
  const alive = await present([...new Set(found.map(({ runId }) => runId))]);
  const due = found.filter(({ runId }) => !alive.has(runId));
  const madeAt = new Map<string, number>();
  for (const one of due) madeAt.set(one.runId, Math.min(one.madeAt, madeAt.get(one.runId) ?? one.madeAt));
  const { foreign: _, ...others } = counts;
  const report = { due: due.length, ...others, alive: found.length - due.length, aheadMs, unsearched };
  return { due, madeAt, report };
}

async function readAll(
  api: ResourceApi,
  options: Pick<LostOptions, 'maxBytes' | 'signal'>,
): Promise<Listing | { readonly why: string }> {
  if (!api.canFind) return { why: removalSays.noKey };
  try {
    return await api.list({ ...options, yields: true });
  } catch (error) {
    if (endsEverything(error)) throw error;
    return { why: reasonOf(error) };
  }
}
