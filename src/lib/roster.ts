/**
 * A list of things that come and go by the thousand, in the order of their coming. A Map or a Set that lives long is wrong for that:
 * whenever it is rebuilt, V8 lets the old table point to the new one. Once a table is in the old space, all that was ever in a later one
 * survives each scavenge until the next full collection: 7 of every 50 MB were seen to, and pauses of 50 ms instead of 2.
 */
export class Roster<T> {
  readonly #all: T[] = [];

  get size(): number {
    return this.#all.length;
  }

  get first(): T | undefined {
    return this.#all[0];
  }

  add(one: T): void {
    this.#all.push(one);
  }

  /** False if it is not there. The first to come is mostly the first to leave: then it costs next to nothing. */
  delete(one: T): boolean {
    const place = this.#all.indexOf(one);
    if (place === 0) this.#all.shift();
    else if (place > 0) this.#all.splice(place, 1);
    return place !== -1;
  }

  /** Those who are there now. */
  toArray(): readonly T[] {
    return [...this.#all];
  }

  /** The newest one of which that is true. */
  findLast(is: (one: T) => boolean): T | undefined {
    // Twice for every record. A loop takes a fifth of what the array's own method does.
    for (let place = this.#all.length - 1; place >= 0; place--) {
      const one = this.#all[place] as T;
      if (is(one)) return one;
    }
    return undefined;
  }
}
