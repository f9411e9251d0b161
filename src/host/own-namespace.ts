import type { ResolvedConfig } from '../config/resolved-config.ts';
import { temporaryNamespace } from '../lib/temporary-tag.ts';
import { parseSeed } from '../plan/parse-seed.ts';

export interface NamespaceParts {
  readonly runId: string;
  /** What tells the dataset apart from the run's others. */
  readonly number: string;
  /** Epoch ms. */
  readonly madeAt: number;
}

/**
 * The namespace of a dataset of a run that removes what it makes: with the mark of what may go without a ledger, unless the seed says
 * that it stays, or may.
 */
export function ownNamespace(
  { resources, scenarios, cleanup: usual }: Pick<ResolvedConfig, 'resources' | 'scenarios' | 'cleanup'>,
  seed: unknown,
  { runId, number, madeAt }: NamespaceParts,
): string {
  const cleanup = cleanupOf(seed, { resources, scenarios }) ?? usual;
  return cleanup === 'always' || cleanup === 'ttl'
    ? temporaryNamespace(runId, madeAt, number)
    : `${runId}-${number}`;
}

/** A seed that is wrong is refused by whoever plans it. */
function cleanupOf(
  seed: unknown,
  known: Parameters<typeof parseSeed>[1],
): ReturnType<typeof parseSeed>['options']['cleanup'] {
  try {
    return parseSeed(seed, known).options.cleanup;
  } catch {
    return undefined;
  }
}
