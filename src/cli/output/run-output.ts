import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { shownFields } from '../../dataset/shown-fields.ts';
import type { SeededRecord } from '../../dataset/snapshot.ts';
import { csv, fileOf, formatOf, json, type Listed, ndjson } from './formats.ts';
import { type OutputFile, openOutput } from './output-file.ts';
import { RecordSpool } from './record-spool.ts';
import { writeToFile, writeToStdout } from './write-text.ts';

export interface RunOutputOptions {
  /** The file that was asked for, by the name that its user gave. */
  readonly file: string | undefined;
  /** Whether the result goes to stdout as JSON. */
  readonly toStdout: boolean;
  /** Every resource, in the order in which they are written. */
  readonly resources: readonly string[];
  /** Those of which records are made. */
  readonly made: readonly string[];
}

/** Where the records of a run go as they come to exist. Nothing is kept in memory, and nothing appears before the run has ended. */
export class RunOutput {
  readonly #toStdout: boolean;
  readonly #resources: readonly string[];
  /** By the resource whose records are in it; '' for all of them. */
  readonly #files: ReadonlyMap<string, OutputFile>;
  readonly #format: ReturnType<typeof formatOf>;
  readonly #spools: ReadonlyMap<string, RecordSpool>;

  /** @throws SeedbedError `SEEDBED_FILE` if a file cannot be written; nothing was sent then */
  constructor({ file, toStdout, resources, made }: RunOutputOptions) {
    this.#toStdout = toStdout;
    this.#resources = resources;
    this.#format = file === undefined ? 'json' : formatOf(file);
    const parts = this.#format === 'csv' ? made : [''];
    this.#files = new Map(
      file === undefined
        ? []
        : parts.map((name) => [name, openOutput(name === '' ? file : fileOf(file, name, made.length))]),
    );
    const names = file === undefined && !toStdout ? [] : made;
    this.#spools = new Map(names.map((name) => [name, new RecordSpool(folderBeside(file))]));
  }

  /** The names of the files, as they will appear. */
  get files(): readonly string[] {
    return [...this.#files.values()].map(({ name }) => name);
  }

  /** Secrets are masked. */
  add(record: SeededRecord): void {
    this.#spools.get(record.resource)?.add(record.index, shownFields(record));
  }

  /** Writes the files: what exists, also if the run had to stop. */
  async write(createdAt: Date, statistics: object): Promise<void> {
    const whole = (): Generator<string> =>
      json(
        this.#resources.map((name) => this.#listed(name)),
        {
          before: { created_at: createdAt.toISOString() },
          after: { statistics },
        },
      );
    const made = [...this.#spools.keys()];
    try {
      for (const [name, file] of this.#files)
        if (this.#format === 'csv') await writeToFile(file, csv(this.#listed(name)));
        else
          await writeToFile(
            file,
            this.#format === 'json' ? whole() : ndjson(made.map((each) => this.#listed(each))),
          );
    } finally {
      if (this.#toStdout) await writeToStdout(whole());
    }
  }

  [Symbol.dispose](): void {
    for (const spool of this.#spools.values()) spool[Symbol.dispose]();
  }

  #listed(name: string): Listed {
    const spool = this.#spools.get(name);
    return { name, columns: spool?.columns, records: () => spool?.records() ?? [] };
  }
}

/** A folder that has room for a file has room for its parts; beside a device or a pipe nothing else can lie. */
function folderBeside(file: string | undefined): string {
  if (file === undefined || statSync(file, { throwIfNoEntry: false })?.isFile() === false) return tmpdir();
  return dirname(file);
}
