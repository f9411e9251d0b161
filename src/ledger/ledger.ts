/** Written by this version; ledgers of version 1 are still read, see `read-ledgers`. */
export const ledgerVersion = 2;

/** What the first line of a ledger says: which run, where its records are, and who wrote it. */
export interface LedgerHeader {
  readonly version: number;
  /** Marks everything the run makes: `sb` and ten characters. On disk it is `run`, as version 1 has it. */
  readonly runId: string;
  readonly baseUrl: string;
  /** Epoch ms. */
  readonly startedAt: number;
  /** `keep`: made to stay (the CLI's job); removed only when named. `remove`: an orphan once its process is dead. */
  readonly policy: 'keep' | 'remove';
  /** Given by the user instead of the run's own: two live runs must not share it. */
  readonly namespace?: string | undefined;
  /** Where the records of each resource are: see `placeOf`. Undefined in ledgers of earlier versions. */
  readonly places?: Readonly<Record<string, string>> | undefined;
  readonly owner: ProcessIdentity;
}

/** Enough to tell a living process from a later one with the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks since boot at which it started; 0 if the system does not tell. */
  readonly startTime: number;
  /** Changes at every boot; the host's name if the system does not tell. */
  readonly boot: string;
  /** The machine's name and, on Linux, the pid namespace: only there its pid means anything. */
  readonly host: string;
  /** Stays when the machine is booted again; undefined if the system does not tell. */
  readonly machine?: string | undefined;
}

/** Why a dataset stays when its run ends. `ttl`: until a sweep finds it old enough. */
export type KeptBecause = 'keep' | 'on-success' | 'ttl';

/** What is meant to be created. */
export interface Intent {
  /** The dataset's namespace. */
  readonly dataset: string;
  readonly resource: string;
  /** Value of the natural key, if the resource has one. */
  readonly key?: string | undefined;
  /** What its requests need besides id and key: `{ 'teams.id': 3 }`. */
  readonly route?: Readonly<Record<string, string | number>> | undefined;
}

/** Not written down: it only decides how soon the outcome must be written. */
export interface FindableIntent {
  /** Whether the record can be looked up by its key: a kill may then come before the outcome is written. @default true */
  readonly canFind?: boolean | undefined;
  /** {@link Ledger.sent} tells of its request: until then no record can exist. @default false */
  readonly toldWhenSent?: boolean | undefined;
}

/** One event, one line. `entry` is the intent's sequence number within its ledger. */
export type LedgerEvent =
  | ({
      readonly event: 'intent';
      readonly entry: number;
      /** When it was written, in ms after the header's `startedAt`. */
      readonly ms: number;
    } & Intent)
  | {
      readonly event: 'created';
      readonly entry: number;
      readonly id: string | number;
      /** What the record looked like, hashed: see `api/fingerprint`. */
      readonly fingerprint?: string | undefined;
    }
  | { readonly event: 'rejected' | 'unknown' | 'deleted'; readonly entry: number }
  | { readonly event: 'kept'; readonly dataset: string; readonly because: KeptBecause }
  /** Its writer has finished: a sweep removes what is left. */
  | { readonly event: 'closed' };

/**
 * Memory of what a run meant to create and did create: lines are appended, and what has ended is left out once the file gets large. An
 * intent is on disk before its request is sent, so that whatever dies, every record can be found again. Holds natural keys, ids and
 * fingerprints; never bodies, never secrets.
 * Every method that writes throws `SEEDBED_LEDGER` if it cannot.
 */
export interface Ledger {
  readonly header: LedgerHeader;
  /** Names of the resources of which anything was ever meant to be created. */
  readonly tried: ReadonlySet<string>;
  /** Resolves with its number once it is written. Rejects with `SEEDBED_LEDGER` if it cannot be: then nothing may be sent. */
  intent(intent: Intent & FindableIntent): Promise<number>;
  /** The same for several, with one write. */
  intents(all: readonly (Intent & FindableIntent)[]): Promise<number[]>;
  /** Its request is about to go. If this process exits, an intent that nobody has settled counts as never sent; a kill leaves it open. */
  sent(entry: number): void;
  created(entry: number, id: string | number, fingerprint?: string): void;
  rejected(entry: number): void;
  /** The request's outcome is not known. The entry stays, without an id, until it is settled another way. */
  unknown(entry: number): void;
  /** It is gone, or it is not ours: nobody needs to look for it again. */
  deleted(entry: number): void;
  /** All records of a dataset, those to come too, stay when the run ends. */
  kept(dataset: string, because: KeptBecause): void;
  /** What is on the API, or may be, by this ledger; of one dataset if it is named. Costs what that dataset has, not what the ledger has. */
  live(dataset?: string): LedgerRecord[];
  /** Whether there is any such record. Costs nothing, however many there are. */
  hasLive(): boolean;
  /** Flushes and closes; with `forget`, removes it, because nothing is left to clean up. */
  close(options?: { readonly forget?: boolean }): void;
}

/** A record that may exist on the API, as a ledger knows it. */
export interface LedgerRecord {
  readonly entry: number;
  readonly dataset: string;
  readonly resource: string;
  readonly key: string | undefined;
  /** Undefined: the request was meant or sent, and its outcome never became known. */
  readonly id: string | number | undefined;
  readonly fingerprint: string | undefined;
  readonly route?: Intent['route'];
  /** Epoch ms: when it was meant to be sent. */
  readonly sentAt: number;
  /** Undefined: to be removed with its run. */
  readonly kept?: KeptBecause | undefined;
}

/**
 * Replays events: what is not rejected and not deleted, in the order of the intents. A line that stands twice changes nothing: a record
 * that has ended never comes back, because the API may have given its id to somebody else's record.
 *
 * @param only the dataset whose records are asked for; all without it
 */
export function liveRecords(events: Iterable<LedgerEvent>, startedAt: number, only?: string): LedgerRecord[] {
  const live = new Map<number, LedgerRecord>();
  const ended = new Set<number>();
  const kept = new Map<string, KeptBecause>();
  for (const event of events) {
    switch (event.event) {
      case 'intent': {
        const { entry, dataset, resource, key, ms, route } = event;
        if (live.has(entry) || ended.has(entry) || (only !== undefined && dataset !== only)) break;
        const sentAt = startedAt + ms;
        const record = { entry, dataset, resource, key, id: undefined, fingerprint: undefined, sentAt };
        live.set(entry, route === undefined ? record : { ...record, route });
        break;
      }
      case 'created': {
        const { entry, id, fingerprint } = event;
        const record = live.get(entry);
        if (record !== undefined) live.set(entry, { ...record, id, fingerprint });
        break;
      }
      case 'rejected':
      case 'deleted':
        live.delete(event.entry);
        ended.add(event.entry);
        break;
      case 'kept':
        kept.set(event.dataset, event.because);
        break;
    }
  }
  const records = [...live.values()];
  return kept.size === 0 ? records : records.map((record) => ({ ...record, kept: kept.get(record.dataset) }));
}
