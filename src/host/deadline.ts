import { SeedbedError } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { formatDuration } from '../lib/duration.ts';

/** Runs `work` with a signal that aborts when `ms` have passed, or with `signal`. The reason is a `SEEDBED_DEADLINE` error. */
export async function withDeadline<T>(
  clock: Clock,
  ms: number | undefined,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  if (ms === undefined) return work(signal);
  const late = new AbortController();
  const done = new AbortController();
  const expire = (): void =>
    late.abort(
      new SeedbedError(
        'SEEDBED_DEADLINE',
        `Creating the data took longer than the deadline of ${formatDuration(ms)}. Ask for less, or raise \`deadline\`.`,
      ),
    );
  clock.sleep(ms, done.signal).then(expire, () => undefined);
  try {
    return await work(signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]));
  } finally {
    done.abort();
  }
}
