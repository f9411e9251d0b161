import type { FullConfig, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { hostAddress } from '../config/host-address.ts';
import { suiteOwner } from '../host/dataset-key.ts';
import { findHost } from '../host/find-host.ts';
import type { Host } from '../host/host.ts';
import { relativeFile, rootOf } from './seed-place.ts';
import { describePath, suiteIdOf } from './suite-id.ts';

/**
 * `reporter: [['list'], ['seedbed/playwright/reporter']]`: has each suite's dataset removed as soon as its last test has ended, in
 * whichever worker. Without it, datasets stay until the run ends. Prints nothing.
 */
export default class SeedbedReporter implements Reporter {
  readonly #unfinished = new Map<Suite, { readonly tests: Set<TestCase>; failed: boolean }>();
  #config: FullConfig | undefined;
  #host: Promise<Host | undefined> | undefined;
  readonly #ending: Promise<unknown>[] = [];

  onBegin(config: FullConfig, root: Suite): void {
    this.#config = config;
    for (const test of root.allTests())
      for (const suite of ancestors(test)) {
        const entry = this.#unfinished.get(suite) ?? { tests: new Set(), failed: false };
        entry.tests.add(test);
        this.#unfinished.set(suite, entry);
      }
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const failed = result.status !== test.expectedStatus && result.status !== 'skipped';
    if (failed && result.retry < test.retries) return;
    for (const suite of ancestors(test)) {
      const entry = this.#unfinished.get(suite);
      if (entry === undefined) continue;
      entry.tests.delete(test);
      entry.failed ||= failed;
      if (entry.tests.size > 0) continue;
      this.#unfinished.delete(suite);
      this.#ending.push(this.#end(suite, entry.failed));
    }
  }

  async onEnd(): Promise<void> {
    await Promise.allSettled(this.#ending);
    await (await this.#host)?.close();
  }

  printsToStdio(): boolean {
    return false;
  }

  async #end(suite: Suite, failed: boolean): Promise<void> {
    const config = this.#config;
    const address = hostAddress();
    if (config === undefined || address === undefined) return;
    this.#host ??= findHost(address, rootOf(config)).catch(() => undefined);
    const path = describePath(suite, ({ type }) => type === 'describe');
    const file = relativeFile(config, suite.location?.file ?? '');
    const owner = suiteOwner({ project: suite.project()?.name ?? '', file, suiteId: suiteIdOf(path, suite) });
    // What stays is tried again, and reported, when the host closes.
    await (await this.#host)?.endSuite(owner, { failed });
  }
}

/** The describes a test stands in, and its file. */
function ancestors(test: TestCase): Suite[] {
  const suites: Suite[] = [];
  for (let at: Suite | undefined = test.parent; at !== undefined; at = at.parent)
    if (at.type === 'describe' || at.type === 'file') suites.push(at);
  return suites;
}
