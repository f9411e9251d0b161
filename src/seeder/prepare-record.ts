import type { AnyResource, Attributes } from '../factory/resource.ts';
import { validate } from '../factory/validate.ts';
import { mapValues } from '../lib/map-values.ts';
import type { RecordSpec } from '../plan/plan.ts';
import type { SeedRun } from './context.ts';
import type { ApiRecord } from './list-records.ts';
import type { Failure, SeededRecord } from '../dataset/snapshot.ts';
import type { Outcome } from './outcome.ts';
import type { Outgoing } from './post-record.ts';

/** The parents of one record: resource name → what was created. */
export type Parents = Readonly<Record<string, Pick<SeededRecord, 'id' | 'record'>>>;

/** One record that is to be made. */
export interface Wanted {
  readonly spec: RecordSpec;
  readonly parents: Parents;
}

/** A record that can be sent, or why it cannot. */
export type Prepared = Outgoing | { readonly problem: string };

/** Builds a record and checks it against its schema; `variant` asks for the next unique value. */
export function prepareRecord(
  run: SeedRun,
  resource: AnyResource,
  { spec, parents }: Wanted,
  variant: number,
): Prepared | Promise<Prepared> {
  const records = mapValues(parents, (parent) => parent.record);
  const attributes = run.builder.build(variant === 0 ? spec : { ...spec, variant }, records);
  const outgoing = {
    attributes,
    key: resource.key === undefined ? undefined : String(attributes[resource.key]),
    idempotencyKey: `${run.namespace}-${resource.name}-${spec.index}-${variant}`,
  };
  const outcomeOf = (problem: string | undefined): Prepared =>
    problem === undefined ? outgoing : { problem };
  const problem = validate(resource, attributes);
  return problem instanceof Promise ? problem.then(outcomeOf) : outcomeOf(problem);
}

/** What tests will receive of a record that the server has. */
export function seededRecord(
  resource: AnyResource,
  { spec, parents }: Wanted,
  attributes: Attributes,
  answer: ApiRecord,
  at: number,
): SeededRecord {
  const { secrets, idField } = resource;
  const record: Record<string, unknown> = {};
  for (const fields of [attributes, answer])
    for (const name in fields) if (!secrets.includes(name)) record[name] = fields[name];
  return {
    resource: resource.name,
    index: spec.index,
    id: answer[idField] as string | number,
    record,
    traits: spec.traits,
    parents: mapValues(parents, (parent) => parent.id),
    secrets: Object.fromEntries(secrets.map((name) => [name, String(attributes[name] ?? '')])),
    at,
  };
}

/** Outcome of a record that its own schema refuses. */
export function notSent(wanted: Wanted, problem: string): Outcome {
  return failed(wanted, 'rejected', `not sent: ${problem}`);
}

export function failed({ spec }: Wanted, outcome: Failure['outcome'], reason: string): Outcome {
  return { outcome: 'failed', failure: { resource: spec.resource, index: spec.index, outcome, reason } };
}
