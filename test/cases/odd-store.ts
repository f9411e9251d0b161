/** One stored record. */
export interface OddRecord {
  readonly collection: string;
  /** As in a path: all its digits, however many. */
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Put there by the test, as somebody else would: nobody may touch it. */
  readonly foreign: boolean;
  readonly since: number;
  /** It was removed, and is shown all the same. */
  readonly marked?: boolean;
}

export interface OddStoreOptions {
  /** `stored`: a second record with the same key is stored; `upsert`: the first one is answered; else refused with this status. @default 'stored' */
  readonly duplicates?: 'stored' | 'upsert' | 400 | 403 | 409 | 422;
  /** @default '1' */
  readonly firstId?: string;
  /** Ids are texts that begin so. @default undefined: numbers */
  readonly textIds?: string;
  /** After each so many creates somebody else makes a record. @default 0, never */
  readonly foreignEvery?: number;
}

/** What became of a create. */
export type Stored = { readonly record: OddRecord; readonly isNew: boolean } | { readonly refused: number };

/** The database of the odd API: what is in it, what was, and what should not have happened to it. */
export class OddStore {
  /** Of all records that were there at some time: those that are gone now. */
  readonly removed: { readonly record: OddRecord; readonly at: number }[] = [];
  /** Natural keys that were there twice at the same time. */
  readonly doubled: Set<string> = new Set();
  readonly #options: OddStoreOptions;
  #records: OddRecord[] = [];
  #nextId: bigint;
  #creates = 0;
  #foreigners = 0;
  #latest = 0;

  constructor(options: OddStoreOptions) {
    this.#options = options;
    this.#nextId = BigInt(options.firstId ?? '1');
  }

  /** What the API was asked to create and still holds. */
  get ours(): readonly OddRecord[] {
    return this.#records.filter(({ foreign, marked }) => !foreign && marked !== true);
  }

  get foreign(): readonly OddRecord[] {
    return this.#records.filter(({ foreign }) => foreign);
  }

  /** Records of others that a request removed. */
  get foreignRemoved(): readonly OddRecord[] {
    return this.removed.map(({ record }) => record).filter(({ foreign }) => foreign);
  }

  in(collection: string): readonly OddRecord[] {
    return this.#records.filter((record) => record.collection === collection);
  }

  find(collection: string, id: string): OddRecord | undefined {
    return this.#records.find((record) => record.collection === collection && record.id === id);
  }

  /** What a copy that is `lagMs` behind holds: not yet the newest, and still what has just been removed. */
  asOf(collection: string, lagMs: number): readonly OddRecord[] {
    const then = Date.now() - lagMs;
    const gone = lagMs === 0 ? [] : this.removed.filter(({ at }) => at > then).map(({ record }) => record);
    return [...this.#records, ...gone].filter(
      (record) => record.collection === collection && record.since <= then,
    );
  }

  create(collection: string, body: Readonly<Record<string, unknown>>): Stored {
    const { duplicates = 'stored', foreignEvery = 0 } = this.#options;
    const key = body.email ?? body.name;
    const same = this.in(collection).find(({ fields }) => (fields.email ?? fields.name) === key);
    if (same !== undefined && key !== undefined) {
      if (duplicates === 'upsert') return { record: same, isNew: false };
      if (duplicates !== 'stored') return { refused: duplicates };
      this.doubled.add(String(key));
    }
    const { password: _, ...fields } = body;
    const record = this.#add(collection, { ...fields, created_at: this.#now() }, false);
    if (foreignEvery > 0 && ++this.#creates % foreignEvery === 0) this.addForeign(collection);
    return { record, isNew: true };
  }

  /** Somebody else makes a record. */
  addForeign(collection: string, fields: Readonly<Record<string, unknown>> = {}): OddRecord {
    const number = ++this.#foreigners;
    const made = { name: `Somebody ${number}`, email: `somebody.${number}@corp.example` };
    return this.#add(collection, { ...made, created_at: this.#now(), ...fields }, true);
  }

  /** Counts as removed, and stays in all that is shown. */
  mark(record: OddRecord, fields: OddRecord['fields']): void {
    const marked = { ...record, fields: { ...record.fields, ...fields }, marked: true };
    this.#records = this.#records.map((other) => (other === record ? marked : other));
    this.removed.push({ record, at: Date.now() });
  }

  remove(record: OddRecord): void {
    this.#records = this.#records.filter((other) => other !== record);
    this.removed.push({ record, at: Date.now() });
  }

  /** Somebody removes a record, and its id is given to one of theirs. */
  replace({ collection, id, ...record }: OddRecord): void {
    const number = ++this.#foreigners;
    const fields = {
      name: `Somebody ${number}`,
      email: `somebody.${number}@corp.example`,
      created_at: this.#now(),
    };
    const taken = { collection, id, fields, foreign: true, since: Date.now() };
    this.#records = this.#records.map((other) =>
      other.collection === collection && other.id === id ? taken : other,
    );
    this.removed.push({ record: { ...record, collection, id }, at: Date.now() });
  }

  /** The database is made anew: all is gone, and ids begin again. */
  reset(): void {
    this.#records = [];
    this.#nextId = BigInt(this.#options.firstId ?? '1');
  }

  /** No two records were made in the same millisecond, nor will be after a reset. */
  #now(): number {
    this.#latest = Math.max(Date.now(), this.#latest + 1);
    return this.#latest;
  }

  #add(collection: string, fields: Readonly<Record<string, unknown>>, foreign: boolean): OddRecord {
    const id = `${this.#options.textIds ?? ''}${this.#nextId++}`;
    const record = { collection, id, fields, foreign, since: Date.now() };
    this.#records.push(record);
    return record;
  }
}
