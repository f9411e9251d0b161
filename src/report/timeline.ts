import type { ReportPulse, RunReport } from './run-report.ts';

/** One bar of the timeline. */
export type Bin = { -readonly [Key in keyof ReportPulse]: ReportPulse[Key] };

const mostBins = 48;
const oddSteps = [1, 2, 5];

/** Requests in up to 48 spans of time of one length, a round one; from each of them if all are known, else from what each second came to. */
export function timeline({ singles, pulses, ms }: RunReport): Bin[] {
  const least = singles === undefined ? 1000 : 1;
  const width = roundStep(Math.max(least, ms / mostBins));
  const bins = Array.from({ length: Math.max(1, Math.ceil((ms + 1) / width)) }, (_, at): Bin => {
    return { from: at * width, to: (at + 1) * width, answered: 0, limited: 0, failed: 0, maxWaitMs: 0 };
  });
  const binAt = (time: number): Bin =>
    bins[Math.min(bins.length - 1, Math.max(0, Math.floor(time / width)))] as Bin;
  if (singles !== undefined) {
    for (const { at, ms: took, isLimited, why, waitedMs } of singles) {
      const bin = binAt(at + took);
      if (isLimited) bin.limited++;
      else if (why !== undefined) bin.failed++;
      else bin.answered++;
      bin.maxWaitMs = Math.max(bin.maxWaitMs, waitedMs);
    }
    return bins;
  }
  for (const pulse of pulses) {
    const bin = binAt((pulse.from + pulse.to) / 2);
    bin.answered += pulse.answered;
    bin.limited += pulse.limited;
    bin.failed += pulse.failed;
    bin.maxWaitMs = Math.max(bin.maxWaitMs, pulse.maxWaitMs);
  }
  return bins;
}

/** The next of 1, 2, 5, 10, 20, 50… */
function roundStep(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(ms));
  return (oddSteps.find((step) => step * power >= ms) ?? 10) * power;
}

/** How long at least one of the intervals lasted. */
export function covered(intervals: readonly { readonly from: number; readonly to: number }[]): number {
  let [sum, until] = [0, Number.NEGATIVE_INFINITY];
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return Math.round(sum);
}
