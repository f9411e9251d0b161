import { keyOf } from '../api/evidence.ts';
import type { Answered, Route } from '../api/operations.ts';
import type { Failure, SeededRecord } from '../dataset/snapshot.ts';
import type { AnyResource, Attributes } from '../factory/resource.ts';
import { validate } from '../factory/validate.ts';
import { isPlainObject, mapValues, show } from '../lib/check.ts';
import { escapeText } from '../lib/escape.ts';
import { buildingSays } from '../messages/building.ts';
import { creatingSays } from '../messages/creating.ts';
import type { RecordSpec } from '../plan/plan.ts';
import type { Job, Outcome } from './job.ts';

/** The parents of one record: resource name → what was created. */
export type Parents = Readonly<Record<string, Pick<SeededRecord, 'id' | 'fields'>>>;

/** One record to send: built, checked, and how it can be known again. */
export interface Draft {
  readonly spec: RecordSpec;
  readonly parents: Parents;
  readonly attributes: Attributes;
  /** What is sent of it. */
  readonly body: Attributes;
  /** Value of the natural key. */
  readonly key: string | undefined;
  /** The same for every repeat of this record, and for no other record. */
  readonly idempotencyKey: string;
  /** What later requests of it need besides id and key: the team it stands below. */
  readonly route: Route | undefined;
}

/** Builds a record and checks it against its schema, or says why it is not sent. `variant` asks for the next unique value. */
export function build(
  { resource, api, builder, namespace }: Job,
  spec: RecordSpec,
  parents: Parents,
  variant = 0,
): Draft | Failure | Promise<Draft | Failure> {
  const records = mapValues(parents, (parent) => parent.fields);
  const attributes = builder.build(variant === 0 ? spec : { ...spec, variant }, records);
  const problem = validate(resource, attributes);
  const checked = (problem: string | undefined): Draft | Failure =>
    problem === undefined
      ? {
          spec,
          parents,
          attributes,
          body: bodyOf(resource, attributes),
          key: keyOf(resource, attributes),
          route: api.routeOf({ attributes, parents }),
          idempotencyKey: `${namespace}-${resource.name}-${spec.index}-${variant}`,
        }
      : failure(spec, 'rejected', creatingSays.notSent(problem));
  return problem instanceof Promise ? problem.then(checked) : checked(problem);
}

/** What is sent. What JSON turns into `null`, or drops, is a mistake that no server would tell. */
function bodyOf(resource: AnyResource, attributes: Attributes): Attributes {
  const body = resource.toRequest(attributes);
  const wrong = notJson(body);
  if (wrong === undefined) return body;
  const say = typeof wrong.value === 'bigint' ? buildingSays.noBigInt : buildingSays.notJson;
  throw new TypeError(say(resource.name, escapeText(wrong.path.join('.'), 60), show(wrong.value)));
}

/** Only a circle is deeper than this. */
const deepest = 50;

/** JSON makes `{}` of these. A promise is a forgotten `await`. By their tags, for they may come from another realm. */
const emptied = /^\[object (?:Map|Set|WeakMap|WeakSet|Promise|RegExp|Error)\]$/;

function notJson(value: object, depth = 0): { path: string[]; value: unknown } | undefined {
  for (const name of Object.keys(value)) {
    const inner = (value as Attributes)[name];
    const isData =
      typeof inner === 'number'
        ? Number.isFinite(inner)
        : typeof inner !== 'function' && typeof inner !== 'symbol' && typeof inner !== 'bigint';
    const isDate = !(inner instanceof Date) || !Number.isNaN(inner.getTime());
    if (!isData || !isDate || depth > deepest) return { path: [name], value: inner };
    if (!Array.isArray(inner) && !isPlainObject(inner)) {
      if (emptied.test(Object.prototype.toString.call(inner))) return { path: [name], value: inner };
      continue;
    }
    const wrong = notJson(inner, depth + 1);
    if (wrong !== undefined) return { ...wrong, path: [name, ...wrong.path] };
  }
  return undefined;
}

export function failure(spec: RecordSpec, outcome: Failure['outcome'], reason: string): Failure {
  return { resource: spec.resource, index: spec.index, outcome, reason };
}

export function failed({ spec }: Draft, outcome: Failure['outcome'], reason: string): Outcome {
  return { outcome: 'failed', failure: failure(spec, outcome, reason) };
}

/** What tests will receive of a record that the server has. */
export function seededRecord(
  { resource }: Job,
  { spec, parents, attributes }: Draft,
  { record, id }: Answered,
  entry: number,
): SeededRecord {
  const { secrets } = resource;
  const fields: Record<string, unknown> = {};
  for (const name in attributes) if (!secrets.includes(name)) fields[name] = attributes[name];
  for (const name in record) if (!secrets.includes(name)) fields[name] = record[name];
  return {
    resource: resource.name,
    index: spec.index,
    id,
    fields,
    traits: spec.traits,
    parents: mapValues(parents, (parent) => parent.id),
    secrets: secretsOf(secrets, attributes),
    entry,
  };
}

function secretsOf(names: readonly string[], attributes: Attributes): Record<string, string> {
  const secrets: Record<string, string> = {};
  for (const name of names) secrets[name] = String(attributes[name] ?? '');
  return secrets;
}
