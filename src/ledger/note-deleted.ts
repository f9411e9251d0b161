import { appendFileSync } from 'node:fs';
import type { LedgerEvent } from './ledger.ts';

/** Notes in a dead run's ledger that a record is gone, so that a sweep that is cut short need not ask for it again. */
export function noteDeleted(file: string, at: number): void {
  const event: LedgerEvent = { event: 'deleted', at };
  // The line before may be torn: begin a new one.
  appendFileSync(file, `\n${JSON.stringify(event)}\n`);
}
