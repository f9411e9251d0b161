/**
 * The mark of what its run takes away again, inside the namespace and so inside every unique value: `sb4k2x9q7m1p-t05u3k0`. After the run's
 * id `-t`, four characters for when it was made, one that checks them, and the dataset's number. Without the ledger of that run, the mark
 * tells what may be removed, and when. Data that was made to stay has no mark.
 */

/** Four characters in base 36 reach to 2057. */
const stepMs = 600_000;
const begin = Date.UTC(2026, 0, 1);
const mostSteps = 36 ** 4 - 1;

/** As `newRunId` makes them, as a word of its own; the mark, if it has one. */
const tags = /(?<![\p{L}\p{N}])(sb[a-z0-9]{10})(?:-t([a-z0-9]{4})([a-z0-9])[a-z0-9]+)?(?![\p{L}\p{N}])/gu;

/**
 * The namespace of a dataset that goes with its run.
 *
 * @param madeAt epoch ms
 * @param dataset what tells it apart from the run's others: letters and digits
 */
export function temporaryNamespace(runId: string, madeAt: number, dataset: string): string {
  const steps = Math.min(mostSteps, Math.max(0, Math.ceil((madeAt - begin) / stepMs)));
  const time = steps.toString(36).padStart(4, '0');
  return `${runId}-t${time}${checkOf(runId, time)}${dataset}`;
}

/** A run's tag that was found in a text. */
export interface FoundTag {
  readonly runId: string;
  /** Epoch ms, at most ten minutes late: when the dataset was made, if it goes with its run. Undefined: it has no such mark, or a damaged one. */
  readonly madeAt: number | undefined;
}

/** All tags in a text. */
export function tagsIn(text: string): FoundTag[] {
  // Most records are other people's.
  if (!text.includes('sb')) return [];
  return [...text.matchAll(tags)].map(([, runId = '', time, check]) => {
    const isWhole = time !== undefined && check === checkOf(runId, time);
    return { runId, madeAt: isWhole ? begin + Number.parseInt(time, 36) * stepMs : undefined };
  });
}

/** One character. With it, an ordinary name of the same pattern is not taken for a mark. */
function checkOf(runId: string, time: string): string {
  let sum = 0;
  for (const character of runId + time) sum = (sum * 7 + Number.parseInt(character, 36)) % 36;
  return sum.toString(36);
}
