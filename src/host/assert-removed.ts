import { SeedbedError } from '../errors.ts';
import { hostSays } from '../messages/host.ts';
import { leftLine, type RemovalReport, removalNotes } from '../removal/report.ts';

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
