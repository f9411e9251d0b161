import { splitIdField } from '../api/answers.ts';
import { clientOf } from '../api/open-apis.ts';
import type { Answered } from '../api/operations.ts';
import { endsEverything, HttpError, reasonOf, SeedbedError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import { parseDuration } from '../lib/clock.ts';
import { abortable } from '../lib/promises.ts';
import { creatingSays } from '../messages/creating.ts';
import { describingSays } from '../messages/describing.ts';
import { type Draft, failed, seededRecord } from './build.ts';
import type { Job, Outcome } from './job.ts';

/** A record that the API has. */
export interface Existing {
  readonly answer: Answered;
  /** It was found, not answered. */
  readonly adopted: boolean;
  /** Its number in the ledger. */
  readonly entry: number;
}

/** Waits until a created record is ready, and runs its `afterCreate` hook. It exists whatever comes of that, and is cleaned up. */
export function complete(job: Job, draft: Draft, existing: Existing): Outcome | Promise<Outcome> {
  const { ready, afterCreate } = job.resource;
  if (ready !== undefined || afterCreate !== undefined) return finish(job, draft, existing);
  const { answer, adopted, entry } = existing;
  return { outcome: adopted ? 'adopted' : 'created', record: seededRecord(job, draft, answer, entry) };
}

async function finish(job: Job, draft: Draft, { answer, adopted, entry }: Existing): Promise<Outcome> {
  const { resource, signal } = job;
  try {
    const ready = resource.ready === undefined ? answer : await untilReady(job, resource.ready, answer);
    const record = seededRecord(job, draft, ready, entry);
    const hooked = resource.afterCreate?.(record.fields, { api: clientOf(job.apis, resource) });
    // A hook that never ends must not outlive a deadline, or a Ctrl-C.
    if (hooked !== undefined) await abortable(Promise.resolve(hooked), signal);
    return { outcome: adopted ? 'adopted' : 'created', record };
  } catch (error) {
    // A path that a hook got wrong says nothing about the resource's own.
    const notFound = error instanceof HttpError && error.status === 404;
    if (signal?.aborted || (error instanceof SeedbedError && endsEverything(error) && !notFound)) throw error;
    return failed(draft, 'unfinished', creatingSays.unfinished(reasonOf(error)));
  }
}

/** Polls a record of an API that answers before it is done, as its `ready` says; every half second for a minute by default. */
async function untilReady(
  { resource, clock, signal, yields, api }: Job,
  ready: NonNullable<AnyResource['ready']>,
  { record, id }: Answered,
): Promise<Answered> {
  const every = duration(resource, ready.every ?? '500ms');
  const timeout = duration(resource, ready.timeout ?? '1m');
  const started = clock.now();
  let shown = record;
  while (!ready.until(shown)) {
    const waited = clock.now() - started;
    if (waited + every > timeout) throw new RangeError(creatingSays.notReady(ready.timeout ?? '1m'));
    await clock.sleep(every, signal);
    const now = await api.read(id, { signal, yields });
    // A replica that is behind does not have it yet.
    if (now === undefined && waited >= api.visibility.patienceMs(1))
      throw new RangeError(creatingSays.isGone);
    shown = now ?? shown;
  }
  // Children take the id from the fields, and what was read may not repeat it.
  return { record: { [splitIdField(resource.idField).name]: id, ...shown }, id };
}

function duration(resource: AnyResource, text: string): number {
  const ms = parseDuration(text);
  if (ms !== undefined) return ms;
  throw new SeedbedError('SEEDBED_CONFIG', describingSays.readyDuration(resource.name, text));
}
