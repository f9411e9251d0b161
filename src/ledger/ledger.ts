/** What the first line of a ledger says: which run, where its records are, and who wrote it. */
export interface LedgerHeader {
  readonly version: 1;
  readonly run: string;
  readonly baseUrl: string;
  /** Epoch ms. */
  readonly startedAt: number;
  /** `keep`: made to stay (the CLI's job); removed only when named. `remove`: an orphan once its process is dead. */
  readonly policy: 'keep' | 'remove';
  readonly owner: ProcessIdentity;
}

/** Enough to tell a living process from a later one with the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks since boot at which it started; 0 where the system does not tell. */
  readonly startTime: number;
  /** Changes at every boot; the host's name where the system does not tell. */
  readonly boot: string;
  /** Where its pid means it: the machine and, in containers, the pid namespace. */
  readonly host: string;
}

/** Why a dataset stays when its run ends. `ttl`: until a sweep finds it old enough. */
export type KeptBecause = 'keep' | 'on-success' | 'ttl';

/** One event, one line. `at` is the intent's sequence number within its ledger. */
export type LedgerEvent =
  | {
      readonly event: 'intent';
      readonly at: number;
      readonly dataset: string;
      readonly resource: string;
      readonly key?: string | undefined;
    }
  | { readonly event: 'created'; readonly at: number; readonly id: string | number }
  | { readonly event: 'rejected' | 'unknown' | 'deleted'; readonly at: number }
  | { readonly event: 'kept'; readonly dataset: string; readonly because: KeptBecause };

/**
 * Append-only memory of what a run meant to create and did create. An intent is on disk before its request is sent, so that
 * whatever dies, every record can be found again. Holds natural keys and ids; never bodies, never secrets.
 * Every method that writes throws `SEEDBED_LEDGER` where it cannot.
 */
export interface Ledger {
  readonly header: LedgerHeader;
  /** Resolves with its number once it is written. Rejects with `SEEDBED_LEDGER` where it cannot be: then nothing may be sent. */
  intent(entry: {
    readonly dataset: string;
    readonly resource: string;
    readonly key?: string | undefined;
  }): Promise<number>;
  created(at: number, id: string | number): void;
  rejected(at: number): void;
  unknown(at: number): void;
  deleted(at: number): void;
  /** All records of a dataset, those to come too, stay when the run ends. */
  kept(dataset: string, because: KeptBecause): void;
  /** What is on the API, or may be, by this ledger. */
  live(): LedgerRecord[];
  /** Flushes and closes; with `forget`, removes it, for nothing is left to clean up. */
  close(options?: { readonly forget?: boolean }): void;
}

/** A record that may exist on the API, as a ledger knows it. */
export interface LedgerRecord {
  readonly at: number;
  readonly dataset: string;
  readonly resource: string;
  readonly key: string | undefined;
  /** Undefined: the request was meant or sent, and its outcome never became known. */
  readonly id: string | number | undefined;
  /** Undefined: to be removed with its run. */
  readonly kept?: KeptBecause | undefined;
}

export const closedMessage = 'Failed to write the ledger: it is closed. Nothing more was sent.';

/** Replays events: what is not rejected and not deleted, in the order of the intents. */
export function liveRecords(events: Iterable<LedgerEvent>): LedgerRecord[] {
  const live = new Map<number, LedgerRecord>();
  const kept = new Map<string, KeptBecause>();
  for (const event of events) {
    switch (event.event) {
      case 'intent': {
        const { at, dataset, resource, key } = event;
        live.set(at, { at, dataset, resource, key, id: undefined });
        break;
      }
      case 'created': {
        const record = live.get(event.at);
        if (record !== undefined) live.set(event.at, { ...record, id: event.id });
        break;
      }
      case 'rejected':
      case 'deleted':
        live.delete(event.at);
        break;
      case 'kept':
        kept.set(event.dataset, event.because);
        break;
    }
  }
  const records = [...live.values()];
  return kept.size === 0 ? records : records.map((record) => ({ ...record, kept: kept.get(record.dataset) }));
}
