import { SeedbedError } from '../errors.ts';
import { expected, integer, type Place } from '../lib/check.ts';
import { escapeText } from '../lib/escape.ts';
import { readText } from '../lib/files.ts';
import { commandLineSays as say } from '../messages/command-line.ts';
import { MAX_COUNT } from '../plan/parse-count.ts';

const code = 'SEEDBED_CONFIG';

/** What to make, as flags say it. */
export interface SeedSource {
  readonly users: string;
  readonly vms: string;
  /** JSON, or `@file` with JSON in it; instead of the counts. */
  readonly seed?: string;
}

/** The seed that flags ask for. What `--seed` holds is checked by the plan. `least`: of each count. */
export function readSeed({ users, vms, seed }: SeedSource, least: 0 | 1): unknown {
  if (seed !== undefined) return parseSeedText(seed);
  const counts = { users: readCount('--users', users, least), vms: readCount('--vms', vms, least) };
  if (counts.users + counts.vms > 0) return counts;
  throw new SeedbedError(code, say.nothingAsked);
}

/** A count flag's value; `least` is 1 if none makes no sense. */
export function readCount(flag: string, value: string, least: 0 | 1 = 1): number {
  return integer({ name: flag, code }, value, least, MAX_COUNT);
}

/**
 * Checks `--namespace`: a DNS label, because it becomes part of host names and e-mail domains; at most 32, so that an e-mail's local part
 * keeps room for a readable name.
 */
export function checkNamespace(tag: string): string {
  if (/^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$/.test(tag)) return tag;
  return expected({ name: '--namespace', code }, say.namespace, tag);
}

function parseSeedText(value: string): unknown {
  const file = value.startsWith('@') ? value.slice(1) : undefined;
  const text = file === undefined ? value : readSeedFile(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    // Neither the text nor the parser's words, which quote it: it may fix a password.
    const [, position] = /at position (\d+)/.exec((error as Error).message) ?? [];
    const where = position === undefined ? say.atItsEnd : say.atPosition(position);
    throw new SeedbedError(
      'SEEDBED_SEED',
      file === undefined ? say.seedText(where) : say.seedFile(file, where),
    );
  }
}

function readSeedFile(file: string): string {
  try {
    return readText(file);
  } catch (error) {
    throw new SeedbedError('SEEDBED_FILE', say.seedUnreadable(file, (error as Error).message), {
      cause: error,
    });
  }
}

/** What `teams=2 users=admin:1,member:4` asks for: `{ teams: 2, users: { admin: 1, member: 4 } }`. The plan checks the names. */
export function readSeedWords(words: readonly string[]): Readonly<Record<string, unknown>> {
  const seed = new Map<string, unknown>();
  for (const word of words) {
    const [, name, counts] = /^([^=]+)=(.+)$/s.exec(word) ?? [];
    if (name === undefined || counts === undefined)
      throw new SeedbedError(code, say.resourceAndCount(escapeText(word, 60)));
    if (seed.has(name)) throw new SeedbedError(code, say.twice(escapeText(name, 60)));
    seed.set(name, countsOf(name, counts));
  }
  return Object.fromEntries(seed);
}

/**
 * The same, unless there are no words: then whatever flags say.
 *
 * @param typed names of the flags that were typed and say what to make
 */
export function readWordsOr(
  words: readonly string[],
  typed: readonly string[],
  otherwise: () => unknown,
): unknown {
  if (words.length === 0) return otherwise();
  if (typed.length > 0)
    throw new SeedbedError(code, say.eitherOr(escapeText(words[0] ?? '', 60), `--${typed[0]}`));
  return readSeedWords(words);
}

function countsOf(name: string, counts: string): unknown {
  const place = (of: string): Place => ({ name: say.countOf(escapeText(of, 60)), code });
  if (!counts.includes(':')) return integer(place(name), counts, 0, MAX_COUNT);
  return Object.fromEntries(
    counts.split(',').map((part) => {
      const [trait = '', count = ''] = part.split(':');
      return [trait, integer(place(`${name}=${trait}`), count, 0, MAX_COUNT)];
    }),
  );
}
