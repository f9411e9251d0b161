import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isSeedbedError } from '../../src/errors.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { randomStream } from '../../src/lib/random.ts';
import type { RemovalReport } from '../../src/removal/report.ts';
import { sweepHere } from './here.ts';
import type { OddFault } from './odd-fault.ts';
import { type Case, closeCases, openCase, orphan, reported } from './stage.ts';

/**
 * A list that does not show a record of before a reset is read again for 15 s, in case it is late: a case took up to a minute. Those pauses
 * are counted by their length, so they can be cut short. What this API does late, it does within 20 ms.
 */
const longestPauseMs = 50;

beforeEach(() => {
  const { sleep } = systemClock;
  const spy = vi.spyOn(systemClock, 'sleep');
  spy.mockImplementation((ms, signal) => sleep(Math.min(ms, longestPauseMs), signal));
  return () => spy.mockRestore();
});

afterEach(closeCases);

type Step =
  | { readonly do: 'create'; readonly users: number; readonly vms: number }
  | { readonly do: 'create-and-crash'; readonly users: number; readonly afterCreates: number }
  | { readonly do: 'others-come'; readonly count: number }
  | { readonly do: 'crash' | 'close' | 'reset' | 'next-run' | 'sweep' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('create' as const),
      users: fc.integer({ min: 1, max: 5 }),
      vms: fc.integer({ min: 0, max: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('create-and-crash' as const),
      users: fc.integer({ min: 3, max: 10 }),
      afterCreates: fc.integer({ min: 0, max: 6 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('others-come' as const), count: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'crash' as const,
        'close' as const,
        'reset' as const,
        'reset' as const,
        'next-run' as const,
        'sweep' as const,
      ),
    }),
  },
);

const faults: readonly OddFault[] = [
  { kind: 'reset', committed: 'before' },
  { kind: 'reset', committed: 'never' },
  { kind: 'reset', committed: 20 },
  { kind: 'status', status: 503, committed: true },
  { kind: 'repeated', committed: true },
  { kind: 'other-record', committed: false },
];

/** A run as its process has it: the API sees its token, and hears nothing more of it once it is dead. */
interface Running {
  readonly seeder: Awaited<ReturnType<Case['seeder']>>;
  readonly token: string;
}

class World {
  readonly #case: Case;
  #running: Running | undefined;
  #runs = 0;

  constructor(opened: Case) {
    this.#case = opened;
  }

  async take(step: Step): Promise<void> {
    const { server, folder, nextRun } = this.#case;
    switch (step.do) {
      case 'create': {
        const { users, vms } = step;
        // Where the API's answers mislead from the first record on, seeding stops: then what is there is cleaned up all the same.
        const refused = (error: unknown): void => expect(isSeedbedError(error)).toBe(true);
        await (await this.#run()).seeder.seed({ users, vms }).then(() => undefined, refused);
        return;
      }
      case 'create-and-crash': {
        const { seeder } = await this.#run();
        const enough = server.count('POST') + step.afterCreates;
        void seeder.seed({ users: step.users }).catch(() => undefined);
        for (let waited = 0; server.count('POST') < enough && waited < 100; waited++)
          await new Promise((resolve) => setTimeout(resolve, 2));
        return this.#crash();
      }
      case 'others-come':
        for (let person = 0; person < step.count; person++)
          server.store.addForeign(person % 2 === 0 ? 'user' : 'vm');
        return;
      case 'crash':
        return this.#crash();
      case 'close':
        await this.#running?.seeder.close();
        this.#end();
        return;
      case 'reset':
        server.store.reset();
        return;
      case 'next-run':
        await nextRun();
        return;
      case 'sweep':
        await sweepHere(folder.path);
    }
  }

  /** Ends what runs and sweeps once more; what that says is still there. */
  async end(): Promise<RemovalReport> {
    await this.#running?.seeder.close();
    this.#end();
    // What was on its way to the API when its sender died.
    await new Promise((resolve) => setTimeout(resolve, 40));
    return sweepHere(this.#case.folder.path);
  }

  async #run(): Promise<Running> {
    if (this.#running === undefined) {
      const token = `run-${this.#runs++}`;
      this.#running = { seeder: await this.#case.seeder({ auth: { token } }), token };
    }
    return this.#running;
  }

  #crash(): void {
    if (this.#running !== undefined) this.#case.server.dropFrom(`Bearer ${this.#running.token}`);
    this.#end();
  }

  #end(): void {
    this.#running = undefined;
    orphan(this.#case.folder.path);
  }
}

test('whatever happens in whatever order, no record of others is gone, and none of ours is left unreported', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 12 }),
      fc.constantFrom(0, 0, 0.25),
      fc.constantFrom('stored' as const, 409 as const, 'upsert' as const),
      fc.nat(),
      async (steps, rate, duplicates, randomSeed) => {
        const draw = randomStream('faults', randomSeed);
        const creates = (): OddFault | undefined =>
          draw() < rate ? faults[Math.floor(draw() * faults.length)] : undefined;
        const opened = await openCase(
          { duplicates, creates, latencyMs: 1 },
          { settle: 0.01, timeout: 1, maxWait: 1 },
        );
        const { server } = opened;
        const world = new World(opened);
        for (const step of steps) await world.take(step);
        const report = await world.end();
        expect(server.store.foreignRemoved).toEqual([]);
        expect(server.store.ours.length).toBeLessThanOrEqual(reported(report));
        await closeCases();
      },
    ),
    { numRuns: 30 },
  );
});
