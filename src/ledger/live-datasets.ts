interface Place {
  readonly name: string;
  /** No line of the dataset stands before this byte. */
  readonly from: number;
  /** Entries that may be on the API. */
  live: number;
  kept: boolean;
}

/**
 * Where in its file each dataset begins that may have records on the API, so that clean-up reads only from there. Remembers nothing of
 * what has ended: a run may make thousands of datasets while one of 20,000 records lives on.
 */
export class LiveDatasets {
  readonly #places = new Map<string, Place>();
  readonly #placeOf = new Map<number, Place>();

  meant(entry: number, dataset: string, from: number): void {
    const place = this.#placeOf.get(entry) ?? this.#at(dataset, from);
    place.live++;
    this.#placeOf.set(entry, place);
  }

  ended(entry: number): void {
    const place = this.#placeOf.get(entry);
    if (place === undefined) return;
    this.#placeOf.delete(entry);
    place.live--;
    if (place.live === 0 && !place.kept) this.#places.delete(place.name);
  }

  /** A dataset that is kept is never forgotten: its records to come are kept too. */
  kept(dataset: string, from: number): void {
    this.#at(dataset, from).kept = true;
  }

  /** The byte to read from; undefined if there is nothing to read. The first that was meant lies first in the file. */
  from(dataset: string | undefined): number | undefined {
    const place = dataset === undefined ? this.#places.values().next().value : this.#places.get(dataset);
    return place?.from;
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
