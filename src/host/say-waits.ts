import { type Clock, systemClock } from '../lib/clock.ts';
import { onWait, type Wait, waitText } from '../lib/progress.ts';

/** A shorter wait is not said: it is over before anybody wonders. */
const noticeableMs = 2000;
/** The same is not said again so soon: at a limit there is a wait in every period. */
const againMs = 30_000;

export interface SayWaitsOptions {
  /** Whether a test waits for what is held up. @default somebody always does */
  readonly isAwaited?: (() => boolean) | undefined;
  readonly clock?: Clock | undefined;
}

/**
 * Tells the waits of this process that a person notices: for the API's limit, for an API that is down, for a login, for the removal of what
 * dead runs left. A line each, and each kind once in a while.
 */
export function sayWaits(
  tell: (line: string) => void,
  { isAwaited = () => true, clock = systemClock }: SayWaitsOptions = {},
): void {
  const saidAt = new Map<Wait['for'], number>();
  const say = (wait: Wait): void => {
    const now = clock.now();
    if (now - (saidAt.get(wait.for) ?? Number.NEGATIVE_INFINITY) < againMs) return;
    saidAt.set(wait.for, now);
    tell(waitText(wait, 'ms' in wait ? wait.ms : 0));
  };
  onWait((wait) => {
    switch (wait.for) {
      case 'coordinator':
        return tell(wait.says);
      case 'dead runs':
        return say(wait);
      case 'login':
        return void isLong(wait, clock).then((long) => {
          if (long && isAwaited()) say(wait);
        });
      default:
        if (wait.ms >= noticeableMs && isAwaited()) say(wait);
    }
  });
}

/** Whether a wait lasts until it is noticed. One that does not tell its length is looked at once that time has passed. */
export async function isLong(wait: Wait, clock: Clock = systemClock): Promise<boolean> {
  if ('ms' in wait) return wait.ms >= noticeableMs;
  if (wait.for !== 'login' || wait.ended === undefined) return true;
  const over = new AbortController();
  void wait.ended.then(() => over.abort());
  return clock.sleep(noticeableMs, over.signal).then(
    () => true,
    () => false,
  );
}
