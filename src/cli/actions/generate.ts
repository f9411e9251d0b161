import { projectFolder } from '../../config/project-folder.ts';
import { SeedbedError } from '../../errors.ts';
import { oneOf } from '../../lib/check.ts';
import { commandLineSays } from '../../messages/command-line.ts';
import { outputSays } from '../../messages/output.ts';
import { readOfflineConfig } from '../cli-config.ts';
import { exitCodes } from '../exit-codes.ts';
import type { SettingFlags } from '../flags.ts';
import { type Generated, generated } from '../generate/generated.ts';
import { watchInterrupt } from '../interrupt.ts';
import { csv, json, ndjson } from '../output/formats.ts';
import { openOutput } from '../output/output-file.ts';
import { type Format, fileOf, formatOf } from '../output/output-format.ts';
import { writeToFile, writeToStdout } from '../output/write-text.ts';
import { checkNamespace, readSeed } from '../seed-flags.ts';
import { readWordsOr } from '../seed-words.ts';
import { tell } from '../terminal.ts';

export interface GenerateFlags extends SettingFlags {
  readonly namespace?: string;
  readonly users?: string;
  readonly vms?: string;
  readonly seed?: string;
  /** @default as the output's name says, else JSON */
  readonly format?: Format;
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
  const { users, vms, seed, output } = flags;
  const format = flags.format ?? (output === undefined ? 'json' : formatOf(output));
  const namespace = flags.namespace === undefined ? defaultNamespace : checkNamespace(flags.namespace);
  const neither = users === undefined && vms === undefined;
  const counts = { users: users ?? (neither ? '10' : '0'), vms: vms ?? (neither ? '20' : '0') };
  const asked = readWordsOr(words, typed, () =>
    readSeed({ ...counts, ...(seed !== undefined && { seed }) }, 0),
  );
  const config = await readOfflineConfig(projectFolder(), flags);
  const all = chosen(await generated(asked, config, namespace), flags.resource);
  const files = filesOf(all, format, output);

  const started = performance.now();
  const interrupt = watchInterrupt(() => undefined);
  try {
    for (const { name, text } of files) {
      if (name === undefined) await writeToStdout(text, interrupt.signal);
      else await writeToFile(openOutput(name), text, interrupt.signal);
    }
  } finally {
    interrupt[Symbol.dispose]();
  }
  const what = all.map(({ name, count }) => `${count} ${name}`);
  const where = files.flatMap(({ name }) => name ?? []);
  if (output !== undefined) tell(outputSays.wrote(what, where, performance.now() - started));
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
  return all.map((one) => ({ name: output && fileOf(output, one.name, all.length), text: csv(one) }));
}

function chosen(all: readonly Generated[], name: string | undefined): readonly Generated[] {
  if (name === undefined) return all;
  const names = all.map(({ name }) => name);
  const wanted = oneOf({ name: '--resource', code: 'SEEDBED_CONFIG' }, name, names);
  return all.filter((one) => one.name === wanted);
}
