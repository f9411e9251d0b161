import type { ResolvedConfig } from '../config/resolved-config.ts';
import { SeedbedError } from '../errors.ts';
import type { LedgerHeader } from '../ledger/ledger.ts';
import { isRunning } from '../ledger/process-identity.ts';
import { readLedgers } from '../ledger/read-ledgers.ts';
import { sameBaseUrl } from '../lib/base-url.ts';
import { systemClock } from '../lib/clock.ts';
import { hostSays } from '../messages/host.ts';

/**
 * Two live runs with one namespace would take each other's records for their own. Asked once this run's ledger is there: of two that
 * start together, each sees the other, and the later one gives way. A run that has ended is no matter.
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
