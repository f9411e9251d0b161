import { systemClock } from '../lib/clock.ts';
import { soon as afterReading, startTimer, stopTimer, type Timer } from '../lib/timers.ts';

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
