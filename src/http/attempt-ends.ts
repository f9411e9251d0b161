import { systemClock } from '../lib/clock.ts';
import { soon as afterReading, startTimer, stopTimer, type Timer } from '../lib/timers.ts';

/** Something that a signal can end. */
export interface Abortable {
  aborted(reason: unknown): void;
}

/**
 * One listener per signal, however many requests it governs: a whole run shares one signal, and a listener added and removed for
 * every request would cost a tenth of sending it.
 */
export class AbortGroups {
  readonly #groups = new WeakMap<AbortSignal, Set<Abortable>>();

  add(signal: AbortSignal, member: Abortable): void {
    const group = this.#groups.get(signal) ?? this.#open(signal);
    group.add(member);
  }

  remove(signal: AbortSignal, member: Abortable): void {
    this.#groups.get(signal)?.delete(member);
  }

  #open(signal: AbortSignal): Set<Abortable> {
    const group = new Set<Abortable>();
    this.#groups.set(signal, group);
    const abortAll = (): void => {
      // One that is aborted may let another go ahead and leave the group.
      for (const member of [...group]) if (group.delete(member)) member.aborted(signal.reason);
    };
    signal.addEventListener('abort', abortAll, { once: true });
    return group;
  }
}

/** Something that may take so long and no longer. */
export interface Expiring {
  expire(): void;
}

const { now } = systemClock;

/** One timer for everybody who may take equally long: one for each request would cost a twentieth of sending it. */
export class Deadlines {
  readonly #ms: number;
  /** When each is due, the earliest first. */
  readonly #due = new Map<Expiring, number>();
  #timer: Timer | undefined;

  constructor(ms: number) {
    this.#ms = ms;
  }

  add(member: Expiring): void {
    this.#due.set(member, now() + this.#ms);
    if (this.#timer === undefined) this.#wait(this.#ms);
    else if (this.#due.size === 1) this.#timer.ref();
  }

  remove(member: Expiring): void {
    this.#due.delete(member);
    // Nobody waits: it must not keep the process alive.
    if (this.#due.size === 0) this.#timer?.unref();
  }

  #wait(ms: number): void {
    stopTimer(this.#timer);
    // A process that was busy finds its timers due before it reads what has long arrived: so it reads first.
    this.#timer = startTimer(() => afterReading(() => this.#look()), ms);
  }

  #look(): void {
    this.#timer = undefined;
    const time = now();
    for (const [member, due] of this.#due) {
      if (due > time) {
        this.#wait(due - time);
        return;
      }
      this.#due.delete(member);
      member.expire();
    }
  }
}
