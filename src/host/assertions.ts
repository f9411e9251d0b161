import type { DatasetSnapshot } from '../dataset/snapshot.ts';
import { SeedbedError } from '../errors.ts';
import { hostSays } from '../messages/host.ts';
import { leftLine, type RemovalReport, removalNotes } from '../removal/report.ts';

/** Throws `SEEDBED_PARTIAL` if fewer records exist than the tests were promised. */
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
      `  ${hostSays.ofResource(name, created, planned)}`,
      ...reasons.map(({ reason, count }) => `    ${count} × ${reason}`),
    ]);
  throw new SeedbedError(
    'SEEDBED_PARTIAL',
    [
      hostSays.tooFew(created, planned, needed),
      ...lines,
      `  ${hostSays.whichData(namespace, randomSeed)}`,
    ].join('\n'),
  );
}

/** Tells what a person should know of the end of a run in this process, and throws as {@link assertRemoved} does. */
export function assertEnded(report: RemovalReport, runId: string): void {
  for (const note of removalNotes(report)) process.emitWarning(note, 'SeedbedWarning');
  assertRemoved(report, runId);
}

/** Throws `SEEDBED_CLEANUP` if records stayed on the API, saying which and how to remove them later. */
export function assertRemoved({ left }: RemovalReport, runId: string): void {
  if (left.length === 0) return;
  const lines = left.slice(0, 10).map((record) => `  ${leftLine(record)}`);
  if (left.length > lines.length) lines.push(`  ${hostSays.andMore(left.length - lines.length)}`);
  throw new SeedbedError(
    'SEEDBED_CLEANUP',
    [hostSays.left(left.length), ...lines, hostSays.howToRemove(runId)].join('\n'),
  );
}
