import { progress as openBar, type ProgressResult, settings } from '@clack/prompts';
import type { Clock } from '../../lib/clock.ts';
import { systemClock } from '../../lib/clock.ts';
import type { Progress } from '../../lib/progress.ts';
import { progressText, timeLeft } from './text.ts';
import { type ProgressView, stoppingText } from './view.ts';

const size = 24;

/** One bar a layer; a finished layer leaves its last line behind. */
export function createBar(stream: NodeJS.WriteStream, clock: Clock = systemClock): ProgressView {
  const giveBackKeys = takeKeys();
  let current: { bar: ProgressResult; resource: string; shown: Progress; startedAt: number } | undefined;
  const finish = (): void => {
    if (current === undefined) return;
    const { bar, shown } = current;
    const text = progressText(shown);
    if (shown.done === shown.total && shown.failed === 0) bar.stop(text);
    else bar.error(text);
    current = undefined;
  };
  return {
    report(progress) {
      if (current?.resource !== progress.resource) {
        finish();
        const bar = openBar({
          output: stream,
          cancelMessage: stoppingText,
          max: progress.total,
          size,
          indicator: 'timer',
          withGuide: false,
        });
        current = {
          bar,
          resource: progress.resource,
          shown: { ...progress, done: 0, failed: 0 },
          startedAt: clock.now(),
        };
        bar.start(progressText(current.shown));
      }
      const elapsedMs = clock.now() - current.startedAt;
      current.bar.advance(
        progress.done - current.shown.done,
        progressText(progress) + timeLeft(progress, elapsedMs),
      );
      current.shown = progress;
      if (progress.done === progress.total) finish();
    },
    stopping() {
      // A bar that is drawn hears the signal itself, and gives way to the same text.
      if (current === undefined) stream.write(`${stoppingText}\n`);
    },
    end() {
      finish();
      giveBackKeys();
    },
  };
}

/**
 * While a bar is drawn, clack holds the terminal in raw mode, where Ctrl-C is a key and no signal, and ends the process with exit
 * code 0 on it and on Escape. Here a Ctrl-C must let what is in flight end and be counted: it becomes a signal again.
 */
function takeKeys(): () => void {
  const ends = [...settings.aliases].filter(([, action]) => action === 'cancel');
  for (const [key] of ends) settings.aliases.delete(key);
  const onKey = (_: unknown, key: { readonly ctrl?: boolean; readonly name?: string } = {}): void => {
    if (key.ctrl === true && key.name === 'c') process.kill(process.pid, 'SIGINT');
  };
  process.stdin.on('keypress', onKey);
  return () => {
    process.stdin.off('keypress', onKey);
    for (const [key, action] of ends) settings.aliases.set(key, action);
  };
}
