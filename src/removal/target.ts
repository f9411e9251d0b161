import { ownParentName } from '../api/describe.ts';
import type { ApiRecord, RecordId } from '../api/evidence.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { Ledger, LedgerRecord } from '../ledger/ledger.ts';
import { mayBeGivenAgain } from '../lib/record-id.ts';
import { isOwnNamespace, type Proof, prove } from './proof.ts';
import type { Sight } from './sight.ts';

/** What of one run is to be removed. */
export interface RunRecords {
  readonly runId: string;
  readonly records: readonly LedgerRecord[];
  /**
   * How sure it is that their ids are theirs. `made here`: this process created them; looked at now and then. `to prove`: each is proved
   * first. `seen`: proved by what the API has just shown. `unproved`: records that cannot be proved go too, because the user asked for it.
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
        // A full disk must not end the clean-up: the record is gone anyway, and a later sweep will see it.
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

  /** The command that removes it without a proof, or forgets it. */
  get unprovedCommand(): string {
    return `seedbed sweep --run ${this.run.runId} --unproved`;
  }

  proof(resource: AnyResource, shown: Extract<Sight, { shown: unknown }>['shown']): Proof {
    return prove(resource, this.record, shown, isOwnNamespace(this.record.dataset, this.run.runId));
  }
}

/** One id to remove, and every ledger record that claims it: after a database reset, several runs may. */
export class Target {
  readonly id: RecordId;
  readonly claims: Claim[] = [];
  /** What the API showed is ours. */
  isProved = false;
  /** Not shown, but made so lately that the API may only be late: it is removed by its id, as nobody else can have that yet. */
  goesUnseen = false;
  /** Nobody knows what came of its removal: it is looked at before it is asked for again, because another record may have its id by now. */
  needsLook = false;
  /** A call for many was cut off with it: it is asked for alone. */
  goesAlone = false;
  /** What the API showed of it, as long as no removal was seen to have an effect. */
  before: ApiRecord | undefined;
  /** Why it is still there. */
  reason = '';
  /** It was refused because others depend on it, or so it seemed. */
  hasDependants = false;
  /** It was refused because what must come first is not done yet: a machine that is still stopping. */
  isUnderWay = false;

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

  /** What was known of it does not hold any more. */
  forgetProof(): void {
    if (!mayBeGivenAgain(this.id)) return;
    this.isProved = false;
    this.goesUnseen = false;
    this.needsLook = true;
  }

  /** No look is needed any more before it goes. */
  get isSure(): boolean {
    return this.isProved || this.goesUnseen;
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
    return this.claims[0]?.unprovedCommand ?? '';
  }

  /** A record that the API shows is ours if it matches any claim. */
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
 * For each dataset, the records that would show a reset: the newest, whose id is the first to be given again; if the dataset grew for a
 * while, the oldest too.
 */
export function witnesses(targets: readonly Target[]): Target[] {
  return [...Map.groupBy(targets, ({ dataset }) => dataset).values()].flatMap((all) => {
    const [oldest, newest] = [all[0] as Target, all.at(-1) as Target];
    return newest.sentAt - oldest.sentAt > longMs ? [newest, oldest] : [newest];
  });
}

/**
 * The records to remove of one resource, in parts: each part is removed before the next. If the resource belongs to itself, records below
 * go before those above them, as far as the ledger knows them. Any other resource is one part.
 */
export function deepestFirst(resource: AnyResource, targets: readonly Target[]): Target[][] {
  if (!resource.belongsTo.some((to) => to.resource === resource.name)) return [[...targets]];
  const name = ownParentName(resource);
  const above = new Map<string, string>();
  for (const { id, claims } of targets)
    for (const { record } of claims)
      if (record.route?.[name] !== undefined) above.set(String(id), String(record.route[name]));
  const depths = new Map<string, number>();
  const byDepth = Map.groupBy(targets, ({ id }) => depthOf(String(id), above, depths));
  return [...byDepth].sort(([one], [other]) => other - one).map(([, some]) => some);
}

/** How many records stand above it. Without recursion, because a chain of managers may be long. */
function depthOf(id: string, above: ReadonlyMap<string, string>, depths: Map<string, number>): number {
  const way: string[] = [];
  let at: string | undefined = id;
  // After a reset of the database ids may lead in a circle.
  while (at !== undefined && !depths.has(at) && !way.includes(at)) {
    way.push(at);
    at = above.get(at);
  }
  let depth = at === undefined ? -1 : (depths.get(at) ?? -1);
  for (const one of way.reverse()) depths.set(one, ++depth);
  return depths.get(id) ?? 0;
}
