import type { AnyResource } from '../factory/resource.ts';
import type { SeedRun } from './context.ts';
import { endsTheRun } from './failure.ts';
import type { ApiRecord } from './list-records.ts';
import { isId, type Outgoing, postRecord } from './post-record.ts';

/** Finds out whether a server honours the idempotency key its resource declares, before anything rests on it. */
export interface IdempotencyProbe {
  /** Waits while another record is being probed. True once the key is proven, false once it is found to be ignored. */
  enter(): Promise<boolean | undefined>;
  leave(): void;
  headers(key: string): Readonly<Record<string, string>>;
  /** Sends a created record once more under its key: the same id proves the key. A second record is removed at once. */
  prove(outgoing: Outgoing, answer: ApiRecord): Promise<void>;
}

/**
 * Servers that ignore the header silently are common, and then every repeat makes a duplicate: so the first record is sent twice on
 * purpose and alone, and only the same id in both answers makes the key trusted. Undefined where the resource declares none.
 */
export function idempotencyProbe(run: SeedRun, resource: AnyResource): IdempotencyProbe | undefined {
  const { idempotency } = resource;
  if (idempotency === undefined) return undefined;
  // The Idempotency-Key draft wants a quoted string, most APIs in use a bare one.
  const headers = (key: string): Record<string, string> => ({
    [idempotency.header]: idempotency.quoted === true ? `"${key}"` : key,
  });
  let verdict: boolean | undefined;
  let probing: PromiseWithResolvers<void> | undefined;
  return {
    headers,
    async enter() {
      while (verdict === undefined && probing !== undefined) await probing.promise;
      if (verdict === undefined) probing = Promise.withResolvers<void>();
      return verdict;
    },
    leave() {
      probing?.resolve();
      probing = undefined;
    },
    async prove(outgoing, answer) {
      if (verdict !== undefined) return;
      const at = run.ledger.intent({ dataset: run.namespace, resource: resource.name, key: outgoing.key });
      try {
        const again = await postRecord(run, resource, outgoing, {
          headers: headers(outgoing.idempotencyKey),
          repeatable: false,
        });
        const id = again[resource.idField];
        verdict = id === answer[resource.idField];
        if (verdict || !isId(id)) return run.ledger.rejected(at);
        run.ledger.created(at, id);
        await run.client.request(
          { method: 'DELETE', path: `${resource.path}/${id}` },
          { accept: [404, 410] },
        );
        run.ledger.deleted(at);
      } catch (error) {
        // Refused as a duplicate, or ambiguous: not proven. The intent stays open, so clean-up looks for a second record.
        run.ledger.unknown(at);
        if (endsTheRun(error)) throw error;
        verdict = false;
      }
    },
  };
}
