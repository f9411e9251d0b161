import { SeedbedError } from '../errors.ts';
import { integer, type Place } from '../lib/check.ts';
import { escapeText } from '../lib/escape.ts';
import { commandLineSays as say } from '../messages/command-line.ts';
import { MAX_COUNT } from '../plan/parse-count.ts';

const code = 'SEEDBED_CONFIG';

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
