import { type Clock, soon, systemClock } from '../../lib/clock.ts';
import { tellWait } from '../../lib/progress.ts';
import { AdaptiveConcurrency, type Concurrency, fixedConcurrency, Gate } from './gate.ts';
import { QuotaWindow, type SlotWindow } from './quota-window.ts';
import { type Quota, readAllowance, readQuota } from './rate-limit.ts';
import { Turns, type Yields } from './turns.ts';

/** How {@link createBudget} paces. */
export interface BudgetOptions {
  /** The API's limit, if it is known: then it is never exceeded. Undefined: learned from answers. */
  readonly rateLimit?: Quota | undefined;
  /** Keeps that limit together with other processes; calls back when it may have a slot. @default this process keeps it alone */
  readonly window?: ((onFree: () => void) => SlotWindow) | undefined;
  /** Most requests in flight, or `adaptive`: starts at 4, grows up to `maxConcurrency`, halves on trouble. @default 'adaptive' */
  readonly concurrency?: number | 'adaptive' | undefined;
  /** @default 32 */
  readonly maxConcurrency?: number | undefined;
  /** A longer wait that an answer announces is not taken for real, in ms. @default 120000 */
  readonly maxWaitMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** How a request that held a slot ended. */
export interface Ended {
  /** `clock.now()` when it was sent. */
  readonly sentAt: number;
  /** `troubled`: refused for its rate, not answered, or answered that the API cannot. `unsent`: it got no connection. */
  readonly how: 'answered' | 'troubled' | 'unsent' | 'aborted';
  /** The answer's, if there was one. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Who may send when: one for everything that talks to one API as one client. First come, first served, those who yield last. */
export interface Budget {
  /**
   * Takes a slot. Undefined: it was free. Otherwise resolves when it is taken; rejects with the signal's reason.
   *
   * @param yields Start only if nobody else waits: for what no test waits for.
   */
  acquire(signal?: AbortSignal, yields?: Yields): Promise<void> | undefined;
  /** Gives a used slot back. Every acquire needs exactly one `release` or `cancel`. */
  release(ended: Ended): void;
  /** Gives an unused slot back. */
  cancel(): void;
  /** The limit refused a request, or there was no connection. Tell it, and close the gate, before the request's slot is released. */
  refused(sentAt: number, by: 'limit' | 'down'): void;
  /** Nobody starts before `ms` have passed. */
  close(ms: number): void;
  /** Refusals in a row without a request let through; those that were in flight together count once. */
  readonly refusals: number;
  /** Time since the first of these refusals. */
  readonly blockedMs: number;
}

/** A shorter wait is not told: nobody wonders. */
const longWaitMs = 1000;

export function createBudget(options: BudgetOptions = {}): Budget {
  return new SharedBudget(options);
}

class SharedBudget implements Budget {
  readonly #clock: Clock;
  readonly #maxWaitMs: number;
  readonly #concurrency: Concurrency;
  readonly #gate = new Gate();
  readonly #turns = new Turns(() => this.#admit());
  #window: SlotWindow | undefined;
  #inFlight = 0;
  #ended = 0;
  #isAdmittingSoon = false;
  #wake: { readonly at: number; readonly cancel: AbortController } | undefined;

  constructor({
    rateLimit,
    window,
    concurrency = 'adaptive',
    maxConcurrency = 32,
    maxWaitMs = 120_000,
    clock,
  }: BudgetOptions) {
    this.#clock = clock ?? systemClock;
    this.#maxWaitMs = maxWaitMs;
    this.#concurrency =
      concurrency === 'adaptive' ? new AdaptiveConcurrency(maxConcurrency) : fixedConcurrency(concurrency);
    const alone = rateLimit === undefined ? undefined : new QuotaWindow(rateLimit);
    this.#window = window === undefined ? alone : window(() => this.#admit());
  }

  get refusals(): number {
    return this.#gate.refusals;
  }

  get blockedMs(): number {
    return this.#gate.blockedMs(this.#clock.now());
  }

  acquire(signal?: AbortSignal, yields: Yields = false): Promise<void> | undefined {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const now = this.#clock.now();
    if (!this.#turns.isBehind(yields) && this.#nextAt(now) <= now) {
      this.#start();
      return undefined;
    }
    const turn = this.#turns.wait(signal, yields);
    this.#admit();
    return turn;
  }

  release({ sentAt, how, headers }: Ended): void {
    const now = this.#clock.now();
    const busy = this.#inFlight >= this.#concurrency.limit;
    this.#inFlight--;
    if (how === 'unsent') {
      // The API cannot have counted it.
      this.#window?.untake();
      this.#gate.unstarted();
    } else {
      this.#ended++;
      this.#window?.seen(now);
    }
    if (how === 'troubled' || how === 'unsent') this.#concurrency.trouble(sentAt, now);
    if (how === 'answered') {
      this.#concurrency.answered(now - sentAt, busy);
      this.#gate.passed(sentAt);
    }
    if (headers !== undefined) this.#learn(headers, now);
    if (this.#turns.allYield) this.#admitSoon();
    else if (!this.#turns.isEmpty) this.#admit();
  }

  cancel(): void {
    this.#inFlight--;
    this.#window?.untake();
    this.#gate.unstarted();
    this.#admit();
  }

  refused(sentAt: number, by: 'limit' | 'down'): void {
    this.#gate.refused(sentAt, this.#clock.now(), by);
  }

  close(ms: number): void {
    this.#gate.close(this.#clock.now() + ms);
    this.#admit();
  }

  #learn(headers: Readonly<Record<string, string>>, now: number): void {
    const allowance = readAllowance(headers, this.#clock.wall());
    if (allowance !== undefined && allowance.resetMs <= this.#maxWaitMs)
      // Those in flight may be counted already or not: taken as not.
      this.#gate.allow(allowance.remaining - this.#inFlight, now + allowance.resetMs);
    const quota = this.#window === undefined ? readQuota(headers) : undefined;
    if (quota === undefined || quota.perMs > this.#maxWaitMs) return;
    const window = new QuotaWindow(quota);
    const before = Math.min(this.#ended, quota.requests);
    for (let count = 0; count < this.#inFlight + before; count++) window.take();
    for (let count = 0; count < before; count++) window.seen(now);
    this.#window = window;
  }

  #start(): void {
    this.#inFlight++;
    this.#window?.take();
    this.#gate.started();
  }

  /** When the next request may start: Infinity if another has to end first. */
  #nextAt(now: number): number {
    if (this.#inFlight >= Math.min(this.#concurrency.limit, this.#gate.width))
      return Number.POSITIVE_INFINITY;
    const opensAt = this.#gate.opensAt(now);
    return this.#window === undefined ? opensAt : Math.max(opensAt, this.#window.nextAt(now));
  }

  /** A sender that was answered may send its next request at once, before the others: it goes first. */
  #admitSoon(): void {
    if (this.#isAdmittingSoon) return;
    this.#isAdmittingSoon = true;
    soon(() => {
      this.#isAdmittingSoon = false;
      this.#admit();
    });
  }

  /** Starts those whose turn it is, and sees to it that the next one is woken. */
  #admit(): void {
    let wakeAt = Number.POSITIVE_INFINITY;
    while (!this.#turns.isEmpty) {
      const now = this.#clock.now();
      wakeAt = this.#nextAt(now);
      if (wakeAt > now) break;
      this.#start();
      this.#turns.startNext();
      wakeAt = Number.POSITIVE_INFINITY;
    }
    this.#window?.want?.(this.#waitingForWindow());
    this.#wakeAt(wakeAt);
  }

  /** How many would start now if the window had slots for them. */
  #waitingForWindow(): number {
    const now = this.#clock.now();
    if (this.#turns.isEmpty || this.#gate.opensAt(now) > now) return 0;
    const room = Math.min(this.#concurrency.limit, this.#gate.width) - this.#inFlight;
    return Math.max(0, Math.min(this.#turns.size, room));
  }

  /** One timer for everyone who waits, none while nobody does: a timer keeps the process alive. */
  #wakeAt(at: number): void {
    if (this.#wake?.at === at) return;
    this.#wake?.cancel.abort();
    this.#wake = undefined;
    if (at === Number.POSITIVE_INFINITY) return;
    const ms = at - this.#clock.now();
    if (ms >= longWaitMs) tellWait({ for: this.#gate.isDown ? 'down' : 'limit', ms });
    const cancel = new AbortController();
    this.#wake = { at, cancel };
    const woken = (): void => {
      this.#wake = undefined;
      this.#admit();
    };
    this.#clock.sleep(Math.ceil(ms), cancel.signal).then(woken, () => {});
  }
}
