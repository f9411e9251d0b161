import type { FullConfig } from '@playwright/test';
import { setHostAddress } from '../config/runner-environment.ts';
import { assertRemoved } from '../host/assertions.ts';
import { spawnHost } from '../host/spawn-host.ts';
import { rootOf } from './seed-place.ts';
import { watchRounds } from './watch-rounds.ts';

/**
 * `globalSetup: 'seedbed/playwright/global-setup'`: one host for the whole run, shared by all workers, which also cleans up when the
 * runner dies. Returns its own tear-down.
 */
export default async function globalSetup(config: FullConfig): Promise<() => Promise<void>> {
  const host = await spawnHost(rootOf(config));
  setHostAddress(host.address);
  const unwatch = watchRounds();
  return async () => {
    unwatch();
    setHostAddress(undefined);
    assertRemoved(await host.close(), host.runId);
  };
}
