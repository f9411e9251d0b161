import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isSeedbedError, SeedbedError } from '../../errors.ts';
import { madeSays } from '../../messages/made.ts';

/** A file that the user asked for. It appears whole or not at all. */
export interface OutputFile {
  /** As the user wrote it. */
  readonly name: string;
  /**
   * Opens the draft beside the file: new, under a name nobody can guess, so that no link lies in wait there. If it is to take a
   * file's place, nobody else can read it before it has that file's mode. The caller closes it. Once only.
   */
  open(): number;
  /** Puts the draft in the file's place, with the mode and owner of the file that was there. */
  commit(): void;
  /** Removes the draft, if it did not take the file's place. */
  discard(): void;
}

/**
 * Proves that a file can be written, before anything is sent, and leaves nothing behind if it is never committed.
 *
 * @throws SeedbedError `SEEDBED_FILE` if it cannot be written.
 */
export function openOutput(name: string): OutputFile {
  return attempt(name, () => {
    const file = followed(resolve(name));
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.isDirectory()) throw cannotWrite(name, madeSays.isFolder);
    if (found !== undefined) accessSync(file, constants.W_OK);
    // A device or pipe (/dev/stdout) has no place that another file could take.
    if (found?.isFIFO() === true) return intoPipe(name, file);
    if (found !== undefined && !found.isFile()) {
      // A socket cannot be opened, though one may write to it.
      closeSync(openSync(file, 'w'));
      return {
        name,
        open: () => attempt(name, () => openSync(file, 'w')),
        commit: nothing,
        discard: nothing,
      };
    }
    if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory())
      throw cannotWrite(name, madeSays.noFolder(dirname(name)));
    const output = beside(name, file, found);
    closeSync(output.open());
    output.discard();
    return beside(name, file, found);
  });
}

/** Opening a pipe that nobody reads would wait for ever, and no signal could end it. Its reader is kept until the pipe is written. */
function intoPipe(name: string, file: string): OutputFile {
  let held: number | undefined;
  const letGo = (): void => {
    if (held !== undefined) closeSync(held);
    held = undefined;
  };
  try {
    held = openSync(file, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENXIO') throw cannotWrite(name, madeSays.noReader);
    throw error;
  }
  return {
    name,
    open: () =>
      attempt(name, () => {
        const opened = openSync(file, 'w');
        letGo();
        return opened;
      }),
    commit: nothing,
    discard: letGo,
  };
}

/** @param found The file that is there already. */
function beside(name: string, file: string, found: Stats | undefined): OutputFile {
  const draft = join(
    dirname(file),
    `.${basename(file).slice(0, 100)}.${randomBytes(12).toString('hex')}.tmp`,
  );
  let ours = false;
  return {
    name,
    open: () =>
      attempt(name, () => {
        const opened = openSync(draft, 'wx', found === undefined ? 0o666 : 0o600);
        ours = true;
        return opened;
      }),
    commit: () =>
      attempt(name, () => {
        if (found !== undefined) resemble(draft, found);
        renameSync(draft, file);
        ours = false;
      }),
    discard() {
      if (ours) rmSync(draft, { force: true });
      ours = false;
    },
  };
}

/** Gives the draft the mode and owner of the file it replaces. */
function resemble(draft: string, found: Stats): void {
  const { uid, gid } = statSync(draft);
  if (uid !== found.uid || gid !== found.gid) {
    try {
      chownSync(draft, found.uid, found.gid);
    } catch {
      // Only root may change the owner of a file. A mode made for another group must not open it to ours.
      chmodSync(draft, found.mode & (found.gid === gid ? 0o777 : 0o707));
      return;
    }
  }
  // After the owner: to change it clears bits of the mode.
  chmodSync(draft, found.mode & 0o777);
}

function nothing(): void {}

/** As Linux does. */
const mostLinks = 40;

/**
 * Where a symbolic link leads, also if nothing is there yet: the file is replaced, not the link. To an open pipe only the link leads:
 * `/dev/stdout` of `seedbed … | less` has no path of its own.
 */
function followed(file: string, links = 0): string {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found !== undefined) return found.isFile() || found.isDirectory() ? realpathSync(file) : file;
  const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink && links < mostLinks ? followed(resolve(dirname(file), readlinkSync(file)), links + 1) : file;
}

function cannotWrite(name: string, why: string, cause?: unknown): SeedbedError {
  return new SeedbedError('SEEDBED_FILE', madeSays.cannotWrite(name, why), { cause });
}

function attempt<T>(name: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (isSeedbedError(error)) throw error;
    throw cannotWrite(name, (error as Error).message, error);
  }
}
