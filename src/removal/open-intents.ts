import { type ApiRecord, provesOurs, type RecordId } from '../api/evidence.ts';
import type { ResourceApi } from '../api/operations.ts';
import { endsEverything, reasonOf } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { Clock } from '../lib/clock.ts';
import { forEachLimit } from '../lib/promises.ts';
import { removalSays } from '../messages/removal.ts';
import type { Tally } from './report.ts';
import type { Claim } from './target.ts';

/** No server was seen to commit a request later than 3 s after its connection was lost; proxies hold one for minutes. */
const settledAfterMs = 10 * 60_000;

/** How often a list is read again that does not show yet what surely exists. */
const mostLooks = 3;

export interface OpenIntentsOptions {
  readonly clock: Clock;
  readonly concurrency: number;
  readonly signal: AbortSignal | undefined;
  readonly tally: Tally;
  /** Whether another entry of a ledger has this record: then it says nothing about a request that was sent before or after it. */
  readonly isKnown: (id: RecordId) => boolean;
  /** Told of what was not found in a list that may be only a part. @default it is left */
  readonly onUnsure?: ((claim: Claim) => void) | undefined;
  /** What was found, to be removed. */
  readonly onFound: (id: RecordId, claim: Claim, isProved: boolean) => void;
}

/**
 * Looks up creates whose outcome never became known. An intent that is not on the API stays in its ledger until it is old enough: a server
 * may still commit it.
 */
export async function findOpenIntents(
  api: ResourceApi,
  claims: readonly Claim[],
  { clock, concurrency, signal, tally, isKnown, onUnsure, onFound }: OpenIntentsOptions,
): Promise<void> {
  const leave = (claim: Claim, reason: string): void => {
    tally.left.push({ resource: api.resource.name, id: undefined, reason });
    claim.left();
  };
  const settleIfOld = (claim: Claim): void => {
    if (clock.wall() - claim.record.sentAt >= settledAfterMs) claim.run.settle(claim.record);
    else tally.waiting++;
  };
  /** Only a person can tell. Who asks for `unproved` has looked. */
  const doubt = (claim: Claim, reasonIf: (command: string) => string): void =>
    claim.run.trust === 'unproved' ? settleIfOld(claim) : leave(claim, reasonIf(claim.unprovedCommand));
  const findOne = async (claim: Claim): Promise<void> => {
    const { key, dataset } = claim.record;
    if (tally.stopped !== undefined) return leave(claim, tally.stopped);
    if (key === undefined || !api.canFind) return doubt(claim, removalSays.noLookUp);
    // Whose a row is that ties two records together, those tell: it is proved by them.
    const isTie = claim.run.trust !== 'unproved' && tiesTogether(api.resource);
    const isShared = !provesOurs(key, dataset);
    if (isShared && !isTie) return doubt(claim, (command) => removalSays.notOursAlone(key, command));
    for (let looks = 1; ; looks++) {
      const { records, certain, isLate = false } = await api.find(key, { signal, yields: true });
      const ids = records.map((record) => api.idOf(record));
      if (ids.includes(undefined)) return leave(claim, removalSays.noIdShown);
      let isNew = false;
      for (const [index, id] of ids.entries()) {
        if (id === undefined || isKnown(id)) continue;
        isNew = true;
        onFound(id, claim, claim.proof(api.resource, records[index] as ApiRecord) === 'ours');
      }
      if (isNew) return;
      if (certain || ids.length > 0) return settleIfOld(claim);
      if (!isLate || looks === mostLooks) {
        if (onUnsure !== undefined) return onUnsure(claim);
        return doubt(claim, (command) => removalSays.partShown(api.resource.name, command));
      }
      await clock.sleep(api.visibility.settleMs, signal);
    }
  };
  try {
    if (claims.some(({ record }) => record.key !== undefined) && api.canFind)
      await clock.sleep(api.visibility.settleMs, signal);
  } catch (error) {
    tally.stopped ??= reasonOf(error);
  }
  await forEachLimit(claims, concurrency, async (claim) => {
    try {
      await findOne(claim);
    } catch (error) {
      if (endsEverything(error)) tally.stopped ??= reasonOf(error);
      leave(claim, removalSays.notLookedUp(reasonOf(error)));
    }
  });
}

/** True if all of its key names what it belongs to. */
function tiesTogether({ key, belongsTo }: AnyResource): boolean {
  return typeof key === 'object' && key.every((name) => belongsTo.some((to) => to.foreignKey === name));
}
