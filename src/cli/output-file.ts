import { accessSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isSeedbedError, SeedbedError } from '../errors.ts';

/** A file that the user asked for. It appears whole or not at all. */
export interface OutputFile {
  /** As the user wrote it. */
  readonly name: string;
  /** Where to write; the real file takes its place with `commit`. */
  readonly draft: string;
  /** Puts the draft in the file's place. */
  commit(): void;
  /** Removes the draft. */
  discard(): void;
}

/**
 * Proves that a file can be written, before anything is sent, and leaves nothing behind if it is never committed.
 *
 * @throws SeedbedError `SEEDBED_FILE` where it cannot be written.
 */
export function openOutput(name: string): OutputFile {
  return attempt(name, () => {
    const file = followed(resolve(name));
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.isDirectory()) throw cannotWrite(name, 'it is a folder');
    if (found !== undefined) accessSync(file, constants.W_OK);
    // A device or pipe (/dev/stdout) has no place that another file could take.
    if (found !== undefined && !found.isFile())
      return { name, draft: file, commit: () => undefined, discard: () => undefined };
    if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory())
      throw cannotWrite(name, `there is no folder "${dirname(name)}"`);
    const draft = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
    const discard = (): void => rmSync(draft, { force: true });
    writeFileSync(draft, '');
    discard();
    return { name, draft, commit: () => attempt(name, () => renameSync(draft, file)), discard };
  });
}

export function writeOutput(output: OutputFile, text: string): void {
  try {
    attempt(output.name, () => writeFileSync(output.draft, text));
    output.commit();
  } finally {
    output.discard();
  }
}

/** Where a symbolic link leads: the file is replaced, not the link. */
function followed(file: string): string {
  return statSync(file, { throwIfNoEntry: false }) === undefined ? file : realpathSync(file);
}

function cannotWrite(name: string, why: string, cause?: unknown): SeedbedError {
  return new SeedbedError('SEEDBED_FILE', `Failed to write "${name}": ${why}.`, { cause });
}

function attempt<T>(name: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (isSeedbedError(error)) throw error;
    throw cannotWrite(name, (error as Error).message, error);
  }
}
