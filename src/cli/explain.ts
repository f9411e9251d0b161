import { isSeedbedError, type SeedbedErrorCode } from '../errors.ts';
import { escapeLines } from '../lib/escape.ts';
import { isInterruption } from './exit-codes.ts';

const gentler =
  "Try smaller batches (--batch-size 1), a longer pause (--delay 2), or tell the API's limit (--rate-limit 10/20s). SEEDBED_LOG_LEVEL=debug shows every request.";

/** What a person at a terminal can do about it, in the CLI's own words; the message itself says what happened. */
const remedies: Partial<Record<SeedbedErrorCode, string>> = {
  SEEDBED_UNREACHABLE:
    'Set SEEDBED_BASE_URL or --base-url to where it is, or start one here with `seedbed demo-api`.',
  SEEDBED_NO_PARENT: 'That is `seedbed users` before `seedbed vms`, or `seedbed full-dataset`.',
  SEEDBED_PARTIAL: gentler,
};

const openings: Partial<Record<SeedbedErrorCode, string>> = {
  SEEDBED_AUTH: 'Cannot authenticate: ',
  SEEDBED_UNREACHABLE: 'Cannot reach the API: ',
};

/** An error as the terminal shows it, with nothing raw in it that an API said: what happened and what to do. A stack only for bugs, and only when asked for. */
export function explain(error: unknown, { verbose = false }: { verbose?: boolean } = {}): string {
  if (isInterruption(error)) return 'Interrupted.';
  if (isSeedbedError(error)) {
    const { code, message } = error;
    return [`${openings[code] ?? ''}${escapeLines(message)}`, remedies[code]].filter(Boolean).join(' ');
  }
  const message = error instanceof Error ? error.message : String(error);
  const detail =
    verbose && error instanceof Error
      ? `\n${escapeLines(error.stack ?? '')}`
      : ' Run it again with --verbose to see where.';
  return `Unexpected error, please report it: ${escapeLines(message)}.${detail}`;
}

/** Said under the statistics if the run went on to its end without some records. */
export function explainMissing(count: number): string {
  const what = count === 1 ? '1 record was' : `${count} records were`;
  return `${what} not created, for the reasons above. ${gentler}`;
}
