import type { FullConfig, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { hostAddress, nextRound, runnerRound } from '../config/runner-environment.ts';
import { suiteOwner } from '../host/datasets/dataset-key.ts';
import { findHost } from '../host/find-host.ts';
import type { Host } from '../host/host.ts';
import { systemClock } from '../lib/clock.ts';
import { type ReporterOptions, tellRun } from '../report/tell-run.ts';
import { foreseeSeeds } from './declared-seeds.ts';
import { serialSuite } from './playwright-internals.ts';
import { fileOf, fileSuiteOf, hasFailed, rootOf, suiteIdOf } from './seed-place.ts';

/**
 * `reporter: [['list'], ['seedbed/playwright/reporter']]`: each suite's dataset is removed as soon as its last test has ended, in any
 * worker. Without it, datasets stay until the run ends. Says at the end, in three lines, what data the tests had, how long they waited for
 * it, and what is left on the API.
 *
 * @example
 * reporter: [['list'], ['seedbed/playwright/reporter', { html: 'seedbed-report.html' }]]
 */
export default class SeedbedReporter implements Reporter {
  readonly #unfinished = new Map<Suite, { readonly tests: Set<TestCase>; failed: boolean }>();
  /** Serial suite → which of its retries is to come or under way. */
  readonly #retries = new Map<Suite, number>();
  #config: FullConfig | undefined;
  #host: Promise<Host | undefined> | undefined;
  readonly #ending: Promise<unknown>[] = [];
  readonly #options: ReporterOptions;
  /** Made anew for each round. */
  readonly #since: number = systemClock.wall();

  constructor(options: ReporterOptions = {}) {
    this.#options = options;
  }

  onBegin(config: FullConfig, root: Suite): void {
    this.#config = config;
    // Before the first worker starts. In UI mode this is called at each press of "run".
    nextRound();
    for (const test of root.allTests())
      for (const suite of ancestors(test)) {
        const entry = this.#unfinished.get(suite) ?? { tests: new Set(), failed: false };
        entry.tests.add(test);
        this.#unfinished.set(suite, entry);
      }
    // Without it, each dataset is made when it is asked for.
    this.#ending.push(this.#foresee(config, root).catch(() => undefined));
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const failed = hasFailed(result.status, test.expectedStatus);
    const serial = serialSuite(test.parent);
    if (failed && result.retry < test.retries) {
      if (serial !== undefined) this.#expectAgain(serial, result.retry + 1);
      return;
    }
    // Skipped by a failure before it: it runs again with the rest of its suite.
    if (serial !== undefined && result.retry < (this.#retries.get(serial) ?? 0)) return;
    for (const suite of ancestors(test)) {
      const entry = this.#unfinished.get(suite);
      if (entry === undefined) continue;
      entry.tests.delete(test);
      entry.failed ||= failed;
      if (entry.tests.size > 0) continue;
      this.#unfinished.delete(suite);
      // A host that is gone, or closing, has it removed all the same.
      this.#ending.push(this.#end(suite, entry.failed).catch(() => undefined));
    }
  }

  /** All tests of a serial suite run again, those that have ended too. */
  #expectAgain(serial: Suite, retry: number): void {
    this.#retries.set(serial, retry);
    for (const test of serial.allTests())
      for (const suite of ancestors(test)) this.#unfinished.get(suite)?.tests.add(test);
  }

  async onEnd(): Promise<void> {
    await Promise.all(this.#ending);
    await (await this.#host)?.close();
    if (this.#config === undefined) return;
    const ended = { ...this.#options, roots: [rootOf(this.#config)], since: this.#since };
    for (const line of await tellRun(ended)) process.stdout.write(`${line}\n`);
  }

  /** Playwright adds its own reporter if no other one prints how the tests went. */
  printsToStdio(): boolean {
    return false;
  }

  async #foresee(config: FullConfig, root: Suite): Promise<void> {
    const host = await this.#open(config);
    await host?.beginRound(runnerRound());
    if (host !== undefined) await foreseeSeeds(host, config, root);
  }

  /** The run's host; undefined if no global set-up started one. */
  async #open(config: FullConfig): Promise<Host | undefined> {
    const address = hostAddress();
    if (address === undefined) return undefined;
    this.#host ??= findHost(address, rootOf(config)).catch(() => undefined);
    return this.#host;
  }

  async #end(suite: Suite, failed: boolean): Promise<void> {
    const config = this.#config;
    const host = config && (await this.#open(config));
    if (config === undefined || host === undefined) return;
    const owner = suiteOwner({
      project: suite.project()?.name ?? '',
      file: fileOf(config, fileSuiteOf(suite).title),
      suiteId: suiteIdOf(suite),
      repeat: suite.allTests()[0]?.repeatEachIndex ?? 0,
    });
    // What could not be removed is tried again, and reported, when the host closes.
    await host.endSuite(owner, { failed });
  }
}

/** The describes a test stands in, and its file. */
function ancestors(test: TestCase): Suite[] {
  const suites: Suite[] = [];
  for (let at: Suite | undefined = test.parent; at !== undefined; at = at.parent)
    if (at.type === 'describe' || at.type === 'file') suites.push(at);
  return suites;
}
