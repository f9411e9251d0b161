import type { Apis } from '../api/open-apis.ts';
import { SeedbedError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { KeptBecause, LedgerRecord } from '../ledger/ledger.ts';
import { noteDeleted } from '../ledger/note-deleted.ts';
import { type FoundLedger, readLedger, readLedgers, type UnreadableLedger } from '../ledger/read-ledgers.ts';
import { forgetLedger } from '../ledger/run-folders.ts';
import { placeOf } from '../lib/base-url.ts';
import { tellWait } from '../lib/progress.ts';
import { sweepingSays } from '../messages/sweeping.ts';
import { type AuditedRun, asRuns, audit, searchTags, type Tagged } from './audit.ts';
import { chooseRuns, type RunChoice, runsWithChildren } from './choose-runs.ts';
import { withAudit } from './end-run.ts';
import { findLost, type LostReport, type LostRuns } from './lost-runs.ts';
import { type RemovalContext, type RemoveOptions, removeRecords } from './remove.ts';
import { newTally, nothingRemoved, type RemovalReport, type Tally } from './report.ts';
import type { RunRecords } from './target.ts';

export interface SweepOptions extends RunChoice, Pick<RemoveOptions, 'signal' | 'onProgress'> {
  /** Folder that holds `.seedbed/`. */
  readonly root: string;
  /** Removes by id also records that cannot be proved to be ours. Only for a named run. */
  readonly unproved?: boolean | undefined;
  /** Only says what would be removed. */
  readonly dryRun?: boolean | undefined;
  /** More records than this are not touched at all. @default 1000 */
  readonly maxDelete?: number | undefined;
  /** The largest list read to find records by a run's tag, in bytes; 0: none is. */
  readonly auditBytes: number;
  /** Which of some runs, or groups of runs, another machine works on now. @default nothing is known of other machines */
  readonly present?: ((names: readonly string[]) => Promise<ReadonlySet<string>>) | undefined;
  /**
   * With `olderThanMs`, and no run named: whether records of runs that have no ledger here are searched for, by the tags in their natural
   * keys; `look`: only to say what could go.
   *
   * @default they are not
   */
  readonly lost?: 'look' | 'remove' | undefined;
  /** Awaited before the first request, if there is one: what it throws ends the sweep. @default requests sign in themselves */
  readonly signIn?: (() => Promise<unknown>) | undefined;
  /** Told how many records are to go, and of which runs, before the first one does; not if there are none. */
  readonly onFound?: ((records: number, runs: readonly SweptRun[]) => void) | undefined;
}

/** A run that was found, and what of it is on the API or may be. */
export interface SweptRun {
  readonly run: string;
  readonly startedAt: number | undefined;
  readonly records: Readonly<Record<string, number>>;
}

export interface SweepReport extends RemovalReport {
  readonly runs: readonly SweptRun[];
  readonly dryRun: boolean;
  /** Ledgers that cannot be obeyed. They stay as they are. */
  readonly unreadable: readonly UnreadableLedger[];
  /** What was found of runs that have no ledger here. Undefined: nobody looked. */
  readonly lost?: LostReport | undefined;
}

export type SweepContext = RemovalContext & { readonly apis: Apis };

/** Younger than this, nothing is of a lost run: a user who asks for less has mistaken the unit. */
export const leastLostMs = 3_600_000;

/** Without an audit's limit: a run without a ledger is found by this search alone. */
const wholeListBytes = 256 * 1024 * 1024;

/**
 * Finds what dead runs left on this API, and removes it. It knows the records by their ledgers; if the ledger of a named run is gone, and
 * for lost runs on request, by the tags in the records' natural keys. Never touches a run that is alive, nor anything that is not proved to
 * be a swept run's.
 *
 * @throws SeedbedError `SEEDBED_CONFIG` for a run that is alive or unknown, or if more than `maxDelete` records would go
 */
export async function sweep(context: SweepContext, options: SweepOptions): Promise<SweepReport> {
  const { root, dryRun = false, maxDelete = 1000, unproved = false, signal, onProgress } = options;
  const { ledgers, unreadable } = readLedgers(root);
  const { present } = options;
  const at = {
    baseUrl: context.apis.client.baseUrl,
    now: context.clock.wall(),
    placeOf: (resource: string) => placeIn(context, resource),
    present,
  };
  const { chosen, elsewhere, others, byTag } = await chooseRuns(ledgers, at, options);
  const tally = newTally();
  tally.left.push(...elsewhere);
  const looks = byTag !== undefined || options.lost !== undefined;
  if (looks) await options.signIn?.();
  const lost = await findLostRuns(context, ledgers, options);
  const tagged =
    byTag === undefined ? (lost?.due ?? []) : await findTagged(context, byTag, { signal, tally });
  const runs = [...chosen.map(sweptRun), ...taggedRuns(tagged, lost)];
  const count = chosen.reduce((sum, { records }) => sum + records.length, tagged.length);
  const refuseTooMany = (existing: number, said = existing): void => {
    if (existing > maxDelete) throw new SeedbedError('SEEDBED_CONFIG', sweepingSays.tooMany(said, maxDelete));
  };
  // A killed run may have meant a thousand more that were never sent: those count once they were found.
  const unclear = chosen.flatMap(({ records }) => records.filter(({ id }) => id === undefined));
  if (!dryRun) refuseTooMany(count - unclear.length, count);
  if (count > 0) options.onFound?.(count, runs);
  const told = { runs, dryRun, unreadable, ...(lost && { lost: lost.report }) };
  if (dryRun) return { ...nothingRemoved, left: elsewhere, ...told };
  if (chosen.length > 0) await options.signIn?.();

  const trust = unproved ? 'unproved' : 'to prove';
  const doomed: RunRecords[] = chosen.map(({ file, header, records }) => ({
    runId: header.runId,
    records,
    trust,
    settle: ({ entry }: LedgerRecord) => void noteDeleted(file, entry),
  }));
  const whoDepends = (resource: AnyResource): string | undefined =>
    runsWithChildren(context.resources, resource, others);
  /** Of what turns up once something is gone. */
  const refuses = (existing: number): string | undefined =>
    existing > maxDelete ? sweepingSays.oneTooMany(maxDelete) : undefined;
  const removing = { signal, onProgress, whoDepends, tally, onCounted: refuseTooMany, refuses };
  let report = await removeRecords(context, [...doomed, ...asRuns(tagged)], removing);
  const stayed = new Set<string>();
  if (options.auditBytes > 0 && tally.stopped === undefined) {
    const audited = await audit(
      context,
      chosen.map((ledger) => auditedRun(context, ledger, options)),
      {
        // A user who names a run wants all of it removed; workers may have made most of it elsewhere.
        maxBytes:
          options.run === undefined ? options.auditBytes : Math.max(options.auditBytes, wholeListBytes),
        told: report.left,
        refuses: (more) => refuses(tally.removed + more),
        isDoubtful: chosen.some(({ records }) => records.some(({ id }) => id === undefined)),
        signal,
      },
    );
    for (const { runId } of audited.stayed) stayed.add(runId);
    report = withAudit(report, audited);
  }
  if (tally.stopped === undefined) forgetSettled(chosen, stayed);
  // Records that workers elsewhere made for the named run stood in the way; the search has removed those.
  if (options.run !== undefined && report.left.length > 0 && (report.audit?.removed ?? 0) > 0) {
    const again = await sweep(context, options);
    return { ...again, ...told, removed: report.removed + again.removed };
  }
  return { ...told, ...report };
}

/**
 * Removes what runs that died have left. What cannot be removed, or is too much to remove without a question, stays for the next start.
 *
 * @returns what the user should know of it; undefined if nothing stays
 */
export async function sweepDead(
  context: SweepContext,
  options: Pick<SweepOptions, 'root' | 'auditBytes' | 'signal' | 'present'>,
): Promise<string | undefined> {
  try {
    const onFound = (records: number): void => tellWait({ for: 'dead runs', records });
    const { left, foreign, unreadable } = await sweep(context, { ...options, onFound });
    const [first] = left;
    const told = [
      first && sweepingSays.deadLeft(left.length, first.reason),
      foreign.length > 0 && sweepingSays.deadForeign(foreign.length),
      unreadable[0] && sweepingSays.notObeyed(unreadable.length, unreadable[0].reason),
    ].filter(Boolean);
    return told.length > 0 ? told.join(' ') : undefined;
  } catch (error) {
    return sweepingSays.failed((error as Error).message);
  }
}

/** Where a resource's records are now. */
function placeIn({ apis, resources }: SweepContext, name: string): string | undefined {
  const resource = resources.find((one) => one.name === name);
  return resource && placeOf(apis.of(name).baseUrl, resource.path);
}

/** Forgets a ledger once nothing in it is left to do. Read anew: another sweep may be working on it, and may have forgotten it. */
function forgetSettled(chosen: readonly FoundLedger[], stayed: ReadonlySet<string>): void {
  for (const { file, header } of chosen) {
    const now = readLedger(file);
    if (now === undefined || 'reason' in now || now.records.length > 0) continue;
    if (!stayed.has(header.runId)) forgetLedger(file);
  }
}

/** What stays of a run that is swept alone: what was kept on purpose, except records whose age has come. */
function auditedRun(
  { resources }: SweepContext,
  { header, tried, kept }: FoundLedger,
  { run, all, olderThanMs }: SweepOptions,
): AuditedRun {
  const goes = (because: KeptBecause): boolean =>
    run !== undefined || all === true || (because === 'ttl' && olderThanMs !== undefined);
  const spared = [...kept].filter(([, because]) => !goes(because)).map(([namespace]) => namespace);
  // Workers may have made records of a named run that no ledger here knows.
  const searched = run === undefined ? tried : new Set(resources.map(({ name }) => name));
  const { runId, startedAt } = header;
  return { runId, resources: searched, spared: new Set(spared), startedAt };
}

/** Records of a run without a ledger, in every list that shows natural keys. */
async function findTagged(
  context: SweepContext,
  runId: string,
  { signal, tally }: { readonly signal: AbortSignal | undefined; readonly tally: Tally },
): Promise<Tagged[]> {
  const { resources, apis } = context;
  const run = { runId, resources: new Set(resources.map(({ name }) => name)), spared: new Set<string>() };
  const search = { maxBytes: wholeListBytes, isDoubtful: false, told: [], signal, tally };
  const found: Tagged[] = [];
  for (const { name } of resources) {
    const api = apis.of(name);
    if (!api.canFind) continue;
    const { tagged, error } = await searchTags(context, api, [run], search);
    if (error !== undefined) throw error;
    found.push(...tagged);
  }
  return found;
}

function sweptRun({ header, records }: FoundLedger): SweptRun {
  return { run: header.runId, startedAt: header.startedAt, records: countByResource(records) };
}

function taggedRuns(tagged: readonly Tagged[], lost: LostRuns | undefined): SweptRun[] {
  return [...Map.groupBy(tagged, ({ runId }) => runId)].map(([run, ours]) => ({
    run,
    startedAt: lost?.madeAt.get(run),
    records: countByResource(ours.map(({ record }) => record)),
  }));
}

/** Those without a ledger here. If nobody asked to remove them, none of them is due. */
async function findLostRuns(
  context: SweepContext,
  ledgers: readonly FoundLedger[],
  { run, olderThanMs = 0, lost: asked, dryRun, present = async () => new Set(), signal }: SweepOptions,
): Promise<LostRuns | undefined> {
  if (asked === undefined || run !== undefined || olderThanMs < leastLostMs) return undefined;
  const known = new Set(ledgers.map(({ header }) => header.runId));
  const lost = await findLost(context, { olderThanMs, known, present, maxBytes: wholeListBytes, signal });
  return asked === 'remove' || dryRun ? lost : { ...lost, due: [] };
}

function countByResource(records: readonly LedgerRecord[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { resource } of records) counts[resource] = (counts[resource] ?? 0) + 1;
  return counts;
}
