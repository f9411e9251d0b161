import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Budget, createBudget } from '../../../../src/http/budget/budget.ts';
import { onWait, type Wait } from '../../../../src/lib/progress.ts';
import { VirtualClock } from '../../../virtual-clock.ts';

/** Takes a slot, uses it for `ms`, gives it back. */
async function use(
  budget: Budget,
  clock: VirtualClock,
  ms: number,
  how: 'answered' | 'refused' = 'answered',
): Promise<void> {
  await budget.acquire();
  const sentAt = clock.now();
  await clock.sleep(ms);
  if (how === 'refused') budget.refused(sentAt, 'limit');
  budget.release({ sentAt, how: how === 'refused' ? 'troubled' : how });
}

/** When each of three, asking at once, may start. */
function startTimes(budget: Budget, clock: VirtualClock): Promise<number[]> {
  const start = async (): Promise<number> => {
    await budget.acquire();
    return clock.now();
  };
  return Promise.all([start(), start(), start()]);
}

/** The most that any server may count: requests between their sending and their answer, in any period. */
function mostInAnyPeriod(
  times: readonly { readonly sent: number; readonly seen: number }[],
  perMs: number,
): number {
  const counted = (early: number): number =>
    // A server may count one request late and the next early: the worst of both.
    times.filter(({ sent, seen }) => seen > early && sent < early + perMs).length;
  return Math.max(0, ...times.map(({ seen }) => counted(seen - 1e-6)));
}

/** Requests come in the order of their time, then of their place. */
function order(requests: readonly { readonly at: number }[], n: number): number {
  return (requests[n]?.at ?? 0) * 1000 + n;
}

describe('a known limit', () => {
  test('is never exceeded, however the server counts', async () => {
    const quota = fc.record({
      requests: fc.integer({ min: 1, max: 12 }),
      perMs: fc.integer({ min: 50, max: 20_000 }),
    });
    const latencies = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(quota, latencies, fc.integer({ min: 1, max: 9 }), async (rateLimit, left, senders) => {
        const clock = new VirtualClock();
        const budget = createBudget({ rateLimit, concurrency: 32, clock });
        const times: { sent: number; seen: number }[] = [];
        const sender = async (): Promise<void> => {
          for (let ms = left.pop(); ms !== undefined; ms = left.pop()) {
            await budget.acquire();
            const sent = clock.now();
            await clock.sleep(ms);
            times.push({ sent, seen: clock.now() });
            budget.release({ sentAt: sent, how: 'answered' });
          }
        };
        await Promise.all(Array.from({ length: senders }, sender));
        expect(mostInAnyPeriod(times, rateLimit.perMs)).toBeLessThanOrEqual(rateLimit.requests);
      }),
      { numRuns: 60 },
    );
  });

  test('is used up: 100 requests at 10 per 20 s take nine periods', async () => {
    const clock = new VirtualClock();
    const budget = createBudget({ rateLimit: { requests: 10, perMs: 20_000 }, concurrency: 32, clock });
    const start = clock.now();
    await Promise.all(Array.from({ length: 100 }, () => use(budget, clock, 100)));
    const ideal = 9 * 20_000;
    expect(clock.now() - start).toBeGreaterThan(ideal);
    expect(clock.now() - start).toBeLessThan(ideal * 1.02);
  });

  test('an unused slot is free at once', async () => {
    const clock = new VirtualClock();
    const budget = createBudget({ rateLimit: { requests: 1, perMs: 20_000 }, clock });
    expect(budget.acquire()).toBeUndefined();
    budget.cancel();
    expect(budget.acquire()).toBeUndefined();
  });
});

describe('the gate', () => {
  test('keeps everybody out until it opens, never a moment too early', async () => {
    const clock = new VirtualClock();
    const budget = createBudget({ clock });
    budget.close(20_000);
    budget.close(5000);
    const opensAt = clock.now() + 20_000;
    const started = await startTimes(budget, clock);
    expect(started).toEqual([opensAt, opensAt, opensAt]);
  });

  test('refusals that were in flight together count once', async () => {
    const clock = new VirtualClock();
    const budget = createBudget({ concurrency: 8, clock });
    await Promise.all([1, 2, 3, 4].map(() => use(budget, clock, 10, 'refused')));
    expect(budget.refusals).toBe(1);
    clock.pass(50);
    expect(budget.blockedMs).toBe(50);
    await use(budget, clock, 10, 'refused');
    expect(budget).toMatchObject({ refusals: 2, blockedMs: 60 });
    await use(budget, clock, 10);
    expect(budget).toMatchObject({ refusals: 0, blockedMs: 0 });
  });

  test('after a refusal as many go together as got through before; then one goes ahead', async () => {
    const clock = new VirtualClock();
    const budget = createBudget({ concurrency: 20, clock });
    await Promise.all(Array.from({ length: 10 }, () => use(budget, clock, 10)));
    await use(budget, clock, 10, 'refused');
    for (let count = 0; count < 10; count++) expect(budget.acquire()).toBeUndefined();
    const stop = new AbortController();
    const eleventh = budget.acquire(stop.signal);
    stop.abort('not eleven');
    await expect(eleventh).rejects.toBe('not eleven');
    for (let count = 0; count < 10; count++) budget.release({ sentAt: clock.now(), how: 'answered' });
    expect(budget.acquire()).toBeUndefined();
    expect(budget.acquire()).toBeInstanceOf(Promise);
  });
});

describe('an API that is down', () => {
  test('takes nothing of a known limit: what got no connection was not counted', async () => {
    const clock = new VirtualClock();
    const budget = createBudget({ rateLimit: { requests: 2, perMs: 20_000 }, clock });
    for (let count = 0; count < 5; count++) {
      expect(budget.acquire()).toBeUndefined();
      budget.release({ sentAt: clock.now(), how: 'unsent' });
    }
  });

  test('is tried by one, then by more and more', async () => {
    const clock = new VirtualClock();
    const budget = createBudget({ concurrency: 20, clock });
    await Promise.all(Array.from({ length: 10 }, () => use(budget, clock, 10)));
    budget.acquire();
    budget.refused(clock.now(), 'down');
    budget.release({ sentAt: clock.now(), how: 'unsent' });
    expect(budget.acquire()).toBeUndefined();
    const second = budget.acquire();
    expect(second).toBeInstanceOf(Promise);
    budget.release({ sentAt: clock.now(), how: 'answered' });
    await second;
    for (let count = 0; count < 7; count++) {
      budget.release({ sentAt: clock.now(), how: 'answered' });
      await budget.acquire();
    }
    expect(budget.acquire()).toBeUndefined();
    expect(budget.acquire()).toBeUndefined();
  });
});

describe('what answers tell', () => {
  test('no more are sent than the server says are left, until its reset', async () => {
    const clock = new VirtualClock();
    const budget = createBudget({ concurrency: 32, clock });
    await budget.acquire();
    budget.release({ sentAt: clock.now(), how: 'answered', headers: { ratelimit: '"default";r=2;t=7' } });
    const resetAt = clock.now() + 7000;
    const started = await startTimes(budget, clock);
    expect(started).toEqual([resetAt - 7000, resetAt - 7000, resetAt]);
  });

  test('a reset beyond maxWait is left to the server to insist on', () => {
    const clock = new VirtualClock();
    const budget = createBudget({ concurrency: 32, clock });
    budget.acquire();
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3600' };
    budget.release({ sentAt: clock.now(), how: 'answered', headers });
    expect(budget.acquire()).toBeUndefined();
  });

  test('a policy becomes the limit, with what was sent already', async () => {
    const clock = new VirtualClock();
    const budget = createBudget({ concurrency: 32, clock });
    const headers = { 'ratelimit-policy': '"default";q=3;w=20' };
    await budget.acquire();
    budget.release({ sentAt: clock.now(), how: 'answered', headers });
    const start = clock.now();
    const started = await startTimes(budget, clock);
    expect(started.map((at) => at - start >= 20_000)).toEqual([false, false, true]);
  });
});

describe('turns', () => {
  test('are first come, first served', async () => {
    const clock = new VirtualClock();
    const budget = createBudget({ concurrency: 2, clock });
    const order: number[] = [];
    const turn = async (n: number): Promise<void> => {
      await budget.acquire();
      order.push(n);
      await clock.sleep(10);
      budget.release({ sentAt: clock.now() - 10, how: 'answered' });
    };
    await Promise.all([1, 2, 3, 4, 5, 6, 7].map(turn));
    expect(order).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('whoever yields never starts before one who waits and does not, however late that one came', async () => {
    const request = fc.record({
      at: fc.integer({ min: 0, max: 400 }),
      ms: fc.integer({ min: 1, max: 120 }),
      yields: fc.boolean(),
      givesUp: fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined, freq: 2 }),
    });
    const pace = fc.record({
      requests: fc.integer({ min: 1, max: 5 }),
      perMs: fc.integer({ min: 20, max: 300 }),
      concurrency: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(pace, fc.array(request, { minLength: 1, maxLength: 40 }), async (limit, requests) => {
        const clock = new VirtualClock();
        const { concurrency, ...rateLimit } = limit;
        const budget = createBudget({ rateLimit, concurrency, clock });
        const waiting = { first: new Set<number>(), yielding: new Set<number>() };
        const early: string[] = [];
        const times: { sent: number; seen: number }[] = [];
        let done = 0;
        const send = async (
          { at, ms, yields, givesUp }: (typeof requests)[number],
          n: number,
        ): Promise<void> => {
          await clock.sleep(at);
          const stop = new AbortController();
          if (givesUp !== undefined) void clock.sleep(givesUp).then(() => stop.abort());
          const mine = yields ? waiting.yielding : waiting.first;
          const turn = budget.acquire(stop.signal, yields);
          if (turn !== undefined) mine.add(n);
          // The budget starts several in one go; each is looked at as if it were alone.
          const started = await Promise.resolve(turn).then(
            () => true,
            () => false,
          );
          mine.delete(n);
          if (started) {
            const before = yields ? [...waiting.first] : [];
            const sameBefore = [...mine].filter((other) => order(requests, other) < order(requests, n));
            if (before.length + sameBefore.length > 0)
              early.push(`${n} before ${[...before, ...sameBefore]}`);
            const sent = clock.now();
            await clock.sleep(ms);
            times.push({ sent, seen: clock.now() });
            budget.release({ sentAt: sent, how: 'answered' });
          }
          done++;
        };
        await Promise.all(requests.map(send));
        expect(early).toEqual([]);
        expect(done).toBe(requests.length);
        expect(mostInAnyPeriod(times, rateLimit.perMs)).toBeLessThanOrEqual(rateLimit.requests);
      }),
      { numRuns: 200 },
    );
  });

  test('whoever yields starts at once if nobody waits', async () => {
    const clock = new VirtualClock();
    const budget = createBudget({ concurrency: 2, clock });
    expect(budget.acquire(undefined, true)).toBeUndefined();
    expect(budget.acquire(undefined, true)).toBeUndefined();
    const yielding = budget.acquire(undefined, true);
    const other = budget.acquire();
    const order: string[] = [];
    yielding?.then(() => order.push('yielding'));
    other?.then(() => order.push('other'));
    budget.release({ sentAt: clock.now(), how: 'answered' });
    await other;
    budget.release({ sentAt: clock.now(), how: 'answered' });
    await yielding;
    expect(order).toEqual(['other', 'yielding']);
  });

  test('whoever yields until somebody waits for it goes behind those who wait by then, and before those who come later', async () => {
    const clock = new VirtualClock();
    const budget = createBudget({ concurrency: 1, clock });
    budget.acquire();
    const asked = new AbortController();
    const order: string[] = [];
    const turn = async (name: string, yields?: boolean | AbortSignal): Promise<void> => {
      await budget.acquire(undefined, yields);
      order.push(name);
      budget.release({ sentAt: clock.now(), how: 'answered' });
    };
    const turns = [turn('removal', true), turn('ahead', asked.signal), turn('test')];
    asked.abort();
    turns.push(turn('later'), turn('asked for already', asked.signal));
    budget.release({ sentAt: clock.now(), how: 'answered' });
    await Promise.all(turns);
    expect(order).toEqual(['test', 'ahead', 'later', 'asked for already', 'removal']);
  });

  test('whoever yields for now can be aborted, before and after somebody waits for it', async () => {
    const clock = new VirtualClock();
    const budget = createBudget({ concurrency: 1, clock });
    budget.acquire();
    const asked = new AbortController();
    const stops = [new AbortController(), new AbortController()];
    const turns = stops.map(({ signal }) => budget.acquire(signal, asked.signal));
    const next = budget.acquire(undefined, asked.signal);
    stops[0]?.abort('before');
    asked.abort();
    stops[1]?.abort('after');
    await expect(turns[0]).rejects.toBe('before');
    await expect(turns[1]).rejects.toBe('after');
    budget.release({ sentAt: clock.now(), how: 'answered' });
    await next;
  });

  test('whoever is aborted leaves the queue with the reason, and the next one goes', async () => {
    const clock = new VirtualClock();
    const budget = createBudget({ concurrency: 1, clock });
    budget.acquire();
    const stop = new AbortController();
    const left = [budget.acquire(stop.signal), budget.acquire(stop.signal)];
    const next = budget.acquire();
    stop.abort('enough');
    for (const turn of left) await expect(turn).rejects.toBe('enough');
    budget.release({ sentAt: clock.now(), how: 'answered' });
    await next;
    await expect(budget.acquire(stop.signal)).rejects.toBe('enough');
  });

  test('nobody waiting: no timer is left', async () => {
    const clock = new VirtualClock();
    const budget = createBudget({ clock });
    budget.close(3_600_000);
    const stop = new AbortController();
    const turn = budget.acquire(stop.signal);
    stop.abort('enough');
    await expect(turn).rejects.toBe('enough');
    const before = clock.now();
    await new Promise(setImmediate);
    expect(clock.now()).toBe(before);
  });
});

test.each([
  ['limit', 14_000],
  ['down', 3000],
] as const)('a long wait for %s is told, a short one is not', async (by, ms) => {
  const clock = new VirtualClock();
  const budget = createBudget({ clock });
  const told: Wait[] = [];
  using _ = { [Symbol.dispose]: onWait((wait) => told.push(wait)) };
  for (const [closedMs, expected] of [
    [900, []],
    [ms, [{ for: by, ms }]],
  ] as const) {
    await budget.acquire();
    budget.refused(clock.now(), by);
    budget.close(closedMs);
    budget.release({ sentAt: clock.now(), how: 'troubled' });
    await use(budget, clock, 10);
    expect(told).toEqual(expected);
  }
});
