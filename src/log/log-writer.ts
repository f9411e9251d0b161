import { appendFileSync, closeSync } from 'node:fs';
import { pino } from 'pino';
import type { LogLevel } from '../config/config.ts';
import { escapeJson } from '../lib/escape.ts';
import { isFrame, type LogEvent, levelNumbers } from './events.ts';
import { type Keep, openLogFile } from './log-files.ts';

/** Writes lines at once: what was written is there however the process ends. */
export interface LogWriter {
  write(level: LogLevel, time: number, event: LogEvent): void;
  close(): void;
}

export interface WriterOptions {
  readonly root: string;
  readonly run: string;
  readonly now: number;
  readonly keep?: Keep | undefined;
  /** From here on only warnings, errors and the frame are written; from twice this on, the frame. */
  readonly mostBytes: number;
  /** The disk is full or gone: called once, then nothing more is written. */
  readonly onError: (error: Error) => void;
}

/** Throws what the file system throws if the log cannot be opened. */
export function openLogWriter({ root, run, now, keep, mostBytes, onError }: WriterOptions): LogWriter {
  const descriptor = openLogFile(root, run, now, keep);
  let open = true;
  let size = 0;
  let time = 0;
  const shut = (): void => {
    open = false;
    try {
      closeSync(descriptor);
    } catch {
      // Nothing more is written to it: a failure was already reported.
    }
  };
  const giveUp = (error: Error): void => {
    if (!open) return;
    onError(error);
    shut();
  };
  const logger = pino(
    {
      base: null,
      customLevels: levelNumbers,
      useOnlyCustomLevels: true,
      // The run's log decides what is told; here everything that comes is written.
      level: 'debug',
      formatters: { level: (level) => ({ level }) },
      timestamp: () => `,"time":${time}`,
    },
    {
      write(line: string) {
        // A line may quote an API, and people look at the file with `cat`.
        const safe = escapeJson(line);
        size += safe.length;
        try {
          // Not pino's own destination: when that is closed, it waits until the disk has all, 30 ms that nobody gains by.
          appendFileSync(descriptor, safe);
        } catch (error) {
          giveUp(error as Error);
        }
      },
    },
  );
  const isKept = (level: LogLevel, event: LogEvent): boolean => {
    if (size < mostBytes || isFrame(event)) return true;
    return size < 2 * mostBytes && (event.event === 'pulse' || levelNumbers[level] >= levelNumbers.warning);
  };
  let isCut = false;
  return {
    write(level, at, event) {
      if (!open) return;
      time = Math.round(at);
      if (isKept(level, event)) logger[level](event);
      else if (!isCut) {
        isCut = true;
        logger.warning({ event: 'cut' } satisfies LogEvent);
      }
    },
    close() {
      if (open) shut();
    },
  };
}
