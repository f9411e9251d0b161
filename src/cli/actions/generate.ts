import { createWriteStream } from 'node:fs';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SeedbedError } from '../../errors.ts';
import { oneOf } from '../../lib/check.ts';
import { formatDuration } from '../../lib/duration.ts';
import { commandLineSays } from '../../messages/command-line.ts';
import { readOfflineConfig } from '../cli-config.ts';
import { exitCodes } from '../exit-codes.ts';
import type { SettingFlags } from '../flags.ts';
import { csv, type Format, type Generated, generated, json, ndjson } from '../generate/formats.ts';
import { watchInterrupt } from '../interrupt.ts';
import { openOutput } from '../output-file.ts';
import { checkNamespace, readSeed } from '../seed-flags.ts';
import { readWordsOr } from '../seed-words.ts';
import { tell } from '../terminal.ts';

export interface GenerateFlags extends SettingFlags {
  readonly namespace?: string;
  readonly users?: string;
  readonly vms?: string;
  readonly seed?: string;
  readonly format: Format;
  readonly output?: string;
  readonly resource?: string;
}

/** In values of records that no API will see, unless the user names another: the same command writes the same file. */
const defaultNamespace = 'sb0';

/**
 * Writes what a seed describes, without an API.
 *
 * @param typed the flags that were typed and say what to generate, instead of `words`
 */
export async function generateRecords(
  flags: GenerateFlags,
  words: readonly string[],
  typed: readonly string[],
): Promise<number> {
  const { users, vms, seed, format, output } = flags;
  const namespace = flags.namespace === undefined ? defaultNamespace : checkNamespace(flags.namespace);
  const neither = users === undefined && vms === undefined;
  const counts = { users: users ?? (neither ? '10' : '0'), vms: vms ?? (neither ? '20' : '0') };
  const asked = readWordsOr(words, typed, () =>
    readSeed({ ...counts, ...(seed !== undefined && { seed }) }, 0),
  );
  const config = await readOfflineConfig(process.cwd(), flags);
  const all = chosen(await generated(asked, config, namespace), flags.resource);
  const files = filesOf(all, format, output);

  const started = performance.now();
  const interrupt = watchInterrupt(() => undefined);
  try {
    for (const { name, text } of files) {
      if (name === undefined) await writeToStdout(text, interrupt.signal);
      else await writeToFile(name, text, interrupt.signal);
    }
  } finally {
    interrupt[Symbol.dispose]();
  }
  const what = all.map(({ resource, count }) => `${count} ${resource.name}`).join(' and ');
  const where = files.map(({ name }) => name).join(', ');
  if (output !== undefined)
    tell(`Wrote ${what} to ${where} (${formatDuration(performance.now() - started)}).`);
  return exitCodes.ok;
}

/** A text, and the file it goes to; undefined: stdout. */
interface Written {
  readonly name: string | undefined;
  readonly text: Iterable<string>;
}

function filesOf(all: readonly Generated[], format: Format, output: string | undefined): readonly Written[] {
  if (format === 'json') return [{ name: output, text: json(all) }];
  if (format === 'ndjson') return [{ name: output, text: ndjson(all) }];
  if (all.length > 1 && output === undefined)
    throw new SeedbedError('SEEDBED_CONFIG', commandLineSays.oneCsv);
  return all.map((one) => ({ name: output && csvName(output, one, all.length), text: csv(one) }));
}

/** `out.csv` → `out.users.csv`, if there are several. */
function csvName(output: string, { resource }: Generated, files: number): string {
  if (files === 1) return output;
  const extension = extname(output);
  return `${output.slice(0, output.length - extension.length)}.${resource.name}${extension || '.csv'}`;
}

function chosen(all: readonly Generated[], name: string | undefined): readonly Generated[] {
  if (name === undefined) return all;
  const names = all.map(({ resource }) => resource.name);
  const wanted = oneOf({ name: '--resource', code: 'SEEDBED_CONFIG' }, name, names);
  return all.filter(({ resource }) => resource.name === wanted);
}

// A write a line costs more than building the record: they travel in pieces of this many characters.
const pieceLength = 64 * 1024;

/** Writes as fast as the file takes it, and makes no more than that. The file appears when it is whole. */
async function writeToFile(name: string, text: Iterable<string>, signal: AbortSignal): Promise<void> {
  const output = openOutput(name);
  try {
    await flow(text, createWriteStream(name, { fd: output.open() }), { signal });
    output.commit();
  } finally {
    output.discard();
  }
}

/** The same to stdout, which stays open. */
async function writeToStdout(text: Iterable<string>, signal: AbortSignal): Promise<void> {
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
