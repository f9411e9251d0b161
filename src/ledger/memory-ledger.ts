import { type Ledger, type LedgerEvent, type LedgerHeader, liveRecords } from './ledger.ts';

/** A ledger that dies with its process: for a folder that cannot be written on purpose, and for tests. */
export function createMemoryLedger(
  header: LedgerHeader,
): Ledger & { readonly events: readonly LedgerEvent[] } {
  const events: LedgerEvent[] = [];
  let next = 0;
  return {
    header,
    events,
    intent(entry) {
      const at = next++;
      events.push({ event: 'intent', at, ...entry });
      return at;
    },
    created: (at, id) => void events.push({ event: 'created', at, id }),
    rejected: (at) => void events.push({ event: 'rejected', at }),
    unknown: (at) => void events.push({ event: 'unknown', at }),
    deleted: (at) => void events.push({ event: 'deleted', at }),
    live: () => liveRecords(events),
    close({ forget = false } = {}) {
      if (forget) events.length = 0;
    },
  };
}
