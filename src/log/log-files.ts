import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { isPlainObject } from '../lib/check.ts';
import { namesIn } from '../lib/files.ts';
import { type LogLine, logFormat, type RunBegun } from './events.ts';

/** `.seedbed/logs` under `root`: a file a run. */
export function logFolder(root: string): string {
  return join(root, '.seedbed', 'logs');
}

/** What the log of a sweep is called, with an id of its own behind it: it is of no run. */
export const sweepPrefix = 'sweep-';

/** A log on disk. */
export interface FoundLog {
  readonly run: string;
  readonly file: string;
  readonly bytes: number;
  /** When it was last written to, epoch ms. */
  readonly writtenAt: number;
}

const ending = '.ndjson';

/** The logs of a folder, the newest first. One without a folder has none. */
export function findLogs(root: string): FoundLog[] {
  const folder = logFolder(root);
  return namesIn(folder)
    .filter((name) => name.endsWith(ending))
    .flatMap((name) => {
      const file = join(folder, name);
      const stat = statOf(file);
      if (stat?.isFile() !== true) return [];
      return [{ run: name.slice(0, -ending.length), file, bytes: stat.size, writtenAt: stat.mtimeMs }];
    })
    .sort((a, b) => b.writtenAt - a.writtenAt);
}

/** How many logs stay, and how large they may be together. */
export interface Keep {
  readonly files: number;
  readonly bytes: number;
  /** Files that were written to since then stay in any case: it may be a live run's, or be read in a moment. In ms. */
  readonly youngMs: number;
}

const usualKeep: Keep = { files: 50, bytes: 64 * 1024 * 1024, youngMs: 3_600_000 };

/**
 * Opens a new log for a run, and removes old ones. Folder 0700, file 0600. Throws what the file system throws.
 *
 * @returns its descriptor
 */
export function openLogFile(root: string, run: string, now: number, keep: Keep = usualKeep): number {
  const folder = logFolder(root);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const descriptor = openSync(join(folder, `${run}${ending}`), 'ax', 0o600);
  removeOld(root, now, keep);
  return descriptor;
}

function removeOld(root: string, now: number, { files, bytes, youngMs }: Keep): void {
  let [count, size] = [0, 0];
  for (const log of findLogs(root)) {
    count++;
    size += log.bytes;
    if ((count <= files && size <= bytes) || now - log.writtenAt < youngMs) continue;
    try {
      rmSync(log.file, { force: true });
    } catch {
      // Somebody has it open, on a system that minds: the next run tries again.
    }
  }
}

function statOf(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch {
    // Another run has removed it, or it is not ours to look at.
    return undefined;
  }
}

/** The lines of a log. A last line that a kill cut off, and whatever else is no line of ours, is left out. */
export function readLog(file: string): LogLine[] {
  return parseLog(readFileSync(file, 'utf8'));
}

/** The same of a text. Empty if it is no log, or one of another version. */
export function parseLog(text: string): LogLine[] {
  const lines = text.split('\n').flatMap((line) => parseLine(line) ?? []);
  const [first] = lines;
  return first?.event === 'run-begun' && first.format === logFormat ? lines : [];
}

/** What the first line of a log says, without reading all of it; undefined if it is no log. */
export function readBegin(text: string): (RunBegun & LogLine) | undefined {
  const first = parseLine(text.slice(0, text.indexOf('\n') + 1));
  return first?.event === 'run-begun' ? first : undefined;
}

function parseLine(line: string): LogLine | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    return isLine(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isLine(parsed: unknown): parsed is LogLine {
  return isPlainObject(parsed) && typeof parsed.event === 'string' && typeof parsed.time === 'number';
}

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
  try {
    const begin = readBegin(firstBytes(file));
    return begin !== undefined && (begin.pid === process.pid || begin.ppid === process.pid);
  } catch {
    // Another user's, as of a container that works in the same folder; or gone by now.
    return false;
  }
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
