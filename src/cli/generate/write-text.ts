import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openOutput } from '../output-file.ts';

// A write a line costs more than building the record: they travel in pieces of this many characters.
const pieceLength = 64 * 1024;

/** Writes as fast as the file takes it, and makes no more than that. The file appears when it is whole. */
export async function writeToFile(name: string, text: Iterable<string>, signal: AbortSignal): Promise<void> {
  const output = openOutput(name);
  try {
    await flow(text, createWriteStream(name, { fd: output.open() }), { signal });
    output.commit();
  } finally {
    output.discard();
  }
}

/** The same to stdout, which stays open. */
export async function writeToStdout(text: Iterable<string>, signal: AbortSignal): Promise<void> {
  await flow(text, process.stdout, { end: false, signal });
}

async function flow(
  text: Iterable<string>,
  target: NodeJS.WritableStream,
  options: { readonly end?: boolean; readonly signal: AbortSignal },
): Promise<void> {
  try {
    await pipeline(Readable.from(pieces(text)), target, options);
  } catch (error) {
    // A pipeline rejects with an error of its own, whatever the signal's reason was.
    options.signal.throwIfAborted();
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
