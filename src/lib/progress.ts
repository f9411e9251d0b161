import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import { progressSays } from '../messages/progress.ts';
import { formatSpan } from './clock.ts';

/** How far the records of one resource are. */
export interface Progress {
  readonly phase: 'create' | 'remove';
  readonly resource: string;
  readonly done: number;
  readonly failed: number;
  readonly total: number;
}

/** Why nothing moves for a while. */
export type Wait =
  /** Nobody sends for so long: the API's rate limit, or an API that is down. */
  | { readonly for: 'limit' | 'down'; readonly ms: number }
  /** `ended` resolves when it is over, however. */
  | { readonly for: 'login'; readonly ended?: Promise<unknown> | undefined }
  /** Redis was lost, is back, or gives out nothing; in its own words. */
  | { readonly for: 'coordinator'; readonly says: string }
  /** What dead runs left is being removed: this many records are still there. */
  | { readonly for: 'dead runs'; readonly records: number };

const name = 'seedbed:wait';
const waits = channel(name);

/** Tells `node:diagnostics_channel` of a wait; costs nothing while nobody listens. */
export function tellWait(wait: Wait): void {
  if (waits.hasSubscribers) waits.publish(wait);
}

/** Listens for every wait of this process, when it begins. Returns what ends that. */
export function onWait(listen: (wait: Wait) => void): () => void {
  const heard = (wait: unknown): void => listen(wait as Wait);
  subscribe(name, heard);
  return () => void unsubscribe(name, heard);
}

/** `waiting 14 s for the API's rate limit`. */
export function waitText(wait: Wait, leftMs: number): string {
  const left = wholeSeconds(Math.max(1000, leftMs));
  switch (wait.for) {
    case 'limit':
      return progressSays.forLimit(left);
    case 'down':
      return progressSays.forApi(left);
    case 'coordinator':
      return wait.says;
    case 'login':
      return progressSays.login;
    case 'dead runs':
      return progressSays.deadRuns(wait.records);
  }
}

/** `7 s`, `2 min 5 s`. */
export function wholeSeconds(ms: number): string {
  return formatSpan(Math.ceil(ms / 1000) * 1000);
}
