import { SeedbedError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { LedgerRecord } from '../ledger/ledger.ts';
import { isRunning } from '../ledger/process-identity.ts';
import type { FoundLedger } from '../ledger/read-ledgers.ts';
import { sameBaseUrl } from '../lib/base-url.ts';
import { didYouMean } from '../lib/check.ts';
import { coordinatorSays } from '../messages/coordinator.ts';
import { removalSays } from '../messages/removal.ts';
import { sweepingSays } from '../messages/sweeping.ts';
import type { LeftRecord } from './report.ts';

/** Which runs are to be swept. */
export interface RunChoice {
  /** One run by its id, also one whose records were made to stay. Undefined: every run that died with records to remove. */
  readonly run?: string | undefined;
  /** Also what was made to stay. */
  readonly all?: boolean | undefined;
  /** Only runs that began at least this long ago, in ms. */
  readonly olderThanMs?: number | undefined;
}

export interface ChosenRuns {
  /** With the records that are to go. */
  readonly chosen: readonly FoundLedger[];
  /** What would go, but was made in another place than the configuration names now: nothing can be said of it here. */
  readonly elsewhere: readonly LeftRecord[];
  /** Others on the same API, with records that may depend on those. */
  readonly others: readonly FoundLedger[];
  /** The run has no ledger here, or a ledger without records, because workers made them elsewhere: they are to be found by its tag. */
  readonly byTag: string | undefined;
}

/** Where runs are swept, and what is known of other machines. */
export interface Where {
  readonly baseUrl: string;
  readonly now: number;
  /** Where the records of a resource are, as the configuration says now; undefined if it has no such resource. @default as then */
  readonly placeOf?: ((resource: string) => string | undefined) | undefined;
  /** @default nothing */
  readonly present?: ((names: readonly string[]) => Promise<ReadonlySet<string>>) | undefined;
}

const noneKnown = async (): Promise<ReadonlySet<string>> => new Set();

/** As `newRunTag` makes them. Nothing shorter: a word may be in other people's data. */
const runId = /^sb[a-z0-9]{10}$/;

/**
 * Chooses the ledgers of runs that are not alive, on this API.
 *
 * @throws SeedbedError `SEEDBED_CONFIG` for a run that is alive, is on another API, or is not known
 */
export async function chooseRuns(
  ledgers: readonly FoundLedger[],
  { baseUrl, now, placeOf = () => undefined, present = noneKnown }: Where,
  { run, all = false, olderThanMs }: RunChoice,
): Promise<ChosenRuns> {
  const here = ledgers.filter(({ header }) => sameBaseUrl(header.baseUrl, baseUrl));
  const running = new Set<FoundLedger>();
  const presentThere = await present([
    ...new Set([...here.map(({ header }) => header.runId), ...(run ? [run] : [])]),
  ]);
  for (const ledger of here)
    if (presentThere.has(ledger.header.runId) || (await isRunning(ledger, now))) running.add(ledger);
  const isMeant = (ledger: FoundLedger): boolean =>
    run === undefined
      ? (all || ledger.header.policy === 'remove') && !running.has(ledger)
      : ledger.header.runId === run;
  const meant = here.filter((ledger) => isMeant(ledger));
  if (run !== undefined && presentThere.has(run))
    throw new SeedbedError('SEEDBED_CONFIG', coordinatorSays.presentElsewhere(run));
  const alive = run === undefined ? undefined : meant.find((ledger) => running.has(ledger));
  if (alive !== undefined)
    throw new SeedbedError('SEEDBED_CONFIG', sweepingSays.isAlive(`${run}`, alive.header.owner.pid));
  const others = here.filter((ledger) => !meant.includes(ledger));
  if (run !== undefined && meant.every(({ records }) => records.length === 0)) {
    if (meant.length === 0) refuseUnknown(run, ledgers, baseUrl);
    return { chosen: meant, elsewhere: [], others, byTag: run };
  }
  const isDue = (record: LedgerRecord): boolean =>
    run !== undefined || all || isDueByItself(record, olderThanMs);
  const elsewhere: LeftRecord[] = [];
  const chosen = meant
    // Without an age, a run is due even if the clock was set back, and it began in the future.
    .filter(({ header }) => olderThanMs === undefined || now - header.startedAt >= olderThanMs)
    .map((ledger) => {
      const moved = movedIn(ledger.header, placeOf);
      const due = ledger.records.filter(isDue);
      for (const { resource, id } of due) {
        const reason = moved.get(resource);
        if (reason !== undefined) elsewhere.push({ resource, id, reason });
      }
      const tried = new Set([...ledger.tried].filter((resource) => !moved.has(resource)));
      return { ...ledger, tried, records: due.filter(({ resource }) => !moved.has(resource)) };
    });
  return { chosen, elsewhere, others, byTag: undefined };
}

/** Resources that were somewhere else in that run, with what to say of their records: on another server the ids are other people's. */
function movedIn(
  { places = {}, runId }: FoundLedger['header'],
  placeOf: Required<Where>['placeOf'] & object,
): ReadonlyMap<string, string> {
  const moved = new Map<string, string>();
  for (const [resource, then] of Object.entries(places)) {
    const now = placeOf(resource);
    if (now !== undefined && !sameBaseUrl(now, then))
      moved.set(resource, removalSays.movedSince(then, now, `seedbed sweep --run ${runId}`));
  }
  return moved;
}

/** Kept on purpose: removed by name only; `ttl`: once somebody sweeps what has reached an age. */
function isDueByItself({ kept }: LedgerRecord, olderThanMs: number | undefined): boolean {
  return kept === undefined || (kept === 'ttl' && olderThanMs !== undefined);
}

function refuseUnknown(run: string, ledgers: readonly FoundLedger[], baseUrl: string): void {
  const elsewhere = ledgers.find(({ header }) => header.runId === run);
  if (elsewhere !== undefined)
    throw new SeedbedError(
      'SEEDBED_CONFIG',
      sweepingSays.isElsewhere(run, elsewhere.header.baseUrl, baseUrl),
    );
  if (runId.test(run)) return;
  const hint = didYouMean(run, [...new Set(ledgers.map(({ header }) => header.runId))]);
  throw new SeedbedError('SEEDBED_CONFIG', `${sweepingSays.noRun(run)}${hint}`);
}

/** Runs that have records of a resource that belongs to this one. A ledger does not know to which of them. */
export function runsWithChildren(
  resources: readonly AnyResource[],
  { name }: AnyResource,
  others: readonly FoundLedger[],
): string | undefined {
  const children = resources
    .filter(({ belongsTo }) => belongsTo.some(({ resource }) => resource === name))
    .map((child) => child.name);
  const runs = others.filter(({ records }) => records.some(({ resource }) => children.includes(resource)));
  if (runs.length === 0) return undefined;
  const ids = runs.slice(0, 3).map(({ header }) => header.runId);
  return removalSays.thoseOfRuns(ids, runs.length - ids.length);
}
