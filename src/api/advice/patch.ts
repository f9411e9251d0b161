import { defineResource } from '../../factory/define-resource.ts';
import type { AnyDefinition } from '../../factory/definition.ts';
import type { Answer, Answers, ApiDescription } from '../../factory/description.ts';
import type { AnyResource } from '../../factory/resource.ts';
import { isPlainObject } from '../../lib/check.ts';
import { type ApiRecord, valueAt } from '../evidence.ts';

/** What to write in a resource's definition. Undefined: take it away. */
export interface Patch {
  readonly id?: string;
  readonly path?: string;
  readonly lookup?: { readonly query?: string } | false;
  readonly atLeastOnce?: boolean;
  readonly onDuplicate?: undefined;
  readonly idempotency?: { readonly header: string; readonly quoted?: boolean } | undefined;
  readonly bulk?: Exclude<AnyDefinition['bulk'], undefined> | undefined;
  readonly answers?: Answers;
  readonly api?: { readonly [Name in keyof ApiDescription]?: ApiDescription[Name] | undefined };
}

/** The resource with the patch written in: members of an operation are added, members under another name stay. */
export function applyPatch(resource: AnyResource, patch: Patch): AnyResource {
  const { definition } = resource;
  const { idField: _, ...others } = definition;
  const merged = joinPatches([patch.id === undefined ? definition : others, patch]);
  return defineResource(merged as Parameters<typeof defineResource>[0]);
}

/** Several as one, to be written together. The last one wins. */
export function joinPatches(patches: readonly (Patch | AnyDefinition)[]): Patch {
  const all: { -readonly [Name in keyof Patch]: Patch[Name] } = {};
  for (const patch of patches) {
    const { api = all.api, answers = all.answers } = patch;
    const merged = { api: operationsOf(all.api ?? {}, api ?? {}), answers: { ...all.answers, ...answers } };
    Object.assign(all, patch);
    if (api !== undefined) all.api = merged.api;
    if (answers !== undefined) all.answers = merged.answers;
  }
  return all;
}

function operationsOf(
  before: NonNullable<Patch['api']>,
  added: NonNullable<Patch['api']>,
): NonNullable<Patch['api']> {
  const operations = Object.entries(added).map(([name, operation]) => {
    const old = (before as Readonly<Record<string, unknown>>)[name];
    return [name, isPlainObject(old) && isPlainObject(operation) ? { ...old, ...operation } : operation];
  });
  return { ...before, ...Object.fromEntries(operations) };
}

/** The line that takes an operation's own description away, if it has one: the usual call may be the right one. */
export function withoutOwn(
  { definition }: AnyResource,
  name: 'create' | 'read' | 'list' | 'remove',
): Patch[] {
  return typeof definition.api?.[name] === 'object' ? [{ api: { [name]: undefined } }] : [];
}

/** A function that stands in a line as this code. It reads as it works. */
export function asCode<Fn extends (...given: never[]) => unknown>(works: Fn, code: string): Fn {
  return Object.assign(works, { toString: () => code });
}

/** As one writes it: `api: { list: { next: { page: 'page' } } }`. */
export function lineOf(patch: Patch): string {
  return membersOf(patch);
}

function membersOf(value: object): string {
  // Functions last, as one writes them.
  const rank = (inner: unknown): number => (typeof inner === 'function' ? 1 : 0);
  return Object.entries(value)
    .toSorted(([, a], [, b]) => rank(a) - rank(b))
    .map(([name, inner]) => `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)}: ${codeOf(inner)}`)
    .join(', ');
}

function codeOf(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'object' && value !== null) {
    const members = membersOf(value);
    return members === '' ? '{}' : `{ ${members} }`;
  }
  return String(value);
}

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** How APIs call the field that marks a record as removed. */
const marks = /archiv|delet|remov|disabl|inactiv|active|status|state|trash/i;

/**
 * The test for "gone" of an API that keeps the record and marks it, `({ body }) => body.archived === true`, or shows it without what it
 * held (PowerDNS). It reads as it works. Undefined if nothing tells.
 */
export function goneWhen(
  before: ApiRecord,
  after: ApiRecord,
  at: string,
): ((answer: Answer) => boolean) | undefined {
  const names = Object.keys(after).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name));
  const marked = names.find((name) => marks.test(name) && isMark(before[name], after[name]));
  const emptied = names.find((name) => lengthOf(after[name]) === 0 && (lengthOf(before[name]) ?? 0) > 0);
  const name = marked ?? emptied;
  if (name === undefined) return undefined;
  const value = after[name];
  const isConstant = typeof value === 'boolean' || isWord(value);
  const gone = ({ body }: Answer): boolean => {
    const record = at === '' ? body : valueAt(body, at);
    if (!isPlainObject(record)) return false;
    if (marked === undefined) return lengthOf(record[name]) === 0;
    return isConstant ? record[name] === value : record[name] !== null && record[name] !== undefined;
  };
  const place = `body?.${at === '' ? '' : `${at.replaceAll('.', '?.')}?.`}${name}`;
  const shows = isConstant ? `=== ${typeof value === 'string' ? `'${value}'` : String(value)}` : '!= null';
  return asCode(
    gone,
    `({ body }) => ${marked === undefined ? `${place}?.length === 0` : `${place} ${shows}`}`,
  );
}

function lengthOf(value: unknown): number | undefined {
  return Array.isArray(value) ? value.length : undefined;
}

function isMark(before: unknown, after: unknown): boolean {
  return before !== after && after !== null && after !== undefined && typeof after !== 'object';
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z_-]{1,20}$/.test(value);
}
