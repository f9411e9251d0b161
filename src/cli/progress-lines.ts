import { formatDuration } from '../lib/duration.ts';
import type { Progress } from '../lib/progress.ts';

/** Shows how far a run is. */
export interface ProgressView {
  report(progress: Progress): void;
  /** Says that a Ctrl-C was heard, and what is still waited for. */
  stopping(): void;
  /** Leaves the terminal as it was found. Call it however the run ended; more than once does no harm. */
  end(): void;
}

export const stoppingText = 'Stopping: waiting for what is in flight. Ctrl-C again to quit at once.';

/** One line for every tenth of a layer, at most: for logs, which nobody reads line by line. */
export function createLines(write: (line: string) => void): ProgressView {
  const tenths = new Map<string, number>();
  return {
    report(progress: Progress) {
      const { resource, done, total } = progress;
      const tenth = Math.floor((10 * done) / total);
      if (tenth === (tenths.get(resource) ?? 0)) return;
      tenths.set(resource, tenth);
      write(progressText(progress));
    },
    stopping: () => write(stoppingText),
    end: () => undefined,
  };
}

/** `users  12 of 20, 1 failed`. */
export function progressText({ resource, done, failed, total }: Progress): string {
  return `${resource}  ${done} of ${total}${failed === 0 ? '' : `, ${failed} failed`}`;
}

/** `, 12 s left`, once there is something to judge by; empty before that and at the end. */
export function timeLeft({ done, total }: Pick<Progress, 'done' | 'total'>, elapsedMs: number): string {
  if (done === 0 || done === total || elapsedMs < 1000) return '';
  const leftMs = (elapsedMs / done) * (total - done);
  return `, ${wholeSeconds(Math.max(1000, leftMs))} left`;
}

/** `7 s`, `2 min 5 s`. */
export function wholeSeconds(ms: number): string {
  return formatDuration(Math.round(ms / 1000) * 1000).replace('.0', '');
}
