import type { ResolvedConfig } from '../../config/resolved-config.ts';
import { SeedbedError } from '../../errors.ts';
import type { LedgerHeader } from '../../ledger/ledger.ts';
import { isRunning } from '../../ledger/process-identity.ts';
import { readLedgers } from '../../ledger/read-ledgers.ts';
import { sameBaseUrl } from '../../lib/base-url.ts';
import { systemClock } from '../../lib/clock.ts';
import { temporaryNamespace } from '../../lib/temporary-tag.ts';
import { hostSays } from '../../messages/host.ts';
import { parseSeed } from '../../plan/parse-seed.ts';

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

/** A wrong seed is refused later, when it is planned. */
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

/**
 * Two live runs with one namespace would take each other's records for their own. Asked once this run's ledger is there: if two start
 * together, each sees the other, and the later one gives way. A run that has ended does not count.
 *
 * @throws SeedbedError `SEEDBED_CONFIG`; nothing was sent
 */
export async function refuseSharedNamespace(
  namespace: string,
  { root, baseUrl }: Pick<ResolvedConfig, 'root' | 'baseUrl'>,
  own: LedgerHeader,
): Promise<void> {
  for (const ledger of readLedgers(root).ledgers) {
    const { header } = ledger;
    if (header.namespace !== namespace || !sameBaseUrl(header.baseUrl, baseUrl)) continue;
    const isEarlier =
      header.startedAt < own.startedAt || (header.startedAt === own.startedAt && header.runId < own.runId);
    if (isEarlier && header.runId !== own.runId && (await isRunning(ledger, systemClock.wall())))
      throw new SeedbedError(
        'SEEDBED_CONFIG',
        hostSays.namespaceInUse(namespace, header.runId, header.owner.pid),
      );
  }
}
