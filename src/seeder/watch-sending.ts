import type { Ledger } from '../ledger/ledger.ts';
import { mayHaveCommitted } from './fate.ts';

/** What is known of one create request while it is on its way. */
export interface SendingWatch {
  /** For the request: tells the ledger, too. */
  readonly hooks: { readonly onSend: () => void; readonly onRefused: () => void };
  /** False if it never went out, or if all that went out was surely refused: then nothing of it can exist, however it ended. */
  mayHaveMade(error: unknown): boolean;
  readonly wasSent: boolean;
}

/** Watches whether a create leaves this process: its login may fail, or an abort may come before its turn. */
export function watchSending(ledger: Ledger, entries: readonly number[]): SendingWatch {
  let wasSent = false;
  return {
    hooks: {
      onSend() {
        wasSent = true;
        for (const entry of entries) ledger.sent(entry);
      },
      onRefused() {
        wasSent = false;
      },
    },
    mayHaveMade: (error) => wasSent && mayHaveCommitted(error),
    get wasSent() {
      return wasSent;
    },
  };
}
