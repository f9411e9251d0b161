import type { AnyResource } from '../factory/resource.ts';
import { completeRecord } from './complete-record.ts';
import type { SeedRun } from './context.ts';
import { failureReason, isDuplicate } from './failure.ts';
import type { Outcome } from './outcome.ts';
import type { Outgoing } from './post-record.ts';
import { failed, notSent, prepareRecord, type Wanted } from './prepare-record.ts';
import type { SendCreate } from './send-create.ts';

/** A value taken by somebody else's record is replaced by the next one this often. */
const maxNextValues = 3;

/**
 * Creates one record, and builds and checks it where it is not `ready` yet. A failure is an outcome; only what makes every further
 * request pointless is thrown.
 */
export async function createRecord(
  run: SeedRun,
  resource: AnyResource,
  send: SendCreate,
  wanted: Wanted,
  ready?: { readonly outgoing: Outgoing; readonly at: number },
): Promise<Outcome> {
  const { onDuplicate } = resource;
  const mayTakeNext = onDuplicate !== 'reject' && onDuplicate !== 'adopt';
  let prepared = ready?.outgoing ?? (await prepareRecord(run, resource, wanted, 0));
  for (let variant = 1; ; variant++) {
    if ('problem' in prepared) return notSent(wanted, prepared.problem);
    const sent = await send(prepared, variant === 1 ? ready?.at : undefined);
    if ('answer' in sent) return completeRecord(run, resource, wanted, prepared.attributes, sent);
    const refused = failed(wanted, sent.outcome, failureReason(sent.error));
    const taken = sent.outcome === 'rejected' && isDuplicate(sent.error);
    if (!(taken && mayTakeNext && variant <= maxNextValues)) return refused;
    const next = await prepareRecord(run, resource, wanted, variant);
    // A fixed key (`set: { email }`) has no next value: the same one would be refused again.
    if ('key' in next && next.key === prepared.key) return refused;
    prepared = next;
  }
}
