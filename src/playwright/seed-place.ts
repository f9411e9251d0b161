import { dirname, relative, sep } from 'node:path';
import type { FullConfig, TestInfo } from '@playwright/test';
import type { SeedPlace } from '../host/dataset-key.ts';
import { type AnySuite, describePath, suiteIdOf } from './suite-id.ts';

/**
 * The part of Playwright's internals that tells which suite declared an option: no public API does. Where a later version
 * has it no more, the seed object's identity stands in, which holds within one worker.
 */
interface InternalSuite extends AnySuite {
  readonly parent?: InternalSuite | undefined;
  readonly _type?: string;
  readonly _use?: readonly { readonly fixtures: object }[];
}

/** The folder of the Playwright configuration: `rootDir` is that of the tests. */
export function rootOf({ configFile }: FullConfig): string {
  return configFile === undefined ? process.cwd() : dirname(configFile);
}

/** A file's path in keys and streams: the same on every machine. */
export function relativeFile(config: FullConfig, file: string): string {
  return relative(rootOf(config), file).replaceAll(sep, '/');
}

/** Where a seed was declared, in terms that every worker agrees on. */
export function seedPlace(seed: unknown, testInfo: TestInfo): SeedPlace {
  const { project, config, file, titlePath, testId, retry, parallelIndex } = testInfo;
  const declared = declaringSuite(testInfo) ?? { suite: [], suiteId: `seed ${identityOf(seed)}` };
  return {
    project: project.name,
    file: relativeFile(config, file),
    ...declared,
    test: titlePath.slice(1),
    testId,
    retry,
    worker: String(parallelIndex),
  };
}

/** The innermost describe, or the file, whose `test.use` names a seed; the file for a seed from the configuration. */
function declaringSuite(testInfo: TestInfo): Pick<SeedPlace, 'suite' | 'suiteId'> | undefined {
  let suite = (testInfo as unknown as { readonly _test?: { readonly parent?: InternalSuite } })._test?.parent;
  if (suite?._use === undefined) return undefined;
  while (suite !== undefined && suite._use?.some(({ fixtures }) => 'seed' in fixtures) !== true)
    suite = suite.parent;
  if (suite === undefined) return { suite: [], suiteId: '' };
  const path = describePath(suite, ({ _type }) => _type === 'describe');
  return { suite: path, suiteId: suiteIdOf(path, suite) };
}

const identities = new WeakMap<object, number>();
let nextIdentity = 0;

function identityOf(seed: unknown): number {
  if (typeof seed !== 'object' || seed === null) return -1;
  let identity = identities.get(seed);
  if (identity === undefined) {
    identity = nextIdentity++;
    identities.set(seed, identity);
  }
  return identity;
}
