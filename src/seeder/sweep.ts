import { SeedbedError } from '../errors.ts';
import { forgetLedger } from '../ledger/file-ledger.ts';
import type { LedgerRecord } from '../ledger/ledger.ts';
import { noteDeleted } from '../ledger/note-deleted.ts';
import { isAlive } from '../ledger/process-identity.ts';
import { type FoundLedger, readLedgers } from '../ledger/read-ledgers.ts';
import type { Progress, SeederContext } from './context.ts';
import { listRecords } from './list-records.ts';
import { isId } from './post-record.ts';
import { type RemovalReport, removeRecords } from './remove-records.ts';

export interface SweepOptions {
  /** Folder that holds `.seedbed/`. */
  readonly root: string;
  /** One run by its id, also one whose records were made to stay. Undefined: every run that died with records to remove. */
  readonly run?: string | undefined;
  /** Only runs that began at least this long ago, in ms. */
  readonly olderThanMs?: number | undefined;
  /** Only says what would be removed. */
  readonly dryRun?: boolean | undefined;
  /** More records than this are not touched at all. @default 1000 */
  readonly maxDelete?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
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
}

type SweeperContext = Pick<SeederContext, 'client' | 'clock' | 'resources' | 'concurrency' | 'settleMs'>;

/** A tag shorter than a whole run tag could be part of somebody's real data. */
const minTagLength = 12;

/**
 * Finds what dead runs left on this API, and removes it: by their ledgers, or, for a run named whose ledger is gone, by its tag in
 * the records' natural keys. Never touches a run that is alive, nor anything no ledger and no tag calls ours.
 *
 * @throws SeedbedError `SEEDBED_CONFIG` for a run that is alive or unknown, or where more than `maxDelete` records would go.
 */
export async function sweep(context: SweeperContext, options: SweepOptions): Promise<SweepReport> {
  const { run, olderThanMs, dryRun = false, maxDelete = 1000, signal, onProgress } = options;
  const found = choose(readLedgers(options.root), context, options).map((ledger) => ({
    ...ledger,
    records: ledger.records.filter((record) => run !== undefined || isDue(record, olderThanMs)),
  }));
  const tagged = run !== undefined && found.length === 0 ? await recordsByTag(context, run, signal) : [];
  const records = [...found.flatMap((ledger) => ledger.records), ...tagged];
  if (!dryRun && records.length > maxDelete)
    throw new SeedbedError(
      'SEEDBED_CONFIG',
      `Refused to remove ${records.length} records: more than --max-delete allows (${maxDelete}). Nothing was removed.`,
    );
  const runs: SweptRun[] = found.map(({ header, records }) => ({
    run: header.run,
    startedAt: header.startedAt,
    records: countByResource(records),
  }));
  if (tagged.length > 0)
    runs.push({ run: run as string, startedAt: undefined, records: countByResource(tagged) });
  if (dryRun) return { runs, dryRun, removed: 0, left: [] };

  const fileOf = new Map(
    found.flatMap((ledger) => ledger.records.map((record) => [record, ledger.file] as const)),
  );
  const onRemoved = (record: LedgerRecord): void => {
    const file = fileOf.get(record);
    if (file !== undefined) noteDeleted(file, record.at);
  };
  const report = await removeRecords(context, records, { signal, onProgress, onRemoved });
  const left = new Set(
    readLedgers(options.root)
      .filter((ledger) => ledger.records.length > 0)
      .map(({ file }) => file),
  );
  for (const { file } of found) if (!left.has(file)) forgetLedger(file);
  return { runs, dryRun, ...report };
}

function choose(
  ledgers: readonly FoundLedger[],
  { client, clock }: SweeperContext,
  options: SweepOptions,
): FoundLedger[] {
  const { run, olderThanMs = 0 } = options;
  const living = ({ header, writtenAt }: FoundLedger): boolean =>
    isAlive(header.owner, clock.wall() - writtenAt);
  const here = ledgers.filter(
    ({ header }) => header.baseUrl === client.baseUrl && clock.wall() - header.startedAt >= olderThanMs,
  );
  if (run === undefined) return here.filter((ledger) => ledger.header.policy === 'remove' && !living(ledger));
  const named = here.filter(({ header }) => header.run === run);
  const alive = named.find(living);
  if (alive !== undefined)
    throw new SeedbedError(
      'SEEDBED_CONFIG',
      `Refused to sweep run "${run}": process ${alive.header.owner.pid} is still at it, and will clean up itself.`,
    );
  return named;
}

/** Kept on purpose: removed by name only; `ttl`: once somebody sweeps what has reached an age. */
function isDue({ kept }: LedgerRecord, olderThanMs: number | undefined): boolean {
  return kept === undefined || (kept === 'ttl' && olderThanMs !== undefined);
}

/** Records whose natural key carries the tag, as every unique value of a run does. */
async function recordsByTag(
  context: SweeperContext,
  tag: string,
  signal: AbortSignal | undefined,
): Promise<LedgerRecord[]> {
  if (tag.length < minTagLength || !/^[a-z0-9-]+$/.test(tag))
    throw new SeedbedError(
      'SEEDBED_CONFIG',
      `Expected a run's whole tag (at least ${minTagLength} of a-z, 0-9), got "${tag}".`,
    );
  const records: LedgerRecord[] = [];
  for (const resource of context.resources) {
    const { key, idField, name } = resource;
    if (key === undefined) continue;
    for (const record of await listRecords(context.client, resource, { signal })) {
      const value = String(record[key]);
      const id = record[idField];
      if (carries(value, tag) && isId(id))
        records.push({ at: records.length, dataset: tag, resource: name, key: value, id, kept: undefined });
    }
  }
  return records;
}

/** The tag as a word of its own: `sb4k2x9q7m1p` is not in `xsb4k2x9q7m1p`. */
function carries(value: string, tag: string): boolean {
  return value.split(/[^a-z0-9-]/).some((word) => word === tag || word.startsWith(`${tag}-`));
}

function countByResource(records: readonly LedgerRecord[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { resource } of records) counts[resource] = (counts[resource] ?? 0) + 1;
  return counts;
}
