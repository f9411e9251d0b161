import { adviseRemove, asItIsRead, removeByQuery } from '../../api/advice/advise.ts';
import { withoutMany } from '../../api/advice/advise-many.ts';
import { locateRecord } from '../../api/advice/locate.ts';
import { applyPatch, asCode, goneWhen, type Patch } from '../../api/advice/patch.ts';
import { type ApiRecord, provesOurs, type RecordId } from '../../api/evidence.ts';
import type { Removed, ResourceApi } from '../../api/operations.ts';
import { isSeedbedError } from '../../errors.ts';
import type { Seen } from '../../http/request-watch.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { apiCheckSays } from '../../messages/api-check.ts';
import { removalSays } from '../../messages/removal.ts';
import { longestPauseMs, underWayMs } from '../../removal/remove.ts';
import { learnedOf, look, rememberRemoved, type Sight, sameId } from '../../removal/sight.ts';
import { isOfRequest } from './check-create.ts';
import { checkRemoveMany, lookOptions, sightAfter } from './check-remove-many.ts';
import { untried, whyOf } from './check-report.ts';
import type { ResourceCheck } from './check-resource.ts';

/** The result of a removal: the answer, and what the API shows now. */
interface Attempt {
  readonly answered: Pick<Removed, 'how' | 'reason'>;
  readonly sight: Sight;
}

/** Removes what the check made of one resource, and looks whether it is gone. */
export async function checkRemoval(check: ResourceCheck): Promise<void> {
  const { record, steps } = check;
  if (record === undefined) return;
  const { id, fields } = record;
  if (!check.isOurs) {
    steps.remove = untried(apiCheckSays.notOurs);
    return;
  }
  await settleOpen(check, id);
  await checkRemoveMany(check);
  const before = check.bench.seen.at(-1);
  let first = await attempt(check, check.api, id);
  if (isDone(first) && isForbiddenNow(check, id, before)) {
    check.steps.gone = { state: 'failed', note: '403' };
    check.write(goneBy403);
    first = { ...first, sight: await look(check.api, id, lookOptions(check)) };
  }
  if (isDone(first)) return finish(check, first);
  const there = 'shown' in first.sight;
  steps.remove = there
    ? { state: 'failed', note: removalSays.stillThere(first.answered.reason) }
    : { state: 'failed', note: first.answered.reason };
  const marked = there ? markedGone(check, fields, first.sight) : [];
  const patches = [
    ...(isTrashed(first.sight) ? forcibly : []),
    ...marked,
    ...adviseRemove(check.resource, first.answered.reason),
  ];
  const worked = await check.repair(patches, async (api) => {
    const again = await attempt(check, api, id);
    if (isDone(again)) return again;
    // An archive leaves it there, and marks it.
    if (!('shown' in again.sight) || again.answered.how !== 'done') return undefined;
    return check.repair(markedGone(check, fields, again.sight), async (marked) =>
      'gone' in (await look(marked, id, lookOptions(check)))
        ? { ...again, sight: { gone: true } as const }
        : undefined,
    );
  });
  if (worked !== undefined) return finish(check, worked);
  await adviseUntried(check, id);
}

/** Creates whose outcome was unknown: as long as the records are there, their keys tell what they made. */
export async function settleOpen(check: ResourceCheck, id: RecordId): Promise<void> {
  const { ledger } = check.bench.parts;
  const open = liveOf(check).filter((record) => record.id === undefined);
  const known = [id, ...check.made.map((one) => one.id)];
  for (const key of new Set(open.map((record) => record.key))) {
    // A record whose key anybody may have is proved when the run ends.
    if (key === undefined || !check.api.canFind || !provesOurs(key, check.bench.parts.namespace)) continue;
    const found = await check.tryTo(() => check.api.find(key, {}));
    if (found === undefined) continue;
    const others = found.records
      .map((record) => check.api.idOf(record))
      .filter((each) => !known.some((one) => sameId(each, one)));
    for (const { entry } of open.filter((record) => record.key === key)) {
      const other = others.shift();
      if (other === undefined) {
        ledger.rejected(entry);
        // A bulk call did not say what became of the first record, which was sent again in it.
        if (found.certain) check.repeat ??= { how: 'refused', why: apiCheckSays.inBulk };
      } else ledger.created(entry, other);
    }
  }
}

async function attempt(check: ResourceCheck, api: ResourceApi, id: RecordId): Promise<Attempt> {
  let answered: Attempt['answered'];
  try {
    answered = await removeOnceReady(check, api, id);
  } catch (error) {
    // A template that names what the record does not have is a mistake of this one description.
    if (!isOfRequest(error) && !isSeedbedError(error, 'SEEDBED_CONFIG')) throw error;
    answered = { how: 'refused', reason: whyOf(error) };
  }
  return { answered, sight: await sightAfter(check, api, id, answered.how) };
}

/** As long as what must come first is still being done, such as the stop of a machine, it is tried again. */
async function removeOnceReady({ bench }: ResourceCheck, api: ResourceApi, id: RecordId): Promise<Removed> {
  const { clock } = bench.context;
  const { signal } = bench.parts;
  const started = clock.now();
  let isUnderWay = false;
  for (let pause = 500; ; pause = Math.min(2 * pause, longestPauseMs)) {
    const removed = await api.remove(id, { signal });
    isUnderWay ||= removed.isUnderWay === true;
    if (removed.how !== 'refused' || !isUnderWay || clock.now() - started >= underWayMs) return removed;
    await clock.sleep(pause, signal);
  }
}

/** Gone; or the API said so, if it does not show single records. */
function isDone({ answered: { how }, sight }: Attempt): boolean {
  return 'gone' in sight || ('unseen' in sight && (how === 'done' || how === 'accepted'));
}

/** The way that works is used for everything else that was made of the resource. */
async function finish(check: ResourceCheck, { sight }: Attempt): Promise<void> {
  const { ledger } = check.bench.parts;
  const known = learnedOf(check.api);
  known.removes = 'gone' in sight ? 'seen' : 'unseen';
  for (const { id, entry } of liveOf(check)) {
    if (id === undefined || check.promised.some((one) => one.entry === entry)) continue;
    if (!sameId(check.record?.id, id)) {
      const removed = await check.tryTo(() => removeOnceReady(check, check.api, id));
      if (removed === undefined || removed.how === 'refused') continue;
      // It was never there: the bulk call answered what it did not make.
      if (removed.how === 'gone' && check.steps.createMany.state === 'ok') {
        check.steps.createMany = { state: 'failed', note: apiCheckSays.notMade };
        check.write(withoutMany(check.resource, 'createMany'));
      }
    }
    rememberRemoved(known, id);
    ledger.deleted(entry);
  }
  if (check.steps.remove.state !== 'failed') check.steps.remove = { state: 'ok', note: '' };
  if (check.steps.gone.state === 'failed') return;
  check.steps.gone =
    'gone' in sight ? { state: 'ok', note: '' } : { state: 'untried', note: apiCheckSays.nothingShows };
}

/** What is not known to be gone. */
export function liveOf({ bench, resource }: ResourceCheck): ReturnType<Ledger['live']> {
  const { ledger, namespace } = bench.parts;
  return ledger.live(namespace).filter((record) => record.resource === resource.name);
}

/** The record is still there, but marked: `archived: true`. */
function markedGone(check: ResourceCheck, before: ApiRecord, sight: Sight): Patch[] {
  if (!('shown' in sight)) return [];
  const { bench, resource } = check;
  const body = bench.seen.at(-1)?.answer?.body;
  const at = locateRecord(resource, before, body, bench.describe(resource).idName)?.at ?? '';
  const gone = goneWhen(before, sight.shown, at);
  return gone === undefined ? [] : [{ api: { remove: { gone } } }];
}

/** Directus says so of what is not there. A record that could be read just before its removal is gone then. */
const goneBy403: Patch = {
  api: { remove: { gone: asCode(({ status }) => status === 403, '({ status }) => status === 403') } },
};

function isForbiddenNow(
  { bench, steps, resource }: ResourceCheck,
  id: RecordId,
  before: Seen | undefined,
): boolean {
  const { remove } = bench.describe(resource);
  if (steps.read.state !== 'ok' || typeof remove === 'function' || remove.gone !== undefined) return false;
  return bench
    .seenAfter(before)
    .some(
      ({ request, answer }) =>
        request.method === 'GET' && answer?.status === 403 && request.path.includes(encodeURIComponent(id)),
    );
}

/** In the trash, from which WordPress takes it by `?force=true`. */
function isTrashed(sight: Sight): boolean {
  return 'shown' in sight && sight.shown.status === 'trash';
}

const forcibly: readonly Patch[] = [{ api: { remove: { query: { force: true } } } }];

/** The collection takes DELETE, most likely with a query. The report says so, and the user decides whether to try it. */
async function adviseUntried(check: ResourceCheck, id: RecordId): Promise<void> {
  const { bench, resource, api } = check;
  learnedOf(api).useless ??= { id, reason: check.steps.remove.note };
  const description = bench.describe(resource);
  const filtered = asItIsRead(description, check.steps.create.state === 'failed');
  if (filtered === undefined && !(await bench.allowed(resource)).includes('DELETE')) return;
  const patch = filtered ?? removeByQuery(resource, description.idName);
  check.patches.push(patch);
  check.isLineProved = false;
  check.resource = applyPatch(resource, patch);
}
