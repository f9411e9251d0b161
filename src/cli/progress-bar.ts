import { styleText } from 'node:util';
import { type Clock, startBeating, stopBeating, systemClock } from '../lib/clock.ts';
import { type Progress, type Wait, waitText, wholeSeconds } from '../lib/progress.ts';
import { progressSays } from '../messages/progress.ts';
import { cutToWidth, displayWidth } from '../report/table.ts';
import { keepLastLine, tell } from './terminal.ts';

/** Shows how far a run is. */
export interface ProgressView {
  report(progress: Progress): void;
  /** Nothing moves for a while, and why. */
  waiting(wait: Wait): void;
  /** Says that a Ctrl-C was heard, and what is still waited for. */
  stopping(): void;
  /** Leaves the terminal as it was found. Call it however the run ended; more than once does no harm. */
  end(): void;
}

/** What a bar needs of a terminal. */
export type BarStream = Pick<NodeJS.WriteStream, 'columns' | 'write' | 'cursorTo' | 'clearLine'>;

/** Reports come by the thousand; a person sees no more than these. */
const redrawMs = 80;
const longest = 24;
const shortest = 8;

interface Layer {
  readonly startedAt: number;
  shown: Progress;
}

/**
 * One line a layer, drawn over and over; a finished layer leaves its last line behind. Layers may be made side by side: the one that began
 * first is shown. While nothing moves the line says why. Lines that are printed meanwhile go above it. Keys are left alone: Ctrl-C stays a
 * signal.
 */
export function createBar(stream: BarStream, clock: Clock = systemClock): ProgressView {
  /** Under way, in the order in which they began. */
  const layers = new Map<string, Layer>();
  let wait: { readonly why: Wait; readonly until: number } | undefined;
  let drawnAt = Number.NEGATIVE_INFINITY;
  // Also without a bar: the terminal itself writes `^C` there.
  const clear = (): void => {
    stream.cursorTo(0);
    stream.clearLine(0);
  };
  const draw = (): void => {
    const now = clock.now();
    if (wait !== undefined && wait.until <= now) wait = undefined;
    const why = wait && waitText(wait.why, wait.until - now);
    const [layer] = layers.values();
    if (layer === undefined && why === undefined) return;
    drawnAt = now;
    const columns = stream.columns || 80;
    // The terminal itself writes `^C` after it; what goes over the edge cannot be cleared.
    const room = columns - 3;
    const line =
      layer === undefined
        ? cutToWidth(why ?? '', room)
        : barLine(layer.shown, now - layer.startedAt, room, why);
    stream.cursorTo(0);
    stream.write(line);
    stream.clearLine(1);
  };
  const finish = (name: string, { shown }: Layer): void => {
    layers.delete(name);
    clear();
    const whole = shown.done === shown.total && shown.failed === 0;
    const mark = styleText(whole ? 'green' : 'red', whole ? '✓' : '✗', { stream: process.stderr });
    stream.write(`${mark} ${progressText(shown)}\n`);
  };
  const end = (): void => {
    wait = undefined;
    if (layers.size === 0 && drawnAt > Number.NEGATIVE_INFINITY) clear();
    for (const [name, layer] of layers) finish(name, layer);
    stopBeating(beat);
    keepLastLine(undefined);
    process.off('exit', end);
  };
  // Time goes by also while nothing is reported: a rate limit may ask for a minute.
  const beat = startBeating(draw, 1000).unref();
  keepLastLine({ clear, draw });
  // A second Ctrl-C ends the process at once.
  process.on('exit', end);
  return {
    report(progress) {
      // Whoever reports has signed in.
      if (wait?.why.for === 'login') wait = undefined;
      const name = `${progress.phase} ${progress.resource}`;
      // When the removal begins, nothing more is made.
      for (const [other, one] of layers) if (one.shown.phase !== progress.phase) finish(other, one);
      const layer = layers.get(name) ?? { startedAt: clock.now(), shown: progress };
      if (!layers.has(name)) drawnAt = Number.NEGATIVE_INFINITY;
      layers.set(name, layer);
      layer.shown = progress;
      if (progress.done === progress.total) {
        finish(name, layer);
        draw();
      } else if (clock.now() - drawnAt >= redrawMs) draw();
    },
    waiting(why) {
      // It has lines of its own.
      if (why.for === 'coordinator') return;
      wait = { why, until: 'ms' in why ? clock.now() + why.ms : Number.POSITIVE_INFINITY };
      draw();
    },
    stopping: () => tell(progressSays.stopping),
    end,
  };
}

/**
 * `━━━━━━──────  users  12 of 20, 1 failed, 5 s left [7 s]`, never wider than the room; without the bar if there is none for it. A wait
 * stands in place of the time left, and is the last thing to be cut.
 */
function barLine(progress: Progress, elapsedMs: number, room: number, why: string | undefined): string {
  const elapsed = elapsedMs < 1000 ? '' : ` [${wholeSeconds(elapsedMs)}]`;
  const far = progressText(progress);
  const left = why ?? etaOf(progress, elapsedMs);
  const text = `${left === '' ? far : `${far}, ${left}`}${elapsed}`;
  const size = Math.min(longest, room - displayWidth(text) - 2);
  if (size < shortest) return cutToWidth(text, room);
  const filled = Math.floor((size * progress.done) / progress.total);
  return `${'━'.repeat(filled)}${'─'.repeat(size - filled)}  ${text}`;
}

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
