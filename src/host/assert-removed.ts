import { SeedbedError } from '../errors.ts';
import type { RemovalReport } from '../seeder/remove-records.ts';

/** Throws `SEEDBED_CLEANUP` where records stayed on the API, saying which and how to remove them later. */
export function assertRemoved({ left }: RemovalReport, run: string): void {
  if (left.length === 0) return;
  const lines = left
    .slice(0, 10)
    .map(({ resource, id, reason }) => `  ${resource} ${id ?? '(id unknown)'}: ${reason}`);
  if (left.length > lines.length) lines.push(`  … and ${left.length - lines.length} more`);
  throw new SeedbedError(
    'SEEDBED_CLEANUP',
    `Clean-up left ${left.length} records on the API:\n${lines.join('\n')}\nRemove them with \`seedbed sweep --run ${run}\`.`,
  );
}
