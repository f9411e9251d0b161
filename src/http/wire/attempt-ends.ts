import { soon as afterReading, startTimer, stopTimer, systemClock, type Timer } from '../../lib/clock.ts';
import { Roster } from '../../lib/roster.ts';

/** Something that a signal can end. */
export interface Abortable {
  aborted(reason: unknown): void;
}

/**
 * One listener per signal, however many requests it governs: a whole run shares one signal, and a listener added and removed for
 * every request would cost a tenth of sending it.
 */
export class AbortGroups {
  readonly #groups = new WeakMap<AbortSignal, Roster<Abortable>>();

  add(signal: AbortSignal, member: Abortable): void {
    const group = this.#groups.get(signal) ?? this.#open(signal);
    group.add(member);
  }

  remove(signal: AbortSignal, member: Abortable): void {
    this.#groups.get(signal)?.delete(member);
  }

  #open(signal: AbortSignal): Roster<Abortable> {
    const group = new Roster<Abortable>();
    this.#groups.set(signal, group);
    const abortAll = (): void => {
      // One that is aborted may let another go ahead and leave the group.
      for (const member of group.toArray()) if (group.delete(member)) member.aborted(signal.reason);
    };
    signal.addEventListener('abort', abortAll, { once: true });
    return group;
  }
}

/** Something that has a deadline. */
export interface Expiring {
  expire(): void;
  /** When it is due; the code that waits for it sets it. */
  due?: number;
}

const { now } = systemClock;

/** One timer for everybody who may take equally long: one for each request would cost a twentieth of sending it. */
export class Deadlines {
  readonly #ms: number;
  /** The earliest first: all may take equally long. */
  readonly #members = new Roster<Expiring>();
  #timer: Timer | undefined;

  constructor(ms: number) {
    this.#ms = ms;
  }

  /** @param time now */
  add(member: Expiring, time: number): void {
    member.due = time + this.#ms;
    this.#members.add(member);
    if (this.#timer === undefined) this.#wait(this.#ms);
    else if (this.#members.size === 1) this.#timer.ref();
  }

  remove(member: Expiring): void {
    this.#members.delete(member);
    // Nobody waits: it must not keep the process alive.
    if (this.#members.size === 0) this.#timer?.unref();
  }

  #wait(ms: number): void {
    stopTimer(this.#timer);
    // A process that was busy finds its timers due before it reads what has long arrived: so it reads first.
    this.#timer = startTimer(() => afterReading(() => this.#look()), ms);
  }

  #look(): void {
    this.#timer = undefined;
    const time = now();
    for (let member = this.#members.first; member !== undefined; member = this.#members.first) {
      const { due = 0 } = member;
      if (due > time) {
        this.#wait(due - time);
        return;
      }
      this.#members.delete(member);
      member.expire();
    }
  }
}
