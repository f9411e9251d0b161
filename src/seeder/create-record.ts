import type { AnyResource, Attributes } from '../factory/resource.ts';
import { validate } from '../factory/validate.ts';
import type { RecordSpec } from '../plan/plan.ts';
import type { SeedRun } from './context.ts';
import { failureReason, isDuplicate } from './failure.ts';
import type { Failure, Outcome, SeededRecord } from './outcome.ts';
import type { SendCreate, Sent } from './send-create.ts';

/** A value taken by somebody else's record is replaced by the next one this often. */
const maxNextValues = 3;

/** The parents of one record: resource name → what was created. */
export type Parents = Readonly<Record<string, Pick<SeededRecord, 'id' | 'record'>>>;

/** Builds, checks and creates one record. A failure is an outcome; only what makes every further request pointless is thrown. */
export async function createRecord(
  run: SeedRun,
  resource: AnyResource,
  send: SendCreate,
  spec: RecordSpec,
  parents: Parents,
): Promise<Outcome> {
  for (let variant = 0; ; variant++) {
    const attributes = build(run, spec, parents, variant);
    const problem = await validate(resource, attributes);
    if (problem !== undefined) return failed(spec, 'rejected', `not sent: ${problem}`);
    const key = keyOf(resource, attributes);
    const idempotencyKey = [run.namespace, resource.name, spec.index, variant].join('-');
    const sent = await send({ attributes, key, idempotencyKey });
    if ('answer' in sent)
      return {
        outcome: sent.adopted ? 'adopted' : 'created',
        record: seeded(resource, spec, parents, attributes, sent),
      };
    const mayTakeNext =
      isDuplicate(sent.error) && resource.onDuplicate !== 'reject' && resource.onDuplicate !== 'adopt';
    // A fixed key (`set: { email }`) has no next value: the same one would be refused again.
    const next = (): boolean => keyOf(resource, build(run, spec, parents, variant + 1)) !== key;
    if (!(mayTakeNext && variant < maxNextValues && next()))
      return failed(spec, sent.outcome, failureReason(sent.error));
  }
}

function build(run: SeedRun, spec: RecordSpec, parents: Parents, variant: number): Attributes {
  const records = Object.fromEntries(Object.entries(parents).map(([name, parent]) => [name, parent.record]));
  return run.builder.build(variant === 0 ? spec : { ...spec, variant }, records);
}

function keyOf(resource: AnyResource, attributes: Attributes): string | undefined {
  return resource.key === undefined ? undefined : String(attributes[resource.key]);
}

function seeded(
  resource: AnyResource,
  spec: RecordSpec,
  parents: Parents,
  attributes: Attributes,
  { answer, at }: Extract<Sent, { answer: unknown }>,
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

function failed(spec: RecordSpec, outcome: Failure['outcome'], reason: string): Outcome {
  return { outcome: 'failed', failure: { resource: spec.resource, index: spec.index, outcome, reason } };
}
