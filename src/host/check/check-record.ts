import { adviseRead } from '../../api/advice/advise.ts';
import { compareToSent, type RecordId } from '../../api/evidence.ts';
import type { ResourceApi } from '../../api/operations.ts';
import type { Seen } from '../../http/request-watch.ts';
import { apiCheckSays } from '../../messages/api-check.ts';
import { learnedOf, sameId } from '../../removal/sight.ts';
import type { Draft, Parents } from '../../seeder/build.ts';
import { checkCreate, isOfRequest, misfitOf } from './check-create.ts';
import { checkCreateMany } from './check-create-many.ts';
import { checkFind } from './check-find.ts';
import { checkList } from './check-list.ts';
import { checkMade } from './check-made.ts';
import { settleOpen } from './check-removal.ts';
import { checkDuplicate, checkIdempotency } from './check-repeat.ts';
import { type CheckStep, type StepResult, whyOf } from './check-report.ts';
import type { ResourceCheck } from './check-resource.ts';

/**
 * Makes one record of a resource, and looks at it in every way. Other steps that make records come before the list, so that the list shows
 * all of them.
 */
export async function checkRecord(check: ResourceCheck, parents: Parents): Promise<void> {
  const { steps, bench } = check;
  const draft = await check.begin(parents);
  if (typeof draft === 'string') {
    steps.create = { state: 'failed', note: draft };
    return;
  }
  const { resource, patches, record, misfit, note, isOurs } = await checkCreate(
    bench,
    check.resource,
    check.seeding,
    draft,
  );
  check.resource = resource;
  check.patches.push(...patches);
  check.record = record;
  check.isOurs = isOurs;
  steps.create = misfit === undefined ? { state: 'ok', note } : { state: 'failed', note: misfit };
  if (record === undefined) return;
  let { id } = record;
  check.followed = followed(bench.seen, id);
  const { watched } = bench.parts;
  type Step = (check: ResourceCheck, id: RecordId, draft: Draft) => Promise<StepResult>;
  const step = async (name: CheckStep, work: Step): Promise<void> => {
    try {
      steps[name] = await work(check, id, draft);
    } catch (error) {
      if (!isOfRequest(error)) throw error;
      steps[name] = { state: 'failed', note: whyOf(error) };
    }
  };
  await step('read', checkRead);
  // Another field may be its id.
  id = check.record?.id ?? id;
  if (isOurs) {
    await step('idempotency', checkIdempotency);
    await step('createMany', checkCreateMany);
  }
  await step('list', checkList);
  await step('find', checkFind);
  await checkMade(check);
  // While the list and the search tell it without another request.
  if (check.listing?.isCut !== true) await watched.reuse(() => settleOpen(check, id));
  if (isOurs) await step('duplicate', checkDuplicate);
}

function followed(seen: readonly Seen[], id: RecordId): ResourceCheck['followed'] {
  const at = seen.findLastIndex(({ request }) => request.method !== 'GET');
  const reads = seen.slice(at + 1);
  const isAtId = reads.every(({ request }) => request.path.endsWith(`/${encodeURIComponent(id)}`));
  return { requests: reads.length, isIdKnown: isAtId && seen[at]?.answer?.status !== 202 };
}

async function checkRead(check: ResourceCheck, id: RecordId, draft: Draft): Promise<StepResult> {
  const { bench, resource } = check;
  const { signal } = check.seeding;
  const fields = check.record?.fields ?? {};
  const shows = async (api: ResourceApi, own = id): Promise<true | undefined> => {
    const shown = await api.read(own, { signal });
    const isOurs =
      shown !== undefined &&
      compareToSent(resource, draft.body, shown) !== 'other' &&
      sameId(api.idOf(shown), own);
    return isOurs ? true : undefined;
  };
  let why = apiCheckSays.readsOther;
  try {
    // A create whose answer showed no record has read it already.
    if ((await bench.parts.watched.reuse(() => shows(check.api))) === true) {
      learnedOf(check.api).reads = true;
      return { state: 'ok', note: '' };
    }
    const status = bench.seen.at(-1)?.answer?.status;
    if (status !== undefined && status >= 400) why = String(status);
  } catch (error) {
    if (!isOfRequest(error)) throw error;
    why = whyOf(error);
  }
  const patches = adviseRead(misfitOf(bench, resource, draft, bench.seen.at(-1)), fields);
  const isMended = await check.repair(patches, (api) => shows(api, api.idOf(fields) ?? id));
  if (isMended === true) {
    check.isKnownAs(check.api.idOf(fields) ?? id);
    learnedOf(check.api).reads = true;
  }
  return { state: 'failed', note: why };
}
