import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FullConfig } from '@playwright/test';
import { nextRound, setHostAddress } from '../config/runner-environment.ts';
import { assertRemoved } from '../host/assert-removed.ts';
import { spawnHost } from '../host/socket/spawn-host.ts';
import { assertNode } from '../lib/needs-node.ts';
import { withoutStack } from '../lib/stack.ts';
import { taskOfProcess } from './playwright-internals.ts';
import { rootOf } from './seed-place.ts';

/** Node tells here of every process that this one starts. */
const channel = 'child_process';

/**
 * Counts the rounds of a session (UI mode, an editor, a test agent): it runs global set-up once and the tests many times, and may leave
 * out all reporters. Each round loads the tests in a process of their own before its first worker starts, so workers inherit the count.
 * While workers are at work a load is an editor's question, not a round.
 *
 * @returns ends it.
 */
function watchRounds(): () => void {
  const workers = new Set<ChildProcess>();
  const onStart = (message: unknown): void => {
    const { process: child } = message as { readonly process: ChildProcess };
    // Told before it is started: its words are not there yet.
    child.once('spawn', () => {
      const task = taskOfProcess(child.spawnargs);
      if (task === 'loader' && workers.size === 0) nextRound();
      if (task !== 'worker') return;
      workers.add(child);
      child.once('exit', () => workers.delete(child));
    });
  };
  subscribe(channel, onStart);
  return () => void unsubscribe(channel, onStart);
}

assertNode();

/**
 * `globalSetup: 'seedbed/playwright/global-setup'`: one host for the whole run, shared by all workers, which also cleans up when the
 * runner dies. Returns its own tear-down.
 */
export default async function globalSetup(config: FullConfig): Promise<() => Promise<void>> {
  const host = await withoutStack(() => spawnHost(rootOf(config)));
  setHostAddress(host.address);
  const unwatch = watchRounds();
  return async () => {
    unwatch();
    setHostAddress(undefined);
    await withoutStack(async () => assertRemoved(await host.close(), host.runId));
  };
}
