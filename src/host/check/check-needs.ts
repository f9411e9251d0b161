import type { Operation } from '../../factory/description.ts';
import type { ResourceCheck } from './check-resource.ts';

/** What a step leaves to be done, and what it may leave besides. */
interface Ahead {
  /** Records that are made by then, the first one not counted. @default those that were made */
  readonly made?: number;
  /** Whether the list, the search and the duplicate are still to come. @default false */
  readonly looks?: boolean;
}

/** How many requests the later steps need at least, if all is well. */
export function needsAfter(
  check: ResourceCheck,
  { made = check.made.length, looks = false }: Ahead = {},
): number {
  const before = looks ? 1 + findNeeds(check) + duplicateNeeds(check) : 0;
  return before + removalNeeds(check) + 1 + needsAfterGone(check, made);
}

/** How many they need once the first record is gone. */
export function needsAfterGone(check: ResourceCheck, made: number = check.made.length): number {
  const { removeMany } = check.bench.describe(check.resource);
  const single = made * removalNeeds(check);
  const inOne = made === 0 ? 2 : Math.ceil(made / (removeMany?.maxItems ?? made));
  return (removeMany === undefined ? single : inOne) + (check.api.canFind ? 1 : 0);
}

/** A search by name is asked once more for another key; the list was read already. */
export function findNeeds(check: ResourceCheck): number {
  return check.api.searches ? 1 : 0;
}

/** If it is stored, it has to be removed. */
export function duplicateNeeds(check: ResourceCheck): number {
  if (check.resource.key === undefined || check.repeat !== undefined) return 0;
  const { requests, isIdKnown } = check.followed;
  const { removeMany } = check.bench.describe(check.resource);
  return 1 + (isIdKnown ? 0 : requests) + (removeMany === undefined ? removalNeeds(check) : 0);
}

/** The last look, if what a bulk call made is removed one by one, in the way that was proved: then it may be left out. */
export function mayBeLeftOut({ bench, made, resource }: ResourceCheck): number {
  return made.length > 0 && bench.describe(resource).removeMany === undefined ? 1 : 0;
}

/** One removal: what comes before it, and what has to be read for it, count too. */
function removalNeeds(check: ResourceCheck): number {
  const { remove } = check.bench.describe(check.resource);
  if (typeof remove === 'function') return 1;
  const { first = [] } = remove;
  const read = [remove, ...first].some((call) => asksForRecord(check, call)) ? 1 : 0;
  return 1 + first.length + read;
}

/** Whether it names what only the record itself shows: `{etag}`, a revision. */
function asksForRecord({ route }: ResourceCheck, { path = '', query, headers }: Operation): boolean {
  const names = JSON.stringify([path, query, headers]).matchAll(/\{([\w.]+)\}/g);
  return [...names].some(([, name = '']) => name !== 'id' && route?.[name] === undefined);
}
