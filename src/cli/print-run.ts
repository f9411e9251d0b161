import type { ResolvedConfig } from '../config/resolved-config.ts';
import { shownFields } from '../dataset/shown-fields.ts';
import { type DatasetSnapshot, notSentOf, type SeededRecord, type Statistics } from '../dataset/snapshot.ts';
import type { AnyResource } from '../factory/resource.ts';
import { signInFields } from '../host/datasets/generation.ts';
import { preset } from '../host/defaults.ts';
import { ChildCounts } from '../host/story/record-counts.ts';
import { isLoopback } from '../lib/base-url.ts';
import { escapeText } from '../lib/escape.ts';
import { madeSays } from '../messages/made.ts';
import { type Spread, spreadsOf } from '../report/run-statistics.ts';
import { statisticsTable } from '../report/statistics-table.ts';
import { type Column, type Fact, type TableStyle, table } from '../report/table.ts';
import { print, printFacts, reportStyle } from './terminal.ts';

interface PrintedRun {
  readonly run: string;
  /** Its records are not looked at. */
  readonly snapshot: DatasetSnapshot;
  readonly gathered: Gathered;
  readonly config: ResolvedConfig;
  /** Show the first records. */
  readonly preview: boolean;
  /** Whether one process made it, batch by batch: then its pauses are known. */
  readonly isPaced: boolean;
  /** Where they were written. */
  readonly files: readonly string[];
}

/** A run that stays, on the terminal: records, statistics, and how to remove it again. */
export function printRun({ run, snapshot, gathered, config, preview, isPaced, files }: PrintedRun): void {
  const { namespace, randomSeed, stats, failures } = snapshot;
  const style = reportStyle();
  const pauses = isPaced ? pausesOf(stats, config) : undefined;
  if (preview) printPreview(config.resources, stats, (name) => gathered.first(name));
  print(`\n${statisticsTable({ stats, spreads: gathered.spreads(), pauses }, style)}`);
  // Records that were left half done, or may exist, are in the ledger like those that were created.
  const mayBeThere =
    Object.values(stats.resources).some(({ created }) => created > 0) ||
    failures.some(({ outcome }) => outcome === 'unknown' || outcome === 'unfinished');
  const signIn = signInFact(config, (name) => gathered.first(name)[0]);
  const facts: Fact[] = [
    [madeSays.run, run],
    // One that nobody chose is made of the run's id.
    ...(namespace.startsWith(run) ? [] : [[madeSays.namespace, escapeText(namespace)] as [string, string]]),
    [madeSays.randomSeed, madeSays.again(randomSeed)],
    ...(signIn === undefined ? [] : [signIn]),
    ...(files.length === 0 ? [] : [[madeSays.writtenTo, escapeText(files.join(', '))] as [string, string]]),
    ...(mayBeThere ? [[madeSays.toRemove, `seedbed sweep --run ${run}`, true] as const] : []),
  ];
  printFacts(facts);
}

/** Undefined if no batches were asked for. */
function pausesOf(
  { resources }: Statistics,
  { batchSize, delayMs }: Pick<ResolvedConfig, 'batchSize' | 'delayMs'>,
): { readonly ms: number; readonly eachMs: number } | undefined {
  if (batchSize === undefined || delayMs === 0) return undefined;
  const pauses = Object.values(resources).map((one) =>
    Math.max(0, Math.ceil((one.planned - notSentOf(one)) / batchSize) - 1),
  );
  return { ms: delayMs * pauses.reduce((sum, n) => sum + n, 0), eachMs: delayMs };
}

export function printPreview(
  resources: readonly AnyResource[],
  { resources: counts }: Statistics,
  recordsOf: (resource: string) => readonly SeededRecord[],
): void {
  for (const resource of resources) {
    const list = recordsOf(resource.name).map(shownFields);
    const count = counts[resource.name]?.created;
    if (list.length > 0) print(`\n${previewTable(resource, list, reportStyle(), count)}`);
  }
}

type AnyRecord = Readonly<Record<string, unknown>>;

const shownAtMost = 5;
const columnsAtMost = 6;
/** No terminal is wider. */
const longest = 400;

/** The first records of a resource, as `shownFields` gives them: without secrets. */
export function previewTable(
  resource: AnyResource,
  records: readonly AnyRecord[],
  style: TableStyle,
  count: number = records.length,
): string {
  const shown = records.slice(0, shownAtMost);
  const fields = fieldsOf(resource, shown[0] ?? {});
  const columns = fields.map(([name, heading]): Column => {
    const numeric = shown.every((record) => typeof record[name] === 'number');
    return { head: escapeText(heading), align: numeric ? 'right' : 'left', elastic: !numeric };
  });
  const rows = shown.map((record) => fields.map(([name]) => cell(record[name])));
  const more = count - shown.length;
  return table(columns, rows, style) + (more > 0 ? `\n  ${style.dim(madeSays.more(more))}` : '');
}

/** Names and headings: what the resource chose, as far as it is there, else the first plain ones. */
function fieldsOf(
  { idField, preview = {} }: AnyResource,
  first: AnyRecord,
): readonly (readonly [string, string])[] {
  const chosen = Object.entries(preview).filter(([name]) => name in first);
  if (chosen.length > 1) return chosen;
  const plain = Object.keys(first).filter((name) => name !== idField && isPlain(first[name]));
  return [idField, ...plain].slice(0, columnsAtMost).map((name) => [name, name]);
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** One line, escaped: the server may have answered anything. */
function cell(value: unknown): string {
  const text = isPlain(value) ? String(value) : (JSON.stringify(value) ?? '');
  return escapeText(text, longest);
}

/** As many of each resource as a preview shows. */
const most = 5;

/** What can be said about records that are not kept: the first ones, and how they are shared out. */
export class Gathered {
  readonly #first = new Map<string, SeededRecord[]>();
  readonly #children: ChildCounts;

  constructor(resources: readonly AnyResource[]) {
    this.#children = new ChildCounts(resources);
  }

  add(record: SeededRecord): void {
    this.#children.add(record);
    const first = this.#first.get(record.resource) ?? [];
    this.#first.set(record.resource, first);
    if (first.length === most && record.index > (first.at(-1)?.index ?? 0)) return;
    first.push(record);
    first.sort((a, b) => a.index - b.index);
    first.length = Math.min(first.length, most);
  }

  /** The first records of a resource, in the order of the plan. */
  first(resource: string): readonly SeededRecord[] {
    return this.#first.get(resource) ?? [];
  }

  spreads(): readonly Spread[] {
    return spreadsOf(this.#children);
  }
}

/** Users of the demo API on this machine get a public password, unless the user chose one: people sign in as them. */
export function withKnownPassword(config: ResolvedConfig): ResolvedConfig {
  const { userPassword, resources, baseUrl } = config;
  const isDemo = resources === preset.defaultResources && isLoopback(new URL(baseUrl).hostname);
  return userPassword === undefined && isDemo
    ? { ...config, userPassword: preset.defaultUserPassword }
    : config;
}

/**
 * How to sign in as one of the records, as a label and what stands beside it. No password is shown but the public one. Undefined if
 * nobody signs in as such records.
 */
function signInFact(
  { resources, userPassword }: Pick<ResolvedConfig, 'resources' | 'userPassword'>,
  first: (resource: string) => Pick<SeededRecord, 'fields'> | undefined,
): [label: string, how: string] | undefined {
  for (const resource of resources) {
    const named = signInFields(resource);
    const email = named && first(resource.name)?.fields[named.email];
    if (typeof email !== 'string') continue;
    if (userPassword === undefined) return [madeSays.toSignIn, madeSays.choosePassword];
    const isPublic = userPassword === preset.defaultUserPassword;
    const who = escapeText(email, 254);
    return [madeSays.signInAs, isPublic ? madeSays.withPublic(who, userPassword) : madeSays.withGiven(who)];
  }
  return undefined;
}
