import { type Progress, wholeSeconds } from '../lib/progress.ts';
import { progressSays } from '../messages/progress.ts';

/** `users  12 of 20, 1 failed`. */
export function progressText({ resource, done, failed, total }: Progress): string {
  const far = progressSays.of(resource, done, total);
  return failed === 0 ? far : `${far}, ${progressSays.failed(failed)}`;
}

/** `12 s left`, once there is something to judge by; empty before that and at the end. */
export function etaOf({ done, total }: Pick<Progress, 'done' | 'total'>, elapsedMs: number): string {
  if (done === 0 || done === total || elapsedMs < 1000) return '';
  return progressSays.left(wholeSeconds(Math.max(1000, (elapsedMs / done) * (total - done))));
}

/** `4.2 a second`; empty until there is something to judge by. */
export function rateOf({ done }: Pick<Progress, 'done'>, elapsedMs: number): string {
  return done === 0 || elapsedMs < 1000 ? '' : progressSays.rate((1000 * done) / elapsedMs);
}
