import type { RecordId } from '../../api/evidence.ts';
import { apiCheckSays } from '../../messages/api-check.ts';
import { sameId } from '../../removal/sight.ts';
import type { Draft } from '../../seeder/build.ts';
import { mayHaveCommitted } from '../../seeder/fate.ts';
import { keyHeaders } from '../../seeder/idempotency.ts';
import { duplicateNeeds, mayBeLeftOut, needsAfter } from './check-needs.ts';
import { liveOf } from './check-removal.ts';
import { type StepResult, untried, whyOf } from './check-report.ts';
import type { Repeat, ResourceCheck } from './check-resource.ts';

/** Sends the first record once more under its idempotency key: if the key is honoured, the same record comes back. */
export async function checkIdempotency(
  check: ResourceCheck,
  id: RecordId,
  draft: Draft,
): Promise<StepResult> {
  const { idempotency } = check.resource;
  if (idempotency === undefined) return untried('');
  const repeat = await sendAgain(check, id, draft, keyHeaders(idempotency, draft.idempotencyKey));
  if (repeat.how === 'same') return { state: 'ok', note: '' };
  // It reports a repeat without a key too.
  if (repeat.how !== 'unknown') check.repeat = repeat;
  check.write({ idempotency: undefined });
  const note = 'why' in repeat ? apiCheckSays.keyRefused(repeat.why) : apiCheckSays.keyIgnored;
  return { state: 'failed', note };
}

/** Sends the first record once more, under another idempotency key if it has one. */
export async function checkDuplicate(check: ResourceCheck, id: RecordId, draft: Draft): Promise<StepResult> {
  const { key, onDuplicate, atLeastOnce, idempotency } = check.resource;
  if (key === undefined) return untried(apiCheckSays.noKey);
  const claimsNothing = atLeastOnce !== true && onDuplicate === undefined;
  if (claimsNothing && check.spare < duplicateNeeds(check) + needsAfter(check) - mayBeLeftOut(check))
    return untried(apiCheckSays.tooManyRequests);
  const headers = idempotency && keyHeaders(idempotency, `${draft.idempotencyKey}-again`);
  const repeat = check.repeat ?? (await sendAgain(check, id, draft, headers));
  if (repeat.how === 'unknown') return { state: 'failed', note: repeat.why };
  if (repeat.how === 'refused') settleRefused(check, draft);
  if (repeat.how === 'refused') return { state: 'ok', note: apiCheckSays.refused(repeat.why) };
  if (repeat.how === 'same') return { state: 'ok', note: apiCheckSays.sameAgain };
  // The API stores what the definition says it refuses, or takes for the same.
  if (atLeastOnce === true) check.write({ atLeastOnce: false });
  else if (onDuplicate !== undefined) check.write({ onDuplicate: undefined });
  else return { state: 'ok', note: apiCheckSays.storedTwice };
  return { state: 'failed', note: apiCheckSays.contradicted };
}

/** An API that refuses it now has not stored it before either, whatever a bulk call left untold. */
function settleRefused(check: ResourceCheck, { key }: Draft): void {
  for (const { entry, id, key: open } of liveOf(check))
    if (id === undefined && open === key) check.bench.parts.ledger.rejected(entry);
}

async function sendAgain(
  check: ResourceCheck,
  id: RecordId,
  draft: Draft,
  headers: Readonly<Record<string, string>> | undefined,
): Promise<Repeat> {
  const { ledger } = check.bench.parts;
  const { entry, reply } = await check.send(draft, { headers, idWillDo: check.followed.isIdKnown });
  if ('error' in reply) {
    const isOpen = mayHaveCommitted(reply.error);
    if (isOpen) ledger.unknown(entry);
    else ledger.rejected(entry);
    return { how: isOpen ? 'unknown' : 'refused', why: whyOf(reply.error) };
  }
  if (sameId(reply.answer.id, id)) {
    ledger.rejected(entry);
    return { how: 'same' };
  }
  check.keep({ draft, entry, id: reply.answer.id });
  return { how: 'stored' };
}
