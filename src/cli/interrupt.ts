import { exitCodes } from './exit-codes.ts';
import { sayLastWord } from './last-word.ts';

/** A Ctrl-C, or a SIGTERM, as something that work can look at. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** Gives the signals back to Node. */
  [Symbol.dispose](): void;
}

/** The reason everything ends with after a Ctrl-C. */
export function interrupted(): DOMException {
  return new DOMException('interrupted', 'AbortError');
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
