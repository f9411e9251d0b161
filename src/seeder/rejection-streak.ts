import { SeedbedError } from '../errors.ts';
import type { Outcome } from './job.ts';

/** Five records in a row refused for the same reason: the sixth will be too. */
const longestStreak = 5;

/**
 * Throws once neighbours in the plan were refused for the same reason. Counts by position, not by arrival: slow failures that
 * come in together after quick successes are no streak.
 */
export function rejectionStreak(): (position: number, reason: string) => void {
  const reasons = new Map<number, string>();
  return (position, reason) => {
    reasons.set(position, reason);
    let length = 1;
    for (let before = position - 1; reasons.get(before) === reason; before--) length++;
    for (let after = position + 1; reasons.get(after) === reason; after++) length++;
    if (length >= longestStreak)
      throw new SeedbedError(
        'SEEDBED_PARTIAL',
        `Stopped after ${longestStreak} equal refusals in a row: ${reason}.`,
      );
  };
}

/** Whether a list of neighbours ends in such a streak. */
export function endsInStreak(outcomes: readonly Outcome[]): boolean {
  const [reason, ...others] = outcomes.slice(-longestStreak).map(reasonOfRefusal);
  return (
    reason !== undefined && others.length === longestStreak - 1 && others.every((other) => other === reason)
  );
}

function reasonOfRefusal(outcome: Outcome): string | undefined {
  const refused = outcome.outcome === 'failed' && outcome.failure.outcome === 'rejected';
  return refused ? outcome.failure.reason : undefined;
}
