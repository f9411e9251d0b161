import { formatDuration } from '../../lib/duration.ts';
import type { Progress } from '../../lib/progress.ts';

/** `users  12 of 20, 1 failed`. */
export function progressText({ resource, done, failed, total }: Progress): string {
  return `${resource}  ${done} of ${total}${failed === 0 ? '' : `, ${failed} failed`}`;
}

/** `, 12 s left`, once there is something to judge by; empty before that and at the end. */
export function timeLeft({ done, total }: Pick<Progress, 'done' | 'total'>, elapsedMs: number): string {
  if (done === 0 || done === total || elapsedMs < 1000) return '';
  const leftMs = (elapsedMs / done) * (total - done);
  return `, ${formatDuration(Math.max(1000, Math.round(leftMs / 1000) * 1000)).replace('.0', '')} left`;
}
