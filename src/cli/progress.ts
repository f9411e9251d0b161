import { isDumbTerminal } from '../config/environment.ts';
import { type Clock, systemClock } from '../lib/clock.ts';
import { onWait, waitText } from '../lib/progress.ts';
import { progressSays } from '../messages/progress.ts';
import { type BarStream, createBar, etaOf, type ProgressView, progressText, rateOf } from './progress-bar.ts';
import { tell } from './terminal.ts';

/**
 * A bar on a terminal that can redraw a line, a few plain lines anywhere else. Always on stderr: stdout is for results. It hears of every
 * wait of this process until it ends.
 */
export function openProgress(
  stream: BarStream & { readonly isTTY?: boolean } = process.stderr,
): ProgressView {
  const view =
    stream.isTTY && !isDumbTerminal() ? createBar(stream) : createLines((line) => stream.write(`${line}\n`));
  const unhear = onWait((wait) => view.waiting(wait));
  return {
    ...view,
    end() {
      unhear();
      view.end();
    },
  };
}

/** Logs are read by the page: at most one line in this time, besides the last line of a layer. */
const calmMs = 10_000;
/** A shorter wait is over before it is read. */
const longWaitMs = 5000;

/** Calm lines for logs: how far, how fast, how long still; at most one in ten seconds, and one when a layer is done. */
export function createLines(write: (line: string) => void, clock: Clock = systemClock): ProgressView {
  /** When each began: they may be made side by side. */
  const begun = new Map<string, number>();
  const openedAt = clock.now();
  let saidAt: number | undefined;
  const say = (line: string): void => {
    saidAt = clock.now();
    write(line);
  };
  return {
    report(progress) {
      const now = clock.now();
      const name = `${progress.phase} ${progress.resource}`;
      const startedAt = begun.get(name) ?? now;
      begun.set(name, startedAt);
      const isDone = progress.done === progress.total;
      if (!isDone && now - (saidAt ?? openedAt) < calmMs) return;
      const elapsedMs = now - startedAt;
      const more = isDone ? [] : [rateOf(progress, elapsedMs), etaOf(progress, elapsedMs)];
      say([progressText(progress), ...more.filter((part) => part !== '')].join(', '));
    },
    waiting(wait) {
      const isLong = wait.for === 'dead runs' || ('ms' in wait && wait.ms >= longWaitMs);
      const isCalm = saidAt === undefined || clock.now() - saidAt >= longWaitMs;
      if (isLong && isCalm) say(waitText(wait, 'ms' in wait ? wait.ms : 0));
    },
    stopping: () => tell(progressSays.stopping),
    end: () => undefined,
  };
}
