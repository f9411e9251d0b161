import { SeedbedError } from '../errors.ts';
import type { DatasetSnapshot } from '../dataset/snapshot.ts';

/** Throws `SEEDBED_PARTIAL` where fewer records exist than the tests were promised. */
export function assertEnough({ stats, namespace, randomSeed }: DatasetSnapshot, minSuccess: number): void {
  const resources = Object.entries(stats.resources);
  const planned = resources.reduce((sum, [, { planned }]) => sum + planned, 0);
  const created = resources.reduce((sum, [, { created }]) => sum + created, 0);
  // 0.07 × 100 is a little more than 7.
  const needed = Math.ceil(planned * minSuccess - 1e-9);
  if (created >= needed) return;
  const lines = resources
    .filter(([, { failed }]) => failed > 0)
    .flatMap(([name, { created, planned, reasons }]) => [
      `  ${name}: ${created} of ${planned}`,
      ...reasons.map(({ reason, count }) => `    ${count} × ${reason}`),
    ]);
  throw new SeedbedError(
    'SEEDBED_PARTIAL',
    [
      `Seeded ${created} of ${planned} records; minSuccess asks for ${needed}.`,
      ...lines,
      `  (namespace ${namespace}, randomSeed ${randomSeed})`,
    ].join('\n'),
  );
}
