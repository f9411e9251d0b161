import type { ResolvedConfig } from '../config/resolved-config.ts';
import { shownFields } from '../dataset/shown-fields.ts';
import type { DatasetSnapshot } from '../dataset/snapshot.ts';
import type { AnyResource } from '../factory/resource.ts';
import { escapeText } from '../lib/escape.ts';
import { previewTable } from '../report/preview-table.ts';
import { factLines, statisticsTable } from '../report/statistics-table.ts';
import { print, reportStyle } from './terminal.ts';

interface PrintedRun {
  readonly run: string;
  readonly snapshot: DatasetSnapshot;
  readonly config: ResolvedConfig;
  /** Show the first records. */
  readonly preview: boolean;
  /** Where the output file is. */
  readonly output?: string | undefined;
}

/** A run that stays, on the terminal: records, statistics, and how to remove it again. */
export function printRun({ run, snapshot, config, preview, output }: PrintedRun): void {
  const { namespace, randomSeed, records, failures } = snapshot;
  const style = reportStyle();
  if (preview) printPreview(config.resources, snapshot);
  print(`\n${statisticsTable(snapshot, config.resources, style)}`);
  // What was left half done, or may exist, is in the ledger like what was created.
  const mayBeThere =
    Object.values(records).some((list) => list.length > 0) ||
    failures.some(({ outcome }) => outcome === 'unknown' || outcome === 'unfinished');
  const facts: [string, string][] = [
    ['run', run],
    // One that nobody chose is made of the run's id.
    ...(namespace.startsWith(run) ? [] : [['namespace', escapeText(namespace)] as [string, string]]),
    ['random seed', String(randomSeed)],
    ...(output === undefined ? [] : [['written to', escapeText(output)] as [string, string]]),
    ...(mayBeThere ? [['to remove', `seedbed sweep --run ${run}`] as [string, string]] : []),
  ];
  print(`\n${factLines(facts, style.dim)}`);
}

export function printPreview(resources: readonly AnyResource[], { records }: DatasetSnapshot): void {
  for (const resource of resources) {
    const list = (records[resource.name] ?? []).map(shownFields);
    if (list.length > 0) print(`\n${previewTable(resource, list, reportStyle())}`);
  }
}
