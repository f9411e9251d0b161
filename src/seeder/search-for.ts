import { type ApiRecord, contradictsSent } from '../api/evidence.ts';
import { lookUp } from '../api/lists/look-up.ts';
import { endsEverything } from '../errors.ts';
import type { Draft } from './build.ts';
import type { Came } from './fate.ts';
import type { Job } from './job.ts';

/** What is known before a search. */
export interface SearchedFor {
  /** True if the API said that it is there. */
  readonly isThere: boolean;
  /** Earlier requests for this very record. */
  readonly sent: number;
  /** Records that others of this seed have: two may be sent with one fixed key. */
  readonly claims: Claims;
}

/** Which record belongs to which draft, if their keys do not tell. */
export interface Claims {
  isTaken(record: ApiRecord): boolean;
  /** Nobody else gets it any more. */
  take(record: ApiRecord): void;
}

/** Looks a record up by its key: `none` if it is surely not there. */
export async function searchFor(
  { api, resource, clock, signal, yields }: Job,
  { key, body }: Draft,
  came: Came,
  { isThere, sent, claims }: SearchedFor,
): Promise<ApiRecord | 'none' | 'unclear' | 'impossible'> {
  if (!api.canFind || key === undefined) return 'impossible';
  try {
    if (came === 'duplicate') {
      const [there] = (await api.find(key, { sent: body, signal, yields })).records;
      // At the first attempt, it was there before: then a list that is up to date shows it.
      if (there !== undefined || (!isThere && sent === 0)) return there ?? 'none';
    }
    const isOther = claims.isTaken;
    const search = { sent: body, isThere, isOther, signal, yields };
    const { records, certain } = await lookUp(api, clock, key, search);
    // Another one may have been looking for its own in the same reading.
    const free = records.filter((record) => !isOther(record));
    const found = free.find((record) => !contradictsSent(resource, body, record)) ?? free[0];
    if (found !== undefined) claims.take(found);
    // A record that an earlier attempt of ours has made is there, even if a list does not show it.
    return found ?? (certain && !(isThere && sent > 0) ? 'none' : 'unclear');
  } catch (error) {
    if (endsEverything(error)) throw error;
    return 'unclear';
  }
}
