import { adviseList } from '../api/advise.ts';
import type { RecordId } from '../api/evidence.ts';
import type { Listing, ResourceApi } from '../api/operations.ts';
import { apiCheckSays } from '../messages/api-check.ts';
import { sameId } from '../removal/sight.ts';
import type { Draft } from '../seeder/build.ts';
import { isOfRequest, misfitOf } from './check-create.ts';
import { listNote, type StepResult, whyOf } from './check-report.ts';
import type { ResourceCheck } from './check-resource.ts';

/** The largest list that a guess at its pages reads, in bytes. */
const guessBytes = 512 * 1024;

/** Whether the list shows the record, and all of its pages. */
export async function checkList(check: ResourceCheck, id: RecordId, draft: Draft): Promise<StepResult> {
  const { bench } = check;
  const isIn = (api: ResourceApi, { records }: Listing): boolean =>
    records.some((record) => sameId(api.idOf(record), id));
  const listed = (api: ResourceApi, maxBytes?: number): Promise<Listing> => {
    const { route } = draft;
    const { signal } = check.seeding;
    return api.list({ signal, ...(route && { route }), ...(maxBytes !== undefined && { maxBytes }) });
  };
  let why: string | undefined;
  const before = bench.seen.at(-1);
  try {
    check.listing = await listed(check.api);
    if (!isIn(check.api, check.listing)) why = apiCheckSays.notListed(check.listing.records.length);
  } catch (error) {
    // "Expected an array" is no HTTP failure of the request itself.
    if (!isOfRequest(error)) throw error;
    why = whyOf(error);
  }
  const { seen } = bench;
  const first = seen[before === undefined ? 0 : seen.lastIndexOf(before) + 1];
  const note = listNote(bench, check.resource, first);
  if (why === undefined && check.listing?.complete === true) return { state: 'ok', note };
  const shown = check.listing?.records.length ?? -1;
  const patches = adviseList(misfitOf(bench, check.resource, draft, first));
  const found = await check.repair(patches, async (api) => {
    const listing = await listed(api, guessBytes);
    const isMore = listing.records.length > shown || why !== undefined;
    return isIn(api, listing) && isMore ? listing : undefined;
  });
  if (found !== undefined) {
    check.listing = found;
    return { state: 'failed', note: why ?? apiCheckSays.moreListed(shown) };
  }
  if (why !== undefined) return { state: 'failed', note: why };
  return { state: 'ok', note: [note, apiCheckSays.wholeUnknown].filter(Boolean).join('; ') };
}
