import type { Reporter, Vitest } from 'vitest/node';
import { systemClock } from '../lib/clock.ts';
import { type ReporterOptions, tellRun } from '../report/tell-run.ts';

/**
 * `reporters: ['default', 'seedbed/vitest/reporter']`: says at the end, in three lines, what data the tests had, how long they waited for
 * it, and what is left on the API.
 *
 * @example
 * // vitest.config.ts
 * test: { reporters: ['default', ['seedbed/vitest/reporter', { html: 'seedbed-report.html' }]] }
 */
export default class SeedbedReporter implements Reporter {
  readonly #options: ReporterOptions;
  #vitest: Vitest | undefined;
  #since: number = systemClock.wall();
  #rounds = 0;

  constructor(options: ReporterOptions = {}) {
    this.#options = options;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
    // The set-up of a run is torn down last: only then it is known what is left. Watch mode tells after each round.
    if (!vitest.config.watch) vitest.onClose(() => this.#tell());
  }

  onTestRunStart(): void {
    if (this.#rounds++ > 0) this.#since = systemClock.wall();
  }

  async onTestRunEnd(): Promise<void> {
    if (this.#vitest?.config.watch === true) await this.#tell();
  }

  async #tell(): Promise<void> {
    const vitest = this.#vitest;
    if (vitest === undefined) return;
    const roots = [vitest.config.root, ...vitest.projects.map(({ config }) => config.root)];
    for (const line of await tellRun({ ...this.#options, roots, since: this.#since }))
      vitest.logger.log(line);
  }
}
