import { AsyncResource } from 'node:async_hooks';
import { test as base, type TestInfo } from '@playwright/test';
import type { BrowserState } from '../dataset/browser-state.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { maskError, withoutSecretsOf } from '../dataset/held-secrets.ts';
import { summaryLine } from '../dataset/snapshot.ts';
import type { AnyResource } from '../factory/resource.ts';
import { isOwnOf } from '../host/datasets/dataset-key.ts';
import { isLong } from '../host/say-waits.ts';
import { escapeText } from '../lib/escape.ts';
import { onWait, type Wait } from '../lib/progress.ts';
import { type CodePlace, pointTo } from '../lib/stack.ts';
import { runnersSay } from '../messages/runners.ts';
import { asLine, declaringLine, maskTold } from './playwright-internals.ts';
import { hasFailed, isFinal, loadedTest } from './seed-place.ts';
import type { WorkerDataset, WorkerDatasets } from './worker-datasets.ts';

/** Tables that are attached to a failing test; the JSON beside them has everything. */
const mostTables = 5;
/** Heads, a line and two records fit into 300 characters. */
const tableWidth = 70;

/** The dataset of one test. The first of its fixtures that needs it asks for it. */
export class TestDataset {
  readonly #datasets: WorkerDatasets;
  readonly #seed: unknown;
  readonly #testInfo: TestInfo;
  #asked: Promise<WorkerDataset> | undefined;
  #held: WorkerDataset | undefined;

  constructor(datasets: WorkerDatasets, seed: unknown, testInfo: TestInfo) {
    this.#datasets = datasets;
    this.#seed = seed;
    this.#testInfo = testInfo;
  }

  /** @param appUrl where the application is, if the runner knows */
  async open<R extends AnyResource>(appUrl: string | undefined): Promise<Dataset<R>> {
    return this.#datasets.open<R>(await this.held(), appUrl);
  }

  /** Throws if its seed makes no record of this name, before anything is sent. */
  async expectRecord(name: string): Promise<void> {
    await this.asPointedHome(async () => (await this.#datasets.host()).expectRecord(name, this.#seed));
  }

  /** By user: what keeps a browser signed in after the form was filled in once, for the worker's tests of this dataset. */
  signedIn(dataset: WorkerDataset): Map<string, BrowserState> {
    return this.#datasets.signedIn(dataset);
  }

  held(): Promise<WorkerDataset> {
    this.#asked ??= this.pointedHome(() => withWaitSteps(() => this.#acquire()));
    return this.#asked;
  }

  /** Shows an error at the line that asked for it: the seed's `test.use`, else the test. */
  pointedHome<T>(work: () => Promise<T>): Promise<T> {
    return pointedTo(() => this.#home, work);
  }

  /** The same for what is wrong with `as`: its own `test.use`, if it is known. */
  asPointedHome<T>(work: () => Promise<T>): Promise<T> {
    const declared = (): CodePlace | undefined => {
      const test = loadedTest(this.#seed, this.#testInfo);
      return test && asLine(test.parent);
    };
    return pointedTo(() => declared() ?? this.#home, work);
  }

  get #home(): CodePlace {
    return declaringLine(this.#seed) ?? this.#testInfo;
  }

  /** To be called when the test has ended: tells what it had if it failed, and lets go of what was its own. */
  async end(): Promise<void> {
    const held = this.#held;
    if (held === undefined) return;
    const { host, key, snapshot } = held;
    const testInfo = this.#testInfo;
    // What was not masked when it was told.
    maskError(testInfo.errors, (text) => withoutSecretsOf(snapshot, text), { wholly: true });
    const failed = hasFailed(testInfo.status, testInfo.expectedStatus);
    const final = isFinal(this.#seed, testInfo);
    if (failed) {
      const { failureFacts, recordsJson, recordsTable } = await import('../report/failure-report.ts');
      // The report matters most if the host is lost.
      const stays = await host.testFailed(key, final).catch(() => undefined);
      const facts = failureFacts(snapshot, stays && { run: host.runId, stays, final });
      // Playwright's list reporter shows the first 300 characters of each text: in texts of their own, it shows some of each.
      await testInfo.attach('seedbed dataset', { body: facts, contentType: 'text/plain' });
      const lists = Object.entries(snapshot.records).filter(([, list]) => list.length > 0);
      for (const [name, list] of lists.slice(0, mostTables)) {
        const body = recordsTable({ records: { [name]: list } }, { width: tableWidth });
        await testInfo.attach(`seedbed ${escapeText(name)}`, { body, contentType: 'text/plain' });
      }
      const body = recordsJson(snapshot);
      await testInfo.attach('seedbed records.json', { body, contentType: 'application/json' });
    }
    if (isOwnOf(this.#seed, host.settings.scope))
      await this.#datasets.release(held, { failed: failed && final });
  }

  async #acquire(): Promise<WorkerDataset> {
    const held = await this.#datasets.acquire(this.#seed, this.#testInfo);
    this.#held = held;
    const mask = (text: string): string => withoutSecretsOf(held.snapshot, text);
    maskTold(this.#testInfo, mask, (error) => void maskError(error, mask));
    if (held.isNew) await base.step(summaryLine(held.snapshot), async () => undefined);
    return held;
  }
}

async function pointedTo<T>(home: () => CodePlace, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw pointTo(error, home());
  }
}

/** Shows in the report what a test's data waits for: one step for each reason that is noticed, until the work is done. */
async function withWaitSteps<T>(work: () => Promise<T>): Promise<T> {
  const shown = new Set<Wait['for']>();
  const asked = work();
  const settled = asked.then(
    () => undefined,
    () => undefined,
  );
  let done = false;
  // A wait is told by a socket or a timer of the first caller: the step belongs to the test that is under way here.
  const show = AsyncResource.bind((wait: Wait): void => {
    if (done || shown.has(wait.for)) return;
    shown.add(wait.for);
    void base.step(titleOf(wait), () => settled);
  });
  const unhear = onWait((wait) => void isLong(wait).then((long) => long && show(wait)));
  try {
    return await asked;
  } finally {
    done = true;
    unhear();
  }
}

function titleOf(wait: Wait): string {
  switch (wait.for) {
    case 'limit':
      return runnersSay.waitsForLimit;
    case 'down':
      return runnersSay.waitsForApi;
    case 'login':
      return runnersSay.waitsForLogin;
    case 'dead runs':
      return runnersSay.waitsForDeadRuns(wait.records);
    case 'coordinator':
      return wait.says;
  }
}
