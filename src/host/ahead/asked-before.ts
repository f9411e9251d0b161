import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ResolvedConfig } from '../../config/resolved-config.ts';
import { isPlainObject } from '../../lib/check.ts';
import { replaceFile } from '../../lib/files.ts';
import { maskSecrets } from '../../lib/redact.ts';
import type { DatasetRequest } from '../host.ts';

/** A larger file is neither read nor written. */
const mostBytes = 2 * 1024 * 1024;

/**
 * What the tests of each file asked for in the last run, in `.seedbed/asked.json`: until a file's suites are known, it is taken for what
 * they will ask for now. Another seed has another key, so a wrong guess is never given to a test. Seeds that hold secrets are not written
 * down.
 */
export class AskedBefore {
  readonly #file: string;
  readonly #secrets: readonly string[];
  readonly #now = new Map<string, Map<string, DatasetRequest>>();
  #isNew = false;
  #before: Map<string, readonly DatasetRequest[]> | undefined;

  /** @param secrets names of fields that are secrets, whatever they sound like */
  constructor(root: string, secrets: readonly string[]) {
    this.#file = join(root, '.seedbed', 'asked.json');
    this.#secrets = secrets;
  }

  note(request: DatasetRequest): void {
    const { file, seed } = request;
    if (file === undefined || maskSecrets(seed, this.#secrets) !== seed) return;
    this.#isNew = true;
    const requests = this.#now.get(file) ?? new Map<string, DatasetRequest>();
    this.#now.set(file, requests.set(request.key, request));
  }

  /** In the order in which they were asked for. */
  recall(file: string): readonly DatasetRequest[] {
    this.#before ??= read(this.#file);
    return this.#before.get(file) ?? [];
  }

  /** From now on, the requests of this round are those that were made before. Files that did not run keep what they had. */
  turn(): void {
    this.#before ??= read(this.#file);
    for (const [file, requests] of this.#now) this.#before.set(file, [...requests.values()]);
    this.#now.clear();
  }

  save(): void {
    this.turn();
    if (!this.#isNew) return;
    // The end of the tests and that of the run both ask for it.
    this.#isNew = false;
    const text = JSON.stringify({ version: 1, files: Object.fromEntries(this.#before ?? []) });
    if (text.length > mostBytes) return;
    try {
      replaceFile(this.#file, text);
    } catch {
      // The next run knows less, and nothing else happens.
    }
  }
}

/** That of a project. */
export function askedBefore({ root, resources }: Pick<ResolvedConfig, 'root' | 'resources'>): AskedBefore {
  return new AskedBefore(
    root,
    resources.flatMap(({ secrets }) => secrets),
  );
}

function read(file: string): Map<string, readonly DatasetRequest[]> {
  const files = new Map<string, readonly DatasetRequest[]>();
  try {
    const text = readFileSync(file, 'utf8');
    const found: unknown = text.length > mostBytes ? undefined : JSON.parse(text);
    if (!isPlainObject(found) || found.version !== 1 || !isPlainObject(found.files)) return files;
    for (const [name, requests] of Object.entries(found.files))
      if (Array.isArray(requests)) files.set(name, requests.filter(isRequest));
  } catch {
    // Not there, or torn: nothing is remembered.
  }
  return files;
}

function isRequest(value: unknown): value is DatasetRequest {
  if (!isPlainObject(value)) return false;
  const { key, path, owner, file, seed } = value;
  const isText = (one: unknown): boolean => one === undefined || typeof one === 'string';
  return (
    typeof key === 'string' &&
    typeof path === 'string' &&
    isText(owner) &&
    isText(file) &&
    isPlainObject(seed)
  );
}
