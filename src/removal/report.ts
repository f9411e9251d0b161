import { escapeText } from '../lib/escape.ts';
import { removalSays } from '../messages/removal.ts';

/** A record that a removal did not remove, and why. */
export interface LeftRecord {
  readonly resource: string;
  /** Undefined if it never became known. */
  readonly id: string | number | undefined;
  readonly reason: string;
}

/** What an audit came to: one last search for a run's tag, see `audit`. */
export interface AuditReport {
  /** Records with our tag that were still there, or that no ledger knew. */
  readonly found: number;
  /** Of these: removed. The others are among {@link RemovalReport.left}. */
  readonly removed: number;
  /** Resources that could not be searched, with the reason: nobody knows whether anything of ours is there. */
  readonly unsearched: readonly { readonly resource: string; readonly reason: string }[];
}

/** What removing came to. */
export interface RemovalReport {
  /** Records that are gone now, those the audit removed included. */
  readonly removed: number;
  /** Ours and still on the API, or possibly so; kept in the ledger. */
  readonly left: readonly LeftRecord[];
  /** No longer ours: the id belongs to another record now. Left alone, and settled in the ledger. */
  readonly foreign: readonly LeftRecord[];
  /** Creates that were cut off less than ten minutes ago and are not on the API. Their ledger stays: a later sweep looks again. */
  readonly waiting: number;
  /** Resources whose described bulk removal had no effect. Their records were removed one by one. @default none */
  readonly bulkUseless?: readonly { readonly resource: string; readonly reason: string }[] | undefined;
  /** Undefined if none was made: another dataset of the run is still in use, or audits are switched off. */
  readonly audit?: AuditReport | undefined;
}

/** A report in the making. */
export interface Tally {
  removed: number;
  readonly left: LeftRecord[];
  readonly foreign: LeftRecord[];
  waiting: number;
  readonly bulkUseless: { readonly resource: string; readonly reason: string }[];
  /** Why no further request can work. */
  stopped: string | undefined;
}

export function newTally(): Tally {
  return { removed: 0, left: [], foreign: [], waiting: 0, bulkUseless: [], stopped: undefined };
}

export function reportOf({ removed, left, foreign, waiting, bulkUseless }: Tally): RemovalReport {
  return { removed, left, foreign, waiting, ...(bulkUseless.length > 0 && { bulkUseless }) };
}

/** `users 7: 409: other records depend on it`, on one line whatever the API said. */
export function leftLine({ resource, id, reason }: LeftRecord): string {
  const shown = id === undefined ? undefined : escapeText(String(id), 80);
  return removalSays.left(escapeText(resource), shown, escapeText(reason, 400));
}

/** What a person should know of a removal besides what is left; none of it is an error. */
export function removalNotes({ foreign, waiting, bulkUseless = [], audit }: RemovalReport): string[] {
  const notes: string[] = [];
  if (foreign.length > 0) notes.push(removalSays.foreign(foreign.length));
  if (waiting > 0) notes.push(removalSays.waiting(waiting));
  for (const { resource, reason } of bulkUseless)
    notes.push(removalSays.bulkUseless(escapeText(resource), escapeText(reason, 400)));
  if (audit !== undefined && audit.found > 0) notes.push(removalSays.audited(audit.found, audit.removed));
  for (const { resource, reason } of audit?.unsearched ?? [])
    notes.push(removalSays.unsearched(escapeText(resource), escapeText(reason, 400)));
  return notes;
}

export const nothingRemoved: RemovalReport = { removed: 0, left: [], foreign: [], waiting: 0 };

/** Several removals told as one. */
export function joinReports(reports: readonly RemovalReport[]): RemovalReport {
  const bulkUseless = reports.flatMap((report) => report.bulkUseless ?? []);
  const audits = reports.map(({ audit }) => audit).filter((audit) => audit !== undefined);
  return {
    removed: reports.reduce((sum, { removed }) => sum + removed, 0),
    left: reports.flatMap(({ left }) => left),
    foreign: reports.flatMap(({ foreign }) => foreign),
    waiting: reports.reduce((sum, { waiting }) => sum + waiting, 0),
    ...(bulkUseless.length > 0 && { bulkUseless }),
    ...(audits.length > 0 && {
      audit: {
        found: audits.reduce((sum, { found }) => sum + found, 0),
        removed: audits.reduce((sum, { removed }) => sum + removed, 0),
        unsearched: audits.flatMap(({ unsearched }) => unsearched),
      },
    }),
  };
}
