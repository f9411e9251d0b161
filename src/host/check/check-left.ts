import { withoutMany } from '../../api/advice/advise-many.ts';
import { listed } from '../../api/answers.ts';
import { isMarkedRemoved } from '../../api/denials.ts';
import { type ApiRecord, carriesTag, keyOf, type RecordId } from '../../api/evidence.ts';
import { pageOf } from '../../api/lists/paging.ts';
import { apiCheckSays } from '../../messages/api-check.ts';
import { removalSays } from '../../messages/removal.ts';
import { isOlder } from '../../removal/audit.ts';
import { learnedOf, rememberRemoved, sameId } from '../../removal/sight.ts';
import { liveOf } from './check-removal.ts';
import { type StepResult, untried } from './check-report.ts';
import type { ResourceCheck } from './check-resource.ts';

/** What was looked at, and how it is told. */
interface Look {
  readonly records: readonly ApiRecord[];
  readonly result: StepResult;
}

/**
 * Looks whether anything is left of a resource if every answer was understood: in the whole list if that takes few requests, else by the
 * key, else on the pages that showed what was made. Undefined if something is in doubt, or is there: then the audit at the end reads
 * everything, and removes what it finds.
 */
export async function checkLeft(check: ResourceCheck): Promise<StepResult | undefined> {
  const { steps, promised } = check;
  const isSure =
    check.isFit && check.isOurs && steps.remove.state === 'ok' && liveOf(check).length === promised.length;
  if (!isSure || !check.api.canFind) return undefined;
  // What was removed in the way that was proved needs no look of its own.
  if (check.spare < 1 && promised.length === 0) return untried(apiCheckSays.tooManyRequests);
  const looked = await check.tryTo(() => look(check));
  const there = looked === undefined ? undefined : await stillThere(check, looked.records);
  if (looked !== undefined && there?.length === 0) {
    for (const { entry, id } of promised) {
      rememberRemoved(learnedOf(check.api), id);
      check.bench.parts.ledger.deleted(entry);
    }
    return looked.result;
  }
  // The bulk call answered what it did not do. The end of the run removes what is there, one by one.
  if (promised.some(({ id }) => there?.some((one) => sameId(one, id)) === true)) {
    steps.removeMany = { state: 'failed', note: removalSays.stillThere('2xx') };
    check.write(withoutMany(check.resource, 'removeMany'));
  }
  return undefined;
}

async function look(check: ResourceCheck): Promise<Look | undefined> {
  const { api, bench, listing, made, record, steps, resource } = check;
  const { clock } = bench.context;
  const { signal } = check.seeding;
  const known = learnedOf(api);
  const { lagMs, settleMs } = api.visibility;
  if (known.accepts || lagMs > 0) await clock.sleep(Math.max(settleMs, known.takesMs), signal);
  const ok = { state: 'ok', note: '' } as const;
  const key = record === undefined ? undefined : keyOf(resource, record.fields);
  const isOneKey = made.every(({ draft }) => draft.key === undefined || draft.key === key);
  const pageSize = listing?.pages?.size;
  if (key !== undefined && isOneKey && api.searches && steps.find.state === 'ok') {
    const { records, certain } = await api.find(key, { signal, pageSize: pageSize && Math.min(pageSize, 2) });
    return certain || records.length > 0 ? { records, result: ok } : undefined;
  }
  if (listing?.complete === true && (listing.pages?.read ?? 1) <= check.spare) {
    const now = await api.list({ signal, route: check.route, pageSize });
    if (!now.complete) return undefined;
    const { header } = check.bench.parts.ledger;
    const hidden = now.records.filter(
      (one) => (keyOf(resource, one) === undefined || api.idOf(one) === undefined) && !isOlder(one, [header]),
    );
    const result = hidden.length > 0 ? untried(removalSays.hidesKeys(hidden.length)) : ok;
    return { records: now.records, result };
  }
  const records: ApiRecord[] = [];
  const pages = check.shownOn.slice(0, Math.max(1, check.spare));
  const { list } = bench.describe(resource);
  if (typeof list === 'function') return undefined;
  if (pages.length === 0) return { records, result: untried(apiCheckSays.listTooLong) };
  for (const request of pages) {
    const answer = await bench.clientOf(resource).request(request, { signal });
    const items = pageOf(answer, resource.name, list.items)?.items;
    if (items === undefined) return undefined;
    records.push(...items.map((item) => listed(resource, item)));
  }
  return { records, result: { state: 'ok', note: apiCheckSays.leftOnPages(pages.length) } };
}

/** Ids of what is ours and is not known to be gone: an archive shows its records still, and a list may be late. */
async function stillThere(check: ResourceCheck, records: readonly ApiRecord[]): Promise<RecordId[]> {
  const { api, bench, made, record, resource, steps } = check;
  const { runId } = bench.parts.ledger.header;
  const there: RecordId[] = [];
  for (const shown of records) {
    const id = api.idOf(shown);
    if (id === undefined || isMarkedRemoved(shown)) continue;
    const isFirst = sameId(record?.id, id);
    if (isFirst && steps.gone.state === 'ok') continue;
    const key = keyOf(resource, shown);
    const isOurs =
      isFirst || made.some((one) => sameId(one.id, id)) || (key !== undefined && carriesTag(key, runId));
    if (isOurs && (await api.read(id, { signal: check.seeding.signal })) !== undefined) there.push(id);
  }
  return there;
}
