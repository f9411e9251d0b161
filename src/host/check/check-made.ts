import { withoutMany } from '../../api/advice/advise-many.ts';
import { type ApiRecord, compareToSent, type RecordId } from '../../api/evidence.ts';
import { apiCheckSays } from '../../messages/api-check.ts';
import { sameId } from '../../removal/sight.ts';
import { duplicateNeeds, mayBeLeftOut, needsAfter } from './check-needs.ts';
import { untried } from './check-report.ts';
import type { Made, ResourceCheck } from './check-resource.ts';

/** Looks whether the records of a bulk call are there, under the ids that it answered. */
export async function checkMade(check: ResourceCheck): Promise<void> {
  const { made, steps, resource, listing } = check;
  if (made.length === 0 || steps.createMany.state === 'untried') return;
  const listedAs = (id: RecordId): ApiRecord | undefined =>
    listing?.records.find((record) => sameId(check.api.idOf(record), id));
  // Of a list that is too long to be read, one has to do: the search has found it, or a page shows it, or it is read.
  const isCut = listing?.isCut === true;
  if (isCut && check.api.searches && steps.find.state === 'ok') return;
  const seen = made.find(({ id }) => listedAs(id) !== undefined);
  const needs = 1 + needsAfter(check) + duplicateNeeds(check) - mayBeLeftOut(check);
  if (isCut && seen === undefined && check.spare < needs) {
    // Removed one by one, each answers whether it was there.
    if (mayBeLeftOut(check) === 0) steps.createMany = untried(apiCheckSays.tooManyRequests);
    return;
  }
  for (const { id, draft } of isCut ? [seen ?? (made[0] as Made)] : made) {
    const shown =
      listedAs(id) ?? (await check.tryTo(() => check.api.read(id, { signal: check.seeding.signal })));
    const isThere = shown !== undefined && compareToSent(resource, draft.body, shown) !== 'other';
    if (isThere) continue;
    steps.createMany = { state: 'failed', note: apiCheckSays.notMade };
    return check.write(withoutMany(check.resource, 'createMany'));
  }
}
