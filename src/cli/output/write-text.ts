import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isSeedbedError, SeedbedError } from '../../errors.ts';
import { madeSays } from '../../messages/made.ts';
import type { OutputFile } from './output-file.ts';

/** Writes as fast as the file takes it, and makes no more than that. The file appears when it is whole. */
export async function writeToFile(
  output: OutputFile,
  text: Iterable<string>,
  signal?: AbortSignal,
): Promise<void> {
  try {
    await flow(text, createWriteStream(output.name, { fd: output.open() }), { signal });
    output.commit();
  } catch (error) {
    // The source of the text may fail too; its error is passed on as it is.
    if (isSeedbedError(error) || !(error instanceof Error && 'syscall' in error)) throw error;
    const said = madeSays.cannotWrite(output.name, error.message);
    throw new SeedbedError('SEEDBED_FILE', said, { cause: error });
  } finally {
    output.discard();
  }
}

/** The same to stdout, which stays open. */
export async function writeToStdout(text: Iterable<string>, signal?: AbortSignal): Promise<void> {
  await flow(text, process.stdout, { end: false, signal });
}

// A write a line costs more than building the record: they travel in pieces of this many characters.
const pieceLength = 64 * 1024;

async function flow(
  text: Iterable<string>,
  target: NodeJS.WritableStream,
  { signal, ...options }: { readonly end?: boolean; readonly signal: AbortSignal | undefined },
): Promise<void> {
  try {
    await pipeline(
      Readable.from(pieces(text)),
      target,
      signal === undefined ? options : { ...options, signal },
    );
  } catch (error) {
    // A pipeline rejects with an error of its own, whatever the signal's reason was.
    signal?.throwIfAborted();
    throw error;
  }
}

function* pieces(text: Iterable<string>): Generator<string> {
  let piece = '';
  for (const part of text) {
    piece += part;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
