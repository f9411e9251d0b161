import { progressSays } from '../messages/progress.ts';
import { formatSpan } from './duration.ts';
import type { Wait } from './progress.ts';

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
