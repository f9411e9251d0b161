import { adviseRemoveMany, withoutMany } from '../../api/advice/advise-many.ts';
import { fieldNames } from '../../api/answers.ts';
import type { RecordId } from '../../api/evidence.ts';
import type { Removed, ResourceApi } from '../../api/operations.ts';
import { answerWhy } from '../../http/failure.ts';
import type { Seen } from '../../http/request-watch.ts';
import { apiCheckSays } from '../../messages/api-check.ts';
import { removalSays } from '../../messages/removal.ts';
import { learnedOf, look, rememberRemoved, type Sight } from '../../removal/sight.ts';
import { isOfRequest } from './check-create.ts';
import { needsAfterGone } from './check-needs.ts';
import { untried, whyOf } from './check-report.ts';
import type { ResourceCheck } from './check-resource.ts';

/** One call, and what came. */
interface Asked {
  /** Undefined: it was not understood, or refused. */
  readonly removed: readonly Removed[] | undefined;
  readonly seen: Seen | undefined;
  readonly why: string;
}

/** Removes in one call what the check made besides the first record, and looks whether it is gone. */
export async function checkRemoveMany(check: ResourceCheck): Promise<void> {
  const { bench, steps } = check;
  const { removeMany } = bench.describe(check.resource);
  if (removeMany === undefined) return;
  if (check.made.length === 0) await makeOne(check);
  const made = check.made.slice(0, removeMany.maxItems);
  const ids = made.map(({ id }) => id);
  if (ids.length === 0) {
    steps.removeMany = untried(apiCheckSays.noneToRemove);
    return;
  }
  const asked = await ask(check, ids);
  let { removed } = asked;
  if (removed === undefined) {
    steps.removeMany = { state: 'failed', note: asked.why };
    removed = await askOtherwise(check, ids, asked);
  }
  const refused = removed?.find(({ how }) => how === 'refused' || how === 'gone');
  if (removed === undefined || refused !== undefined) {
    if (refused !== undefined) steps.removeMany = { state: 'failed', note: refused.reason };
    return check.write(withoutMany(check.resource, 'removeMany'));
  }
  // The last look at everything shows it too.
  if (check.isFit && check.api.canFind && removed.every(({ how }) => how === 'done')) {
    check.promised = made;
    steps.removeMany = { state: 'ok', note: '' };
    return;
  }
  const [witness] = ids as [RecordId];
  const sight = await sightAfter(check, check.api, witness, removed[0]?.how ?? 'done');
  if ('shown' in sight) {
    steps.removeMany = { state: 'failed', note: removalSays.stillThere('2xx') };
    return check.write(withoutMany(check.resource, 'removeMany'));
  }
  for (const { id, entry } of made) {
    rememberRemoved(learnedOf(check.api), id);
    bench.parts.ledger.deleted(entry);
  }
  if (steps.removeMany.state !== 'failed') steps.removeMany = { state: 'ok', note: '' };
}

/** With a bulk call, some would have been made. */
async function makeOne(check: ResourceCheck): Promise<void> {
  const more = await check.buildMore(1);
  const [draft] = typeof more === 'string' ? [] : more;
  if (draft === undefined) return;
  const { entry, reply } = await check.send(draft);
  const { ledger } = check.bench.parts;
  if ('answer' in reply) check.keep({ draft, entry, id: reply.answer.id });
  else ledger.unknown(entry);
}

async function ask(check: ResourceCheck, ids: readonly RecordId[]): Promise<Asked> {
  try {
    const answer = await check.api.removeMany?.(ids, { signal: check.seeding.signal });
    const seen = check.bench.seen.at(-1);
    const came = seen?.answer;
    const why =
      came === undefined || seen === undefined
        ? ''
        : came.status < 300
          ? apiCheckSays.answered(came.status, fieldNames(came.body))
          : answerWhy(came, seen.request);
    return { removed: typeof answer === 'object' ? answer : undefined, seen, why };
  } catch (error) {
    if (!isOfRequest(error)) throw error;
    return { removed: undefined, seen: check.bench.seen.at(-1), why: whyOf(error) };
  }
}

/** An answer is read in other ways; after a refusal, the same ids are sent in other ways. */
async function askOtherwise(
  check: ResourceCheck,
  ids: readonly RecordId[],
  { seen }: Asked,
): Promise<readonly Removed[] | undefined> {
  const answer = seen?.answer;
  if (seen === undefined || answer === undefined) return undefined;
  for (const patch of adviseRemoveMany(check.resource, answer)) {
    check.tryOut(patch);
    if (answer.status < 300) check.bench.parts.watched.replay(seen);
    const { removed } = await ask(check, ids);
    if (removed === undefined) continue;
    check.write(patch);
    return removed;
  }
  return undefined;
}

/** How often a removal that was only promised is looked for, with growing pauses. */
const mostLooks = 5;

/** What is shown after a removal: looked at again as long as it may not be done yet. */
export async function sightAfter(
  check: ResourceCheck,
  api: ResourceApi,
  id: RecordId,
  how: Removed['how'],
): Promise<Sight> {
  const { clock } = check.bench.context;
  const { signal } = check.bench.parts;
  const known = learnedOf(api);
  if (how === 'accepted') known.accepts = true;
  let sight = await look(api, id, lookOptions(check));
  const looks = how === 'accepted' ? mostLooks : how === 'done' ? 1 : 0;
  const pauses = Array.from({ length: looks }, (_, nth) => api.visibility.settleMs * 2 ** nth);
  let waited = 0;
  for (const pause of inFewer(pauses, check.spare - needsAfterGone(check))) {
    if (!('shown' in sight)) break;
    await clock.sleep(pause, signal);
    waited += pause;
    sight = await look(api, id, lookOptions(check));
  }
  if ('gone' in sight) known.takesMs = Math.max(known.takesMs, waited);
  return sight;
}

/** As long altogether, with at most so many looks, and one at least. */
function inFewer(pauses: readonly number[], most: number): readonly number[] {
  const count = Math.max(1, most);
  if (pauses.length <= count) return pauses;
  const rest = pauses.slice(count - 1).reduce((sum, pause) => sum + pause, 0);
  return [...pauses.slice(0, count - 1), rest];
}

export function lookOptions(check: ResourceCheck): Parameters<typeof look>[2] {
  const { bench, listing, route, spare } = check;
  const { signal } = bench.parts;
  // If only the list can tell, after the reading of the one record.
  const pages = Math.max(1, spare - 1 - needsAfterGone(check));
  const limits = Number.isFinite(spare) ? { maxPages: pages, pageSize: listing?.pages?.size } : {};
  const list: Parameters<typeof look>[2]['list'] =
    listing === undefined ? undefined : () => check.api.list({ signal, route, ...limits });
  return { signal, isYoung: false, list };
}
