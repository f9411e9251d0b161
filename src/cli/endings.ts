import { isSeedbedError, messageOf, type SeedbedErrorCode } from '../errors.ts';
import { escapeLines } from '../lib/escape.ts';
import { creatingSays } from '../messages/creating.ts';
import { endingsSay as say } from '../messages/endings.ts';
import { sayLastWord } from './terminal.ts';

/** What the process tells the shell. Scripts rely on these numbers: they are part of the interface. */
export const exitCodes = {
  ok: 0,
  error: 1,
  usage: 2,
  someFailed: 3,
  authentication: 4,
  unreachable: 5,
  hostRefused: 6,
  leftBehind: 7,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const byCode: Readonly<Record<SeedbedErrorCode, ExitCode>> = {
  SEEDBED_CONFIG: exitCodes.usage,
  SEEDBED_SEED: exitCodes.usage,
  SEEDBED_HTTP: exitCodes.error,
  SEEDBED_AUTH: exitCodes.authentication,
  SEEDBED_UNREACHABLE: exitCodes.unreachable,
  SEEDBED_HOST_REFUSED: exitCodes.hostRefused,
  SEEDBED_PARTIAL: exitCodes.someFailed,
  SEEDBED_DEADLINE: exitCodes.someFailed,
  SEEDBED_NO_PARENT: exitCodes.error,
  SEEDBED_CLEANUP: exitCodes.leftBehind,
  SEEDBED_LEDGER: exitCodes.error,
  SEEDBED_FILE: exitCodes.error,
  SEEDBED_HOST: exitCodes.error,
  SEEDBED_COORDINATOR: exitCodes.unreachable,
};

export function exitCodeOf(error: unknown): ExitCode {
  if (isInterruption(error)) return exitCodes.interrupted;
  return isSeedbedError(error) ? byCode[error.code] : exitCodes.error;
}

/** The reason that Ctrl-C aborts with. */
export function isInterruption(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** What a person at a terminal can do besides; the message itself says what happened, and what helps everywhere. */
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
  const message = messageOf(error);
  const detail =
    verbose && error instanceof Error ? `\n${escapeLines(error.stack ?? '')}` : ` ${say.askVerbose}`;
  return `${say.bug(escapeLines(message))}${detail}`;
}

/** Said under the statistics if the run went on to its end without some records. */
export function explainMissing(count: number, { requests }: { readonly requests: number }): string {
  return say.missing(count, requests > 0);
}

/** A Ctrl-C, or a SIGTERM, as something that work can look at. */
interface Interrupt {
  readonly signal: AbortSignal;
  /** Gives the signals back to Node. */
  [Symbol.dispose](): void;
}

/** The reason everything ends with after a Ctrl-C. */
export function interrupted(): DOMException {
  return new DOMException(creatingSays.interrupted, 'AbortError');
}

/** The first Ctrl-C asks to stop, and `onFirst` says so; the second ends the process: the ledger knows what exists. */
export function watchInterrupt(onFirst: () => void): Interrupt {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) {
      sayLastWord();
      process.exit(exitCodes.interrupted);
    }
    controller.abort(interrupted());
    onFirst();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      process.off('SIGINT', stop).off('SIGTERM', stop);
    },
  };
}
