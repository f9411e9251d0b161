import type { ResolvedConfig } from '../../config/resolved-config.ts';
import { type Builder, createBuilder } from '../../factory/builder.ts';
import { loadLocale } from '../../factory/locale.ts';
import type { AnyResource, Attributes } from '../../factory/resource.ts';
import { escapeJson } from '../../lib/escape.ts';
import { createPlan } from '../../plan/create-plan.ts';
import { parseSeed } from '../../plan/parse-seed.ts';
import type { Layer } from '../../plan/plan.ts';

export const formats = ['json', 'ndjson', 'csv'] as const;
export type Format = (typeof formats)[number];

/** One line a record, its resource first. */
export function* ndjson(all: readonly Generated[]): Generator<string> {
  for (const { resource, records } of all)
    for (const record of records()) yield `${jsonOf({ resource: resource.name, ...record })}\n`;
}

/** `{ "users": […], "vms": […] }`, one line a record. */
export function* json(all: readonly Generated[]): Generator<string> {
  let before = '{';
  for (const { resource, records } of all) {
    yield `${before}\n  ${JSON.stringify(resource.name)}: [`;
    let comma = '';
    for (const record of records()) {
      yield `${comma}\n    ${jsonOf(record)}`;
      comma = ',';
    }
    yield '\n  ]';
    before = ',';
  }
  yield '\n}\n';
}

/** It may be read on a terminal. */
function jsonOf(record: object): string {
  return escapeJson(JSON.stringify(record));
}

/** A heading and one line a record. */
export function* csv({ records }: Generated): Generator<string> {
  let names: readonly string[] | undefined;
  for (const record of records()) {
    if (names === undefined) {
      names = Object.keys(record);
      yield csvLine(names);
    }
    yield csvLine(names.map((name) => record[name]));
  }
}

/** Cells as one line. RFC 4180 ends lines with CRLF. */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A CSV line's cell, RFC 4180. Text that a spreadsheet would take for a formula gets an apostrophe; numbers stay numbers. */
export function csvCell(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // OWASP's list. A space before the sign does not help: spreadsheets trim it.
  const safe = /^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The records of one resource, made when asked for: a million cost no memory. */
export interface Generated {
  readonly resource: AnyResource;
  readonly count: number;
  /** With an id of their own, 1 up, which is what their children's foreign keys name; without secrets. */
  records(): Generator<Attributes, void, undefined>;
}

/** What a seed describes, as the API would get it, but built here and now. */
export async function generated(
  seed: unknown,
  config: ResolvedConfig,
  namespace: string,
): Promise<readonly Generated[]> {
  const { resources, scenarios, emailDomain, project } = config;
  const parsed = parseSeed(seed, { resources, scenarios });
  const randomSeed = parsed.options.randomSeed ?? config.randomSeed;
  const locale = await loadLocale(parsed.options.locale ?? config.locale);
  const builder = createBuilder({ resources, randomSeed, namespace, locale, emailDomain, path: project });
  return createPlan(parsed, { resources, randomSeed }).layers.map((layer) => {
    const resource = resources.find(({ name }) => name === layer.resource) as AnyResource;
    return { resource, count: layer.count, records: () => recordsOf(layer, resource, resources, builder) };
  });
}

function* recordsOf(
  layer: Layer,
  resource: AnyResource,
  resources: readonly AnyResource[],
  builder: Builder,
): Generator<Attributes, void, undefined> {
  const idFields = new Map(resources.map(({ name, idField }) => [name, idField]));
  for (let position = 0; position < layer.count; position++) {
    const spec = layer.at(position);
    // Parents that the seed does not make are somebody's with id 1.
    const indices = [
      ...layer.missingParents.map((name) => [name, 0] as const),
      ...Object.entries(spec.parents),
    ];
    const parents = indices.map(([name, index]) => [name, { [idFields.get(name) ?? 'id']: index + 1 }]);
    const attributes = builder.build(spec, Object.fromEntries(parents));
    const record: Record<string, unknown> = { [resource.idField]: spec.index + 1, ...attributes };
    for (const secret of resource.secrets) delete record[secret];
    yield record;
  }
}
