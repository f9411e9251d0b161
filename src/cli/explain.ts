import { isSeedbedError, type SeedbedErrorCode } from '../errors.ts';
import { escapeLines } from '../lib/escape.ts';
import { endingsSay as say } from '../messages/endings.ts';
import { isInterruption } from './exit-codes.ts';

/** What a person at a terminal can do about it, in the CLI's own words; the message itself says what happened. */
const remedies: Partial<Record<SeedbedErrorCode, () => string>> = {
  SEEDBED_UNREACHABLE: () => say.apiRemedy,
  SEEDBED_NO_PARENT: () => say.parentRemedy,
  SEEDBED_PARTIAL: () => say.gentler,
};

const openings: Partial<Record<SeedbedErrorCode, (message: string) => string>> = {
  SEEDBED_AUTH: (message) => say.authentication(message),
  SEEDBED_UNREACHABLE: (message) => say.unreachable(message),
  SEEDBED_PARTIAL: (message) => say.partial(message),
  SEEDBED_DEADLINE: (message) => say.partial(message),
};

/** An error as the terminal shows it, with nothing raw in it that an API said: what happened and what to do. A stack only for bugs, and only when asked for. */
export function explain(error: unknown, { verbose = false }: { verbose?: boolean } = {}): string {
  if (isInterruption(error)) return say.interrupted;
  if (isSeedbedError(error)) {
    const { code } = error;
    const message = escapeLines(error.message);
    return [openings[code]?.(message) ?? message, remedies[code]?.()].filter(Boolean).join(' ');
  }
  const message = error instanceof Error ? error.message : String(error);
  const detail =
    verbose && error instanceof Error ? `\n${escapeLines(error.stack ?? '')}` : ` ${say.askVerbose}`;
  return `${say.bug(escapeLines(message))}${detail}`;
}

/** Said under the statistics if the run went on to its end without some records. */
export function explainMissing(count: number): string {
  return say.missing(count);
}
