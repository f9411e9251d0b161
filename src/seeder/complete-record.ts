import { HttpError, SeedbedError } from '../errors.ts';
import type { AnyResource, Attributes } from '../factory/resource.ts';
import { parseDuration } from '../lib/duration.ts';
import { isPlainObject } from '../lib/show.ts';
import type { SeedRun } from './context.ts';
import { endsTheRun, failureReason } from './failure.ts';
import type { ApiRecord } from './list-records.ts';
import type { Outcome } from './outcome.ts';
import { failed, seededRecord, type Wanted } from './prepare-record.ts';
import type { Sent } from './send-create.ts';

type Existing = Extract<Sent, { answer: unknown }>;

/** Waits until a created record is ready, and runs its `afterCreate` hook. It exists whatever comes of that, and is cleaned up. */
export function completeRecord(
  run: SeedRun,
  resource: AnyResource,
  wanted: Wanted,
  attributes: Attributes,
  existing: Existing,
): Outcome | Promise<Outcome> {
  if (resource.ready !== undefined || resource.afterCreate !== undefined)
    return complete(run, resource, wanted, attributes, existing);
  const { answer, adopted, at } = existing;
  const record = seededRecord(resource, wanted, attributes, answer, at);
  return { outcome: adopted ? 'adopted' : 'created', record };
}

async function complete(
  run: SeedRun,
  resource: AnyResource,
  wanted: Wanted,
  attributes: Attributes,
  { answer, adopted, at }: Existing,
): Promise<Outcome> {
  try {
    const ready =
      resource.ready === undefined ? answer : await untilReady(run, resource, resource.ready, answer);
    const record = seededRecord(resource, wanted, attributes, ready, at);
    if (resource.afterCreate !== undefined) await resource.afterCreate(record.record, { api: run.client });
    return { outcome: adopted ? 'adopted' : 'created', record };
  } catch (error) {
    // A path that a hook got wrong says nothing about the resource's own.
    const notFound = error instanceof HttpError && error.status === 404;
    if (run.signal?.aborted || (error instanceof SeedbedError && endsTheRun(error) && !notFound)) throw error;
    return failed(wanted, 'unfinished', `created, but ${failureReason(error)}`);
  }
}

/** Polls a record of an API that answers before it is done, as its `ready` says; every half second for a minute by default. */
async function untilReady(
  run: SeedRun,
  resource: AnyResource,
  ready: NonNullable<AnyResource['ready']>,
  answer: ApiRecord,
): Promise<ApiRecord> {
  const { idField, path } = resource;
  const every = duration(resource, ready.every ?? '500ms');
  const timeout = duration(resource, ready.timeout ?? '1m');
  const started = run.clock.now();
  let record = answer;
  while (!ready.until(record)) {
    const waited = run.clock.now() - started;
    if (waited + every > timeout) throw new RangeError(`not ready within ${ready.timeout ?? '1m'}`);
    await run.clock.sleep(every, run.signal);
    const id = encodeURIComponent(String(answer[idField]));
    const { body } = await run.client.request(
      { method: 'GET', path: `${path}/${id}` },
      { signal: run.signal },
    );
    if (isPlainObject(body)) record = body;
  }
  return record;
}

function duration(resource: AnyResource, text: string): number {
  const ms = parseDuration(text);
  if (ms !== undefined) return ms;
  throw new SeedbedError(
    'SEEDBED_CONFIG',
    `Expected \`ready\` of resource "${resource.name}" to give durations such as "500ms", got "${text}".`,
  );
}
