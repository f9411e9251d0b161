import type { Progress } from '../../lib/progress.ts';

/** Shows how far a run is. */
export interface ProgressView {
  report(progress: Progress): void;
  /** Says that a Ctrl-C was heard, and what is still waited for. */
  stopping(): void;
  /** Leaves the terminal as it was found; call it however the run ended. */
  end(): void;
}

export const stoppingText = 'Stopping: waiting for what is in flight. Ctrl-C again to quit at once.';
