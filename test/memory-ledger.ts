import { SeedbedError } from '../src/errors.ts';
import { isKey } from '../src/ledger/event-line.ts';
import {
  type Intent,
  type Ledger,
  type LedgerEvent,
  type LedgerHeader,
  liveRecords,
} from '../src/ledger/ledger.ts';
import { type Clock, systemClock } from '../src/lib/clock.ts';
import { ledgerSays } from '../src/messages/ledger.ts';

/** A ledger that dies with its process. */
export function createMemoryLedger(
  header: LedgerHeader,
  clock: Clock = systemClock,
): Ledger & { readonly events: readonly LedgerEvent[] } {
  const events: LedgerEvent[] = [];
  const tried = new Set<string>();
  let next = 0;
  let open = true;
  const append = (event: LedgerEvent): void => {
    if (!open) throw new SeedbedError('SEEDBED_LEDGER', ledgerSays.isClosed);
    events.push(event);
  };
  const note = ({ dataset, resource, key: wanted, route }: Intent): number => {
    const ms = Math.max(0, Math.round(clock.wall() - header.startedAt));
    const key = isKey(wanted) ? wanted : undefined;
    tried.add(resource);
    append({ event: 'intent', entry: next, ms, dataset, resource, key, ...(route && { route }) });
    return next++;
  };
  return {
    header,
    tried,
    events,
    intent: async (intent) => note(intent),
    intents: async (all) => all.map(note),
    sent: () => undefined,
    created: (entry, id, fingerprint) => append({ event: 'created', entry, id, fingerprint }),
    rejected: (entry) => append({ event: 'rejected', entry }),
    unknown: (entry) => append({ event: 'unknown', entry }),
    deleted: (entry) => append({ event: 'deleted', entry }),
    kept: (dataset, because) => append({ event: 'kept', dataset, because }),
    live: (dataset) => liveRecords(events, header.startedAt, dataset),
    hasLive: () => liveRecords(events, header.startedAt).length > 0,
    close({ forget = false } = {}) {
      open = false;
      if (forget) events.length = 0;
    },
  };
}
