interface Place {
  readonly name: string;
  /** No line of the dataset stands before this byte. */
  from: number;
  /** Entries that may be on the API. */
  live: number;
  kept: boolean;
}

/** Entries that are remembered together: a bit each for those that have ended, and one place for all if they are of one dataset. */
const size = 1024;

interface Page {
  places: Place | (Place | undefined)[];
  readonly ended: Uint32Array;
  /** Meant, and not ended. */
  open: number;
  meant: number;
}

/**
 * For each dataset that may have records on the API, the place in the file at which it begins, so that clean-up reads only from there.
 * Datasets that have ended are forgotten: a run may make thousands of them while one of 20,000 records lives on. Each live record takes one
 * bit: a command may make a million.
 */
export class LiveDatasets {
  readonly #places = new Map<string, Place>();
  readonly #pages = new Map<number, Page>();
  #live = 0;

  /** How many entries may be on the API. */
  get live(): number {
    return this.#live;
  }

  /** Entries are meant in their order. */
  meant(entry: number, dataset: string, from: number): void {
    const place = this.#at(dataset, from);
    const number = Math.floor(entry / size);
    const page = this.#pages.get(number) ?? {
      places: place,
      ended: new Uint32Array(size / 32),
      open: 0,
      meant: 0,
    };
    this.#pages.set(number, page);
    if (page.places !== place) {
      if (!Array.isArray(page.places)) page.places = new Array<Place>(entry % size).fill(page.places);
      page.places[entry % size] = place;
    }
    page.meant++;
    page.open++;
    place.live++;
    this.#live++;
  }

  ended(entry: number): void {
    const number = Math.floor(entry / size);
    const page = this.#pages.get(number);
    if (page === undefined) return;
    const [word, bit] = [(entry % size) >>> 5, 1 << (entry % 32)];
    const place = Array.isArray(page.places) ? page.places[entry % size] : page.places;
    if (place === undefined || ((page.ended[word] as number) & bit) !== 0) return;
    page.ended[word] = (page.ended[word] as number) | bit;
    page.open--;
    this.#live--;
    if (page.open === 0 && page.meant === size) this.#pages.delete(number);
    place.live--;
    if (place.live === 0 && !place.kept) this.#places.delete(place.name);
  }

  /** Whether the record of an entry that was meant may be on the API. */
  isLive(entry: number): boolean {
    const page = this.#pages.get(Math.floor(entry / size));
    return page !== undefined && ((page.ended[(entry % size) >>> 5] as number) & (1 << (entry % 32))) === 0;
  }

  /** The file was written anew, and the lines of a dataset begin here now. */
  moved(dataset: string, from: number): void {
    const place = this.#places.get(dataset);
    if (place !== undefined) place.from = from;
  }

  /** A dataset that is kept is never forgotten: its records to come are kept too. */
  kept(dataset: string, from: number): void {
    this.#at(dataset, from).kept = true;
  }

  /** The byte to read from; undefined if there is nothing to read. */
  from(dataset: string | undefined): number | undefined {
    if (dataset !== undefined) return this.#places.get(dataset)?.from;
    let first: number | undefined;
    for (const { from } of this.#places.values()) if (first === undefined || from < first) first = from;
    return first;
  }

  #at(name: string, from: number): Place {
    let place = this.#places.get(name);
    if (place === undefined) {
      place = { name, from, live: 0, kept: false };
      this.#places.set(name, place);
    }
    return place;
  }
}
