import type { ResolvedConfig } from '../config/resolve-config.ts';
import { SeedbedError } from '../errors.ts';
import { isRunning } from '../ledger/is-running.ts';
import type { LedgerHeader } from '../ledger/ledger.ts';
import { readLedgers } from '../ledger/read-ledgers.ts';
import { expected } from '../lib/check.ts';
import { systemClock } from '../lib/clock.ts';
import { sameBaseUrl } from '../lib/same-base-url.ts';

/**
 * Checks `--namespace`: a DNS label, for it becomes part of host names and e-mail domains; at most 32, so that an e-mail's local
 * part keeps room for a readable name.
 */
export function checkNamespace(tag: string): string {
  if (/^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$/.test(tag)) return tag;
  const place = { name: '--namespace', code: 'SEEDBED_CONFIG' } as const;
  return expected(place, '3 to 32 of a-z, 0-9 and inner dashes', tag);
}

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
        `Refused --namespace "${namespace}": run ${header.runId} (process ${header.owner.pid}) is using it. Wait until it has ended, or choose another one. Nothing was sent.`,
      );
  }
}
