import type { ApiRecord } from '../api/evidence.ts';
import { lookUp } from '../api/look-up.ts';
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
}

/** Looks a record up by its key: `none` if it is surely not there. */
export async function searchFor(
  { api, clock, signal, yields }: Job,
  { key, body }: Draft,
  came: Came,
  { isThere, sent }: SearchedFor,
): Promise<ApiRecord | 'none' | 'unclear' | 'impossible'> {
  if (!api.canFind || key === undefined) return 'impossible';
  try {
    if (came === 'duplicate') {
      const [there] = (await api.find(key, { sent: body, signal, yields })).records;
      // At the first attempt, it was there before: then a list that is up to date shows it.
      if (there !== undefined || (!isThere && sent === 0)) return there ?? 'none';
    }
    const { records, certain } = await lookUp(api, clock, key, { sent: body, isThere, signal, yields });
    // What an earlier attempt of ours has made is there, whatever a list says.
    return records[0] ?? (certain && !(isThere && sent > 0) ? 'none' : 'unclear');
  } catch (error) {
    if (endsEverything(error)) throw error;
    return 'unclear';
  }
}
