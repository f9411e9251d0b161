import { isSeedbedError, type SeedbedErrorCode } from '../errors.ts';

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
