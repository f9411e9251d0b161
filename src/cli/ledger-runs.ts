import type { LedgerRecord } from '../ledger/ledger.ts';
import { isRunning } from '../ledger/process-identity.ts';
import { readLedgers, type UnreadableLedger } from '../ledger/read-ledgers.ts';
import { systemClock } from '../lib/clock.ts';
import { escapeText } from '../lib/escape.ts';
import { statusSays } from '../messages/status.ts';
import { tell } from './terminal.ts';

/** A run as its ledger knows it. */
export interface LedgerRun {
  readonly run: string;
  readonly started_at: string;
  readonly base_url: string;
  readonly policy: 'keep' | 'remove';
  /** Records that exist by this ledger, or may. */
  readonly records: number;
  /** Of these, made to stay: a sweep leaves them alone until the run is named. */
  readonly kept: number;
  readonly alive: boolean;
}

/** The runs of a project's ledgers, of every API. */
export async function ledgerRuns(
  root: string,
): Promise<{ readonly runs: readonly LedgerRun[]; readonly unreadable: readonly UnreadableLedger[] }> {
  const { ledgers, unreadable } = readLedgers(root);
  const runs: LedgerRun[] = [];
  for (const ledger of ledgers) {
    const { header, records } = ledger;
    runs.push({
      run: header.runId,
      started_at: new Date(header.startedAt).toISOString(),
      base_url: header.baseUrl,
      policy: header.policy,
      records: records.length,
      kept: header.policy === 'keep' ? records.length : records.filter(isKept).length,
      alive: await isRunning(ledger, systemClock.wall()),
    });
  }
  return { runs, unreadable };
}

/** What `ttl` keeps is a sweep's by its age. */
function isKept({ kept }: LedgerRecord): boolean {
  return kept === 'keep' || kept === 'on-success';
}

/** A ledger that is not obeyed is not removed either: a person has to know of it. */
export function tellUnreadable(unreadable: readonly UnreadableLedger[]): void {
  for (const { file, reason } of unreadable)
    tell(`seedbed: ${statusSays.notObeyed(escapeText(file), escapeText(reason))}`);
}
