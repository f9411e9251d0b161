import type { AnyResource, Attributes } from '../factory/resource.ts';
import { validate } from '../factory/validate.ts';
import type { RecordSpec } from '../plan/plan.ts';
import type { SeedRun } from './context.ts';
import type { ApiRecord } from './list-records.ts';
import type { Failure, Outcome, SeededRecord } from './outcome.ts';
import type { Outgoing } from './post-record.ts';

/** The parents of one record: resource name → what was created. */
export type Parents = Readonly<Record<string, Pick<SeededRecord, 'id' | 'record'>>>;

/** One record that is to be made. */
export interface Wanted {
  readonly spec: RecordSpec;
  readonly parents: Parents;
}

/** Builds a record and checks it against its schema; `variant` asks for the next unique value. */
export async function prepareRecord(
  run: SeedRun,
  resource: AnyResource,
  { spec, parents }: Wanted,
  variant: number,
): Promise<Outgoing | { readonly problem: string }> {
  const records = Object.fromEntries(Object.entries(parents).map(([name, parent]) => [name, parent.record]));
  const attributes = run.builder.build(variant === 0 ? spec : { ...spec, variant }, records);
  const problem = await validate(resource, attributes);
  if (problem !== undefined) return { problem };
  return {
    attributes,
    key: resource.key === undefined ? undefined : String(attributes[resource.key]),
    idempotencyKey: [run.namespace, resource.name, spec.index, variant].join('-'),
  };
}

/** What tests will receive of a record that the server has. */
export function seededRecord(
  resource: AnyResource,
  { spec, parents }: Wanted,
  attributes: Attributes,
  answer: ApiRecord,
  at: number,
): SeededRecord {
  const visible = Object.entries({ ...attributes, ...answer }).filter(
    ([name]) => !resource.secrets.includes(name),
  );
  return {
    resource: resource.name,
    index: spec.index,
    id: answer[resource.idField] as string | number,
    record: Object.fromEntries(visible),
    traits: spec.traits,
    parents: Object.fromEntries(Object.entries(parents).map(([name, parent]) => [name, parent.id])),
    secrets: Object.fromEntries(resource.secrets.map((name) => [name, String(attributes[name] ?? '')])),
    at,
  };
}

export function failed({ spec }: Wanted, outcome: Failure['outcome'], reason: string): Outcome {
  return { outcome: 'failed', failure: { resource: spec.resource, index: spec.index, outcome, reason } };
}
