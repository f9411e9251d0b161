import { SeedbedError } from '../../errors.ts';
import { isPlainObject } from '../../lib/check.ts';
import { streamKey } from '../../lib/random.ts';
import { datasetSays } from '../../messages/dataset.ts';
import { type Scope, scopes } from '../../plan/seed.ts';
import type { DatasetRequest, KnownFile } from '../host.ts';

/** Where a seed was met, in the runner's words. */
export interface SeedPlace {
  /** The runner's project, `chromium`; empty if it has none. */
  readonly project: string;
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  /** Titles from the outermost describe down to the suite that declared the seed; empty for the file itself. */
  readonly suite: readonly string[];
  /** Tells suites of the same title apart. */
  readonly suiteId: string;
  /** Titles of the test within the file. */
  readonly test: readonly string[];
  readonly testId: string;
  /** What a retry runs again as a whole: the test's id, or that of the suite that must run in order. */
  readonly retried: string;
  /** 0 for the first run of a test. */
  readonly retry: number;
  /** Which of the runner's repetitions of all tests this is, from 0. */
  readonly repeat: number;
  /** Which worker runs it, stable over restarts. */
  readonly worker: string;
}

/**
 * Which dataset a test gets, and the path from which its data is made. The key holds everything that must not be shared. The path holds
 * neither retry nor worker, so a retried test meets the same people under a new namespace.
 */
export function datasetRequest(seed: unknown, defaultScope: Scope, place: SeedPlace): DatasetRequest {
  const scope = scopeOf(seed) ?? defaultScope;
  const { project, file, suite, test, repeat } = place;
  const attempt = place.retry === 0 ? '' : `retry ${place.retry} of ${place.retried}`;
  const shared = { scope, seed };
  const from = place.retry === 0 ? { file: fileName(place) } : {};
  switch (scope) {
    case 'test':
      return {
        ...request({ ...shared, project, test: place.testId, attempt }, [project, file, ...test], seed),
        ...from,
      };
    case 'suite':
      return {
        ...request(
          { ...shared, project, file, suite: place.suiteId, repeat, attempt },
          [project, file, ...suite],
          seed,
        ),
        owner: suiteOwner(place),
        ...from,
      };
    case 'file':
      return {
        ...request({ ...shared, project, file, repeat, attempt }, [project, file], seed),
        owner: suiteOwner({ project, file, suiteId: '', repeat }),
        ...from,
      };
    case 'worker':
      return request({ ...shared, project, worker: place.worker }, [project], seed);
    case 'run':
      return { ...request(shared, [], seed), shards: true };
  }
}

/** Names a suite to the host, the same from a worker as from a reporter. */
export function suiteOwner({
  project,
  file,
  suiteId,
  repeat,
}: Pick<SeedPlace, 'project' | 'file' | 'suiteId' | 'repeat'>): string {
  return JSON.stringify([project, file, suiteId, repeat]);
}

/** Names a file to the host, the same from a worker as from its runner. */
export function fileName({ project, file, repeat }: Pick<SeedPlace, 'project' | 'file' | 'repeat'>): string {
  return JSON.stringify([project, file, repeat]);
}

/** Which datasets the tests of some files will ask for, by the places of their seeds, in their order; each once. */
export function foreseenFiles(
  declared: readonly { readonly seed: unknown; readonly place: SeedPlace }[],
  defaultScope: Scope,
): KnownFile[] {
  const files = new Map<string, Map<string, DatasetRequest>>();
  for (const { seed, place } of declared) {
    // It is not known in which worker a test will run.
    if ((scopeOf(seed) ?? defaultScope) === 'worker') continue;
    const request = datasetRequest(seed, defaultScope, place);
    const name = fileName(place);
    const requests = files.get(name) ?? new Map<string, DatasetRequest>();
    files.set(name, requests);
    if (!requests.has(request.key)) requests.set(request.key, request);
  }
  return [...files].map(([name, requests]) => ({ name, requests: [...requests.values()] }));
}

/** True for data that one test alone uses: it can go as soon as that test has ended. */
export function isOwnOf(seed: unknown, defaultScope: Scope): boolean {
  return (scopeOf(seed) ?? defaultScope) === 'test';
}

function scopeOf(seed: unknown): Scope | undefined {
  // A wrong scope is reported with the rest of the seed, when the seed is checked.
  return isPlainObject(seed) ? scopes.find((scope) => scope === seed.scope) : undefined;
}

function request(identity: object, path: readonly string[], seed: unknown): DatasetRequest {
  return { key: hashed(textOf(identity)), path: path.join(' › '), seed };
}

/** 128 bits that nobody wants to forge. `node:crypto` would do, but takes a Vitest worker 15 ms to load, for each file anew. */
function hashed(text: string): string {
  const words = [...streamKey('dataset', text), ...streamKey(text, 'dataset')];
  return words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function textOf(identity: object): string {
  try {
    return JSON.stringify(identity);
  } catch {
    throw new SeedbedError('SEEDBED_SEED', datasetSays.seedIsPlainData);
  }
}
