import type { LogLevel } from '../config/config.ts';
import { type Clock, startTimer, stopTimer, systemClock } from '../lib/clock.ts';
import { isFrame, type LogEvent, levelNumbers } from './events.ts';
import type { Keep } from './log-files.ts';
import type { LogWriter } from './log-writer.ts';

/** A run's log. It never fails a run: what cannot be written is said once, and left. */
export interface RunLog {
  write(level: LogLevel, event: LogEvent): void;
  /** Writes what waits, and closes the file. */
  close(): Promise<void>;
}

export interface RunLogOptions {
  /** Folder that holds `.seedbed/`. */
  readonly root: string;
  readonly run: string;
  /** Less important events are not written. */
  readonly level: LogLevel;
  /** Told of each event at the same moment, for people. */
  readonly mirror?: ((level: LogLevel, event: LogEvent) => void) | undefined;
  /** Why there is no log. */
  readonly onTrouble: (error: Error) => void;
  readonly clock?: Clock | undefined;
  /** Which older logs stay. */
  readonly keep?: Keep | undefined;
  /** One log's size, in bytes. @default 16 MiB */
  readonly mostBytes?: number | undefined;
}

/** How long lines wait for the logger to be loaded, in ms, unless a request is answered before. */
const patienceMs = 50;

/**
 * Opens `.seedbed/logs/<run>.ndjson`. The logger takes as long to load as a quick API needs for a dozen records, so that is done once the
 * first request is under way; until then lines wait in memory.
 */
export function openRunLog(options: RunLogOptions): RunLog {
  const { root, run, level: least, mirror, onTrouble, keep, mostBytes = 16 * 1024 * 1024 } = options;
  const { clock = systemClock } = options;
  let held: [LogLevel, number, LogEvent][] = [];
  let writer: LogWriter | undefined;
  let loading: Promise<void> | undefined;
  const give = (made: LogWriter | undefined): void => {
    for (const line of held) made?.write(...line);
    held = [];
    writer = made;
  };
  const load = (): Promise<void> => {
    stopTimer(soon);
    loading ??= import('./log-writer.ts')
      .then(({ openLogWriter }) => {
        give(openLogWriter({ root, run, now: clock.wall(), keep, mostBytes, onError: onTrouble }));
      })
      // The folder cannot be written, or the package is not whole any more.
      .catch((error: unknown) => {
        onTrouble(error as Error);
        give({ write: () => undefined, close: () => undefined });
      });
    return loading;
  };
  const soon = startTimer(() => void load(), patienceMs).unref();
  return {
    write(level, event) {
      mirror?.(level, event);
      if (!isFrame(event) && levelNumbers[level] < levelNumbers[least]) return;
      if (writer !== undefined) return writer.write(level, clock.wall(), event);
      held.push([level, clock.wall(), event]);
      if (event.event !== 'run-begun' && event.event !== 'dataset-asked') void load();
    },
    async close() {
      await load();
      writer?.close();
    },
  };
}
