import { styleText } from 'node:util';
import { isDumbTerminal } from '../config/environment.ts';
import { type Clock, systemClock } from '../lib/clock.ts';
import { formatDuration } from '../lib/duration.ts';
import type { Progress } from '../lib/progress.ts';
import { startBeating, stopBeating } from '../lib/timers.ts';
import { cutToWidth, displayWidth } from '../report/table.ts';
import { keepLastLine, tell } from './terminal.ts';

/** A bar on a terminal that can redraw a line, a few plain lines anywhere else. Always on stderr: stdout is for results. */
export function openProgress(
  stream: BarStream & { readonly isTTY?: boolean } = process.stderr,
): ProgressView {
  if (stream.isTTY && !isDumbTerminal()) return createBar(stream);
  return createLines((line) => stream.write(`${line}\n`));
}

/** What a bar needs of a terminal. */
export type BarStream = Pick<NodeJS.WriteStream, 'columns' | 'write' | 'cursorTo' | 'clearLine'>;

/** Reports come by the thousand; a person sees no more than these. */
const redrawMs = 80;
const longest = 24;
const shortest = 8;

/**
 * One line a layer, drawn over and over; a finished layer leaves its last line behind. What is told meanwhile goes above it. Keys are
 * left alone: Ctrl-C stays a signal.
 */
export function createBar(stream: BarStream, clock: Clock = systemClock): ProgressView {
  let layer: { readonly startedAt: number; drawnAt: number; shown: Progress } | undefined;
  // Also without a bar: the terminal itself writes `^C` there.
  const clear = (): void => {
    stream.cursorTo(0);
    stream.clearLine(0);
  };
  const draw = (): void => {
    if (layer === undefined) return;
    layer.drawnAt = clock.now();
    const line = barLine(layer.shown, layer.drawnAt - layer.startedAt, stream.columns || 80);
    stream.cursorTo(0);
    stream.write(line);
    stream.clearLine(1);
  };
  const finish = (): void => {
    if (layer === undefined) return;
    clear();
    const { shown } = layer;
    const whole = shown.done === shown.total && shown.failed === 0;
    const mark = whole
      ? styleText('green', '✓', { stream: process.stderr })
      : styleText('red', '✗', { stream: process.stderr });
    stream.write(`${mark} ${progressText(shown)}\n`);
    layer = undefined;
  };
  const end = (): void => {
    finish();
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
      if (layer?.shown.resource !== progress.resource || layer.shown.phase !== progress.phase) {
        finish();
        layer = { startedAt: clock.now(), drawnAt: Number.NEGATIVE_INFINITY, shown: progress };
      }
      layer.shown = progress;
      if (progress.done === progress.total) finish();
      else if (clock.now() - layer.drawnAt >= redrawMs) draw();
    },
    stopping: () => tell(stoppingText),
    end,
  };
}

/** `━━━━━━──────  users  12 of 20, 1 failed, 5 s left [7 s]`, never wider than the terminal; without the bar if there is no room for it. */
function barLine(progress: Progress, elapsedMs: number, columns: number): string {
  const elapsed = elapsedMs < 1000 ? '' : ` [${wholeSeconds(elapsedMs)}]`;
  const text = `${progressText(progress)}${timeLeft(progress, elapsedMs)}${elapsed}`;
  // The terminal itself writes `^C` after it; what goes over the edge cannot be cleared.
  const room = columns - 3;
  const size = Math.min(longest, room - displayWidth(text) - 2);
  if (size < shortest) return cutToWidth(text, room);
  const filled = Math.floor((size * progress.done) / progress.total);
  return `${'━'.repeat(filled)}${'─'.repeat(size - filled)}  ${text}`;
}

/** Shows how far a run is. */
export interface ProgressView {
  report(progress: Progress): void;
  /** Says that a Ctrl-C was heard, and what is still waited for. */
  stopping(): void;
  /** Leaves the terminal as it was found. Call it however the run ended; more than once does no harm. */
  end(): void;
}

const stoppingText = 'Stopping: waiting for what is in flight. Ctrl-C again to quit at once.';

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
function wholeSeconds(ms: number): string {
  return formatDuration(Math.round(ms / 1000) * 1000).replace('.0', '');
}
