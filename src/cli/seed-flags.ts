import { readFileSync } from 'node:fs';
import { SeedbedError } from '../errors.ts';
import { expected, integer } from '../lib/check.ts';
import { commandLineSays as say } from '../messages/command-line.ts';
import { MAX_COUNT } from '../plan/parse-count.ts';

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
  throw new SeedbedError('SEEDBED_CONFIG', say.nothingAsked);
}

/** A count flag's value; `least` is 1 if none makes no sense. */
export function readCount(flag: string, value: string, least: 0 | 1 = 1): number {
  return integer({ name: flag, code: 'SEEDBED_CONFIG' }, value, least, MAX_COUNT);
}

/**
 * Checks `--namespace`: a DNS label, for it becomes part of host names and e-mail domains; at most 32, so that an e-mail's local
 * part keeps room for a readable name.
 */
export function checkNamespace(tag: string): string {
  if (/^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$/.test(tag)) return tag;
  const place = { name: '--namespace', code: 'SEEDBED_CONFIG' } as const;
  return expected(place, say.namespace, tag);
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
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SeedbedError('SEEDBED_FILE', say.seedUnreadable(file, (error as Error).message), {
      cause: error,
    });
  }
}
