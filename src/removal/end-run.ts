import type { RecordId } from '../api/evidence.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type Audited, audit, type Tagged } from './audit.ts';
import { type RemovalContext, type RemoveOptions, removeRecords } from './remove.ts';
import { newTally, type RemovalReport } from './report.ts';
import { madeHere } from './target.ts';

export interface EndRunOptions extends Pick<RemoveOptions, 'signal' | 'onProgress'> {
  /** The largest list that the audit reads, in bytes; 0: no audit. */
  readonly auditBytes: number;
  /** Resources of which nothing was left at a look just now: the audit leaves them out. @default none */
  readonly searched?: ReadonlySet<string> | undefined;
  /** Outcomes of this run were unknown, also those of datasets that are gone. */
  readonly isDoubtful?: boolean | undefined;
}

/**
 * The last acts of a run, in the process that made it: what it still has goes, unless its policy keeps it; then nothing may carry its
 * tag any more. The ledger is closed, and forgotten if nothing is left. Throws nothing for an API that does not answer.
 */
export async function endRun(
  context: RemovalContext & { readonly ledger: Ledger },
  { auditBytes, searched = new Set(), isDoubtful = false, ...options }: EndRunOptions,
): Promise<RemovalReport> {
  const { ledger } = context;
  const tally = newTally();
  const live = ledger.live();
  const kept = new Set(live.filter(({ kept }) => kept !== undefined).map(({ dataset }) => dataset));
  const records = live.filter(({ kept }) => kept === undefined);
  let report = await removeRecords(context, [madeHere(ledger, records)], { ...options, tally });
  let stayed: readonly Tagged[] = [];
  if (auditBytes > 0 && ledger.tried.size > 0 && tally.stopped === undefined) {
    const { runId, startedAt } = ledger.header;
    const resources = new Set([...ledger.tried].filter((name) => !searched.has(name)));
    const audited = await audit(context, [{ runId, resources, spared: kept, startedAt }], {
      maxBytes: auditBytes,
      told: report.left,
      isDoubtful: isDoubtful || records.some(({ id }) => id === undefined),
      signal: options.signal,
    });
    stayed = audited.stayed;
    report = withAudit(report, audited);
  }
  const isSettled = report.left.length === 0 && report.waiting === 0;
  await noteFound(ledger, stayed);
  ledger.close({ forget: isSettled && !ledger.hasLive() });
  return report;
}

/** One report of a removal and the audit after it. */
export function withAudit(
  report: RemovalReport,
  { report: audit, newlyRemoved, left }: Audited,
): RemovalReport {
  return { ...report, removed: report.removed + newlyRemoved, left: [...report.left, ...left], audit };
}

/** So that a sweep finds them without searching. */
async function noteFound(ledger: Ledger, found: readonly Tagged[]): Promise<void> {
  if (found.length === 0) return;
  const { runId } = ledger.header;
  const nameOf = (resource: string, id: RecordId | undefined): string => `${resource} ${id}`;
  const known = new Set(ledger.live().map(({ resource, id }) => nameOf(resource, id)));
  try {
    for (const { record } of found) {
      const { resource, key, id } = record;
      if (known.has(nameOf(resource, id))) continue;
      ledger.created(await ledger.intent({ dataset: runId, resource, key }), id);
    }
  } catch {
    // A full disk: the report says it, and the ledger stays, so that the next sweep searches again.
  }
}
