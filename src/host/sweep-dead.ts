import type { SeederContext } from '../seeder/context.ts';
import { sweep } from '../seeder/sweep.ts';

/**
 * Removes what runs that died have left. What cannot be removed, or is too much to remove unasked, stays for the next start.
 *
 * @returns what the user should know of it; undefined where nothing stays
 */
export async function sweepDead(context: SeederContext, root: string): Promise<string | undefined> {
  try {
    const [first, ...others] = (await sweep(context, { root })).left;
    return first && `${others.length + 1} records of dead runs are still on the API (${first.reason}).`;
  } catch (error) {
    return `What dead runs made is still on the API: ${(error as Error).message}`;
  }
}
