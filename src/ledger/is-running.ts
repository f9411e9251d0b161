import { knock } from './door.ts';
import { placeOf, quietMs, stateOf, thisPlace } from './process-identity.ts';
import type { FoundLedger } from './read-ledgers.ts';

/**
 * Whether the process that writes a ledger may still be at it. False only if it surely is not; or, if nothing can tell, if its ledger
 * was not touched for a quarter of an hour. See docs/decisions/013.
 *
 * @param now epoch ms
 */
export async function isRunning(
  {
    file,
    header,
    writtenAt,
    closed,
    door,
  }: Pick<FoundLedger, 'file' | 'header' | 'writtenAt' | 'closed' | 'door'>,
  now: number,
): Promise<boolean> {
  if (closed) return false;
  const { owner, startedAt } = header;
  const place = placeOf(owner, thisPlace());
  if (place === 'before-boot') return false;
  const state = place === 'visible' ? stateOf(owner, startedAt) : 'unknown';
  if (state !== 'unknown') return state === 'alive';
  // Of another kernel's socket this one knows nothing.
  const answer = place === 'elsewhere' ? 'unknown' : await knock(file, door);
  return answer === 'unknown' ? now - writtenAt < quietMs : answer === 'open';
}
