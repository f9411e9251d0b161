import type { RecordId } from '../api/evidence.ts';
import type { Removed, ResourceApi } from '../api/operations.ts';
import { look, type Sight } from '../removal/sight.ts';
import type { ResourceCheck } from './check-resource.ts';

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
  let sight = await look(api, id, lookOptions(check));
  let pause = api.visibility.settleMs;
  const looks = how === 'accepted' ? mostLooks : how === 'done' ? 1 : 0;
  for (let left = looks; left > 0 && 'shown' in sight; left--) {
    await clock.sleep(pause, signal);
    pause *= 2;
    sight = await look(api, id, lookOptions(check));
  }
  return sight;
}

export function lookOptions(check: ResourceCheck): Parameters<typeof look>[2] {
  return { signal: check.bench.parts.signal, isYoung: false };
}
