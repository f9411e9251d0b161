import { SeedbedError } from '../errors.ts';
import { closedMessage, type Ledger, type LedgerEvent, type LedgerHeader, liveRecords } from './ledger.ts';

/** A ledger that dies with its process: for a folder that cannot be written on purpose, and for tests. */
export function createMemoryLedger(
  header: LedgerHeader,
): Ledger & { readonly events: readonly LedgerEvent[] } {
  const events: LedgerEvent[] = [];
  let next = 0;
  let open = true;
  const append = (event: LedgerEvent): void => {
    if (!open) throw new SeedbedError('SEEDBED_LEDGER', closedMessage);
    events.push(event);
  };
  return {
    header,
    events,
    async intent(entry) {
      append({ event: 'intent', at: next, ...entry });
      return next++;
    },
    created: (at, id) => append({ event: 'created', at, id }),
    rejected: (at) => append({ event: 'rejected', at }),
    unknown: (at) => append({ event: 'unknown', at }),
    deleted: (at) => append({ event: 'deleted', at }),
    kept: (dataset, because) => append({ event: 'kept', dataset, because }),
    live: () => liveRecords(events),
    close({ forget = false } = {}) {
      open = false;
      if (forget) events.length = 0;
    },
  };
}
