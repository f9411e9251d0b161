import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { assertNode } from '../lib/needs-node.ts';
import { pointTo } from '../lib/stack.ts';
import { openProjectHost } from './project-hosts.ts';

assertNode();

/**
 * `globalSetup: ['seedbed/vitest/global-setup']`: a host for each project's environment and folder, shared by all workers, which also
 * cleans up when the runner dies. The base dataset, if one is configured, is seeded before the first test. Returns its own tear-down.
 */
export default async function globalSetup(project: TestProject): Promise<() => Promise<void>> {
  const { projects } = project.vitest;
  // The root of several projects runs no tests itself: it serves the projects that have no set-up of their own.
  const served = projects.includes(project) ? [project] : projects.filter((other) => !setsUpItself(other));
  const opened = await Promise.allSettled(served.map(openProjectHost));
  const tearDown = async (): Promise<void> => {
    const leaves = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value()] : []));
    throwFirst(await Promise.allSettled(leaves));
  };
  if (opened.some(({ status }) => status === 'rejected')) await tearDown().catch(() => undefined);
  throwFirst(opened);
  return tearDown;
}

function throwFirst(results: readonly PromiseSettledResult<unknown>[]): void {
  for (const result of results) if (result.status === 'rejected') throw pointTo(result.reason, undefined);
}

function setsUpItself({ config }: TestProject): boolean {
  const own = realpathSync(fileURLToPath(import.meta.url));
  return [config.globalSetup].flat().some((file) => existsSync(file) && realpathSync(file) === own);
}
