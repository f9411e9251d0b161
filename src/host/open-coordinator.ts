import { shownCoordinator } from '../config/machine-settings.ts';
import type { ResolvedApi, ResolvedConfig } from '../config/resolved-config.ts';
import { Coordinator } from '../coordinator/coordinator.ts';
import { type Budget, createBudget } from '../http/budget/budget.ts';
import { tellWait } from '../lib/progress.ts';

/** A configuration's coordinator, if it names one. */
export async function openCoordinator({
  coordinator: url,
  baseUrl,
  auth,
}: ResolvedConfig): Promise<Coordinator | undefined> {
  if (url === undefined) return undefined;
  const tell = (says: string): void => tellWait({ for: 'coordinator', says });
  return Coordinator.open({ url, shownUrl: shownCoordinator(url), baseUrl, auth, tell });
}

/** A known limit is kept for all machines, if they have a coordinator; what is learned from answers, each learns for itself. */
export function budgetOf(
  { baseUrl, rateLimit, concurrency }: Pick<ResolvedApi, 'baseUrl' | 'rateLimit' | 'concurrency'>,
  { maxWaitMs, timeoutMs }: ResolvedConfig,
  coordinator: Coordinator | undefined,
): Budget {
  const window = rateLimit === undefined ? undefined : coordinator?.window(baseUrl, rateLimit, timeoutMs);
  return createBudget({ rateLimit, window, concurrency: concurrency ?? 'adaptive', maxWaitMs });
}
