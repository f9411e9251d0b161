import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { SeedbedError } from '../../errors.ts';
import { madeSays } from '../../messages/made.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Text that waits to be written. */
const pieceLength = 64 * 1024;

/** Records that wait for earlier ones, at most: one that is late by more than these stands where it came. */
const mostHeld = 1000;

/**
 * Records of one resource while they come in: on disk, so that a million cost no memory, and in the order of the plan, unless one comes
 * very late. The file has no name where the system allows it, so that nothing is left behind however the process ends.
 */
export class RecordSpool {
  readonly #folder: string;
  #file: { readonly path: string; readonly descriptor: number } | undefined;
  readonly #held = new Map<number, string>();
  readonly #columns = new Set<string>();
  #next = 0;
  #text = '';

  /** @param folder where its file lies; nothing is made before there is something to write */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The names of all fields that came. */
  get columns(): readonly string[] {
    return [...this.#columns];
  }

  /** @throws SeedbedError `SEEDBED_FILE` if the disk takes no more */
  add(index: number, fields: Fields): void {
    for (const name in fields) this.#columns.add(name);
    this.#held.set(index, JSON.stringify(fields));
    this.#release();
    if (this.#held.size > mostHeld) this.#giveUpWaiting();
    if (this.#text.length >= pieceLength) this.#write();
  }

  /** Everything that came. Read it when nothing more comes. */
  *records(): Generator<Fields, void, undefined> {
    for (const index of [...this.#held.keys()].sort((a, b) => a - b)) this.#take(index);
    // What was never too much for memory needs no file.
    if (this.#file === undefined) {
      yield* parsed(this.#text.split('\n'));
      return;
    }
    this.#write();
    const buffer = Buffer.allocUnsafe(pieceLength);
    const decoder = new StringDecoder('utf8');
    let rest = '';
    for (let position = 0; ; ) {
      const bytes = readSync(this.#file.descriptor, buffer, 0, buffer.length, position);
      if (bytes === 0) return;
      position += bytes;
      const lines = (rest + decoder.write(buffer.subarray(0, bytes))).split('\n');
      rest = lines.pop() ?? '';
      yield* parsed(lines);
    }
  }

  [Symbol.dispose](): void {
    if (this.#file === undefined) return;
    closeSync(this.#file.descriptor);
    rmSync(this.#file.path, { force: true });
    this.#file = undefined;
  }

  #release(): void {
    while (this.#held.has(this.#next)) this.#take(this.#next);
  }

  /** Missing records could not be made, or take very long. */
  #giveUpWaiting(): void {
    const waiting = [...this.#held.keys()].sort((a, b) => a - b);
    for (const index of waiting.slice(0, mostHeld / 2)) this.#take(index);
    this.#release();
  }

  #take(index: number): void {
    this.#text += `${this.#held.get(index)}\n`;
    this.#held.delete(index);
    this.#next = Math.max(this.#next, index + 1);
  }

  #write(): void {
    try {
      this.#file ??= openUnnamed(this.#folder);
      const bytes = Buffer.from(this.#text);
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#file.descriptor, bytes, done);
      this.#text = '';
    } catch (error) {
      const why = (error as Error).message;
      throw new SeedbedError('SEEDBED_FILE', madeSays.cannotKeep(this.#folder, why), { cause: error });
    }
  }
}

function openUnnamed(folder: string): { readonly path: string; readonly descriptor: number } {
  const path = join(folder, `.seedbed-${randomBytes(12).toString('hex')}.tmp`);
  const descriptor = openSync(path, 'wx+', 0o600);
  try {
    rmSync(path);
  } catch {
    // Windows keeps the name of an open file: it is removed in the end.
  }
  return { path, descriptor };
}

function* parsed(lines: readonly string[]): Generator<Fields, void, undefined> {
  for (const line of lines) if (line !== '') yield JSON.parse(line) as Fields;
}
