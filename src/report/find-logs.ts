import { closeSync, openSync, readSync } from 'node:fs';
import type { LogLine } from '../log/events.ts';
import { findLogs, readBegin, readLog, sweepPrefix } from '../log/log-files.ts';

/** The log that was written to last, a sweep's only if there is no other; undefined if there is none. */
export function lastLog(root: string): LogLine[] | undefined {
  const logs = findLogs(root);
  const newest = logs.find(({ run }) => !run.startsWith(sweepPrefix)) ?? logs[0];
  return newest && readLog(newest.file);
}

/** The log of a run; undefined if it has none, or none any more. */
export function logOfRun(root: string, run: string): LogLine[] | undefined {
  const found = findLogs(root).find((log) => log.run === run);
  return found && readLog(found.file);
}

/** The names of the runs that have a log, the newest first. */
export function loggedRuns(root: string): string[] {
  return findLogs(root).map(({ run }) => run);
}

/** The logs that this process, or one that it started, has written to since then (epoch ms): a runner's own hosts, or its workers'. */
export function logsOfRunner(roots: Iterable<string>, since: number): LogLine[][] {
  return [...new Set(roots)].flatMap((root) =>
    findLogs(root)
      // A file system may tell times to a second or two.
      .filter(({ run, writtenAt }) => writtenAt >= since - 2000 && !run.startsWith(sweepPrefix))
      .filter(({ file }) => isOwn(file))
      .map(({ file }) => readLog(file)),
  );
}

function isOwn(file: string): boolean {
  const begin = readBegin(firstBytes(file));
  return begin !== undefined && (begin.pid === process.pid || begin.ppid === process.pid);
}

function firstBytes(file: string): string {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(4096);
    return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(descriptor);
  }
}
