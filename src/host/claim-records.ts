import { keyOf } from '../api/evidence.ts';
import { fingerprintOf } from '../api/fingerprint.ts';
import type { Apis } from '../api/open-apis.ts';
import type { SeededRecord } from '../dataset/snapshot.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { mapValues } from '../lib/check.ts';

/** Writes records down in this process's ledger that another process made: whoever has them in a ledger can remove them. */
export async function claimRecords(
  { ledger, apis }: { readonly ledger: Ledger; readonly apis: Pick<Apis, 'of'> },
  dataset: string,
  records: readonly SeededRecord[],
): Promise<void> {
  await Promise.all(
    records.map(async ({ resource: name, id, fields, parents }) => {
      const api = apis.of(name);
      const { resource } = api;
      const route = api.routeOf({
        attributes: fields,
        parents: mapValues(parents, (id) => ({ id, fields: {} })),
      });
      if (route !== undefined) api.learnRoute(route, { id });
      const entry = await ledger.intent({ dataset, resource: name, key: keyOf(resource, fields), route });
      ledger.created(entry, id, fingerprintOf(resource, fields));
    }),
  );
}
