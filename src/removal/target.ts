import type { RecordId } from '../api/evidence.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { Ledger, LedgerRecord } from '../ledger/ledger.ts';
import { isOwnNamespace, type Proof, prove } from './proof.ts';
import type { Sight } from './sight.ts';

/** What of one run is to be removed. */
export interface RunRecords {
  readonly runId: string;
  readonly records: readonly LedgerRecord[];
  /**
   * How sure it is that their ids are theirs. `made here`: this process created them; looked at now and then. `to prove`: each is proved
   * first. `seen`: proved by what the API has just shown. `unproved`: what cannot be proved goes too, because somebody asked for it.
   */
  readonly trust: 'made here' | 'to prove' | 'seen' | 'unproved';
  /** Told of each record that is gone, or no longer ours: nobody needs to look for it again. Must not throw. */
  settle(record: LedgerRecord): void;
}

/** What a live run's ledger still has, or some of it. */
export function madeHere(ledger: Ledger, records: readonly LedgerRecord[]): RunRecords {
  return {
    runId: ledger.header.runId,
    records,
    trust: 'made here',
    settle({ entry }) {
      try {
        ledger.deleted(entry);
      } catch {
        // A full disk must not end the clean-up: the record is gone all the same, and a later sweep finds it so.
      }
    },
  };
}

/** One record of a ledger, with what it stands for on the API: more than one if a server took it twice. */
export class Claim {
  readonly run: RunRecords;
  readonly record: LedgerRecord;
  #open = 0;
  #isLeft = false;

  constructor(run: RunRecords, record: LedgerRecord) {
    this.run = run;
    this.record = record;
  }

  opened(): void {
    this.#open++;
  }

  /** One of them needs no removal any more. */
  done(): void {
    if (--this.#open <= 0 && !this.#isLeft) this.run.settle(this.record);
  }

  left(): void {
    this.#isLeft = true;
  }

  proof(resource: AnyResource, shown: Extract<Sight, { shown: unknown }>['shown']): Proof {
    return prove(resource, this.record, shown, isOwnNamespace(this.record.dataset, this.run.runId));
  }
}

/** One id to remove, and everything that claims it: after a database reset, several runs may. */
export class Target {
  readonly id: RecordId;
  readonly claims: Claim[] = [];
  /** What the API showed is ours. */
  isProved = false;
  /** Why it is still there. */
  reason = '';
  /** It was refused because others depend on it, or so it seemed. */
  hasDependants = false;

  constructor(id: RecordId) {
    this.id = id;
  }

  add(claim: Claim): void {
    claim.opened();
    this.claims.push(claim);
    if (claim.run.trust === 'seen') this.isProved = true;
  }

  /** Made by this process, and by one create: an id that was given twice was given anew. */
  get isMadeHere(): boolean {
    return this.claims.length === 1 && this.claims[0]?.run.trust === 'made here';
  }

  get mayGoUnproved(): boolean {
    return this.claims.some(({ run }) => run.trust === 'unproved');
  }

  /** Of all that claim it, by epoch ms. */
  get sentAt(): number {
    return Math.max(...this.claims.map(({ record }) => record.sentAt));
  }

  get dataset(): string {
    return this.claims[0]?.record.dataset ?? '';
  }

  /** The command that removes it without a proof. */
  get unprovedCommand(): string {
    return `seedbed sweep --run ${this.claims[0]?.run.runId} --unproved`;
  }

  /** What the API shows is ours if it is any claim's. */
  proof(resource: AnyResource, shown: Extract<Sight, { shown: unknown }>['shown']): Proof {
    const proofs = this.claims.map((claim) => claim.proof(resource, shown));
    if (proofs.includes('ours')) return 'ours';
    return proofs.includes('cannot tell') ? 'cannot tell' : 'foreign';
  }

  settle(): void {
    for (const claim of this.claims) claim.done();
  }

  leave(): void {
    for (const claim of this.claims) claim.left();
  }
}

/** A dataset that was made over a longer time may have lived through a reset of the database. */
const longMs = 60_000;

/**
 * Of each dataset, the records that would tell of a reset: the newest, whose id is the first to be given again; if the dataset grew for
 * a while, the oldest too.
 */
export function witnesses(targets: readonly Target[]): Target[] {
  return [...Map.groupBy(targets, ({ dataset }) => dataset).values()].flatMap((all) => {
    const [oldest, newest] = [all[0] as Target, all.at(-1) as Target];
    return newest.sentAt - oldest.sentAt > longMs ? [newest, oldest] : [newest];
  });
}
