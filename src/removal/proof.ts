import { type ApiRecord, keyOf, provesOurs, sameKey } from '../api/evidence.ts';
import { compareFingerprints } from '../api/fingerprint.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { LedgerRecord } from '../ledger/ledger.ts';

/**
 * Whether a record that the API shows is the one a ledger means. Ids are given again: after a database reset, or a new start of an
 * in-memory server, number 7 may be somebody else's.
 */
export type Proof = 'ours' | 'foreign' | 'cannot tell';

/** What a ledger says of a record. */
type Claimed = Pick<LedgerRecord, 'dataset' | 'key' | 'fingerprint'>;

/**
 * Judges a record by what it shows. Its natural key proves it if it carries the dataset's namespace and only one run uses that; else
 * the time of its creation does, which no test changes, or its texts.
 *
 * @param isOwn false if the namespace was given by the user: then other runs may have used it too
 */
export function prove(
  resource: Pick<AnyResource, 'key' | 'secrets'>,
  claimed: Claimed,
  shown: ApiRecord,
  isOwn: boolean,
): Proof {
  const { dataset, key } = claimed;
  const shownKey = keyOf(resource, shown);
  const isSameKey = shownKey !== undefined && key !== undefined && sameKey(shownKey, key);
  // A test may rename a record, and a server may write its key in capitals.
  const carries = provesOurs(shownKey, dataset) || (isSameKey && provesOurs(key, dataset));
  if (carries && isOwn) return 'ours';
  const made = compareFingerprints(resource, claimed.fingerprint, shown);
  if (made === 'same') return 'ours';
  const hasOtherKey = shownKey !== undefined && key !== undefined && !isSameKey;
  return made === 'other' || hasOtherKey ? 'foreign' : 'cannot tell';
}

/** True if a dataset's namespace was made by its run: its id, alone or with the dataset's number. */
export function isOwnNamespace(dataset: string, runId: string): boolean {
  return dataset === runId || dataset.startsWith(`${runId}-`);
}
