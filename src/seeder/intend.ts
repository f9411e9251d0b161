import type { AnyResource } from '../factory/resource.ts';
import type { SeedRun } from './context.ts';
import type { Outgoing } from './post-record.ts';

/** Writes down in the ledger that a record is about to be sent; resolves with its number there. Rejects where nothing may be sent. */
export function intend(run: SeedRun, { name }: AnyResource, { key }: Pick<Outgoing, 'key'>): Promise<number> {
  return run.ledger.intent({ dataset: run.namespace, resource: name, key });
}
