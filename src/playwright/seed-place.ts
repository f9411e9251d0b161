import { dirname, relative, sep } from 'node:path';
import type { FullConfig, TestInfo } from '@playwright/test';
import type { SeedPlace } from '../host/dataset-key.ts';

/**
 * The part of Playwright's internals that tells which suite declared an option: no public API does. Where a later version
 * has it no more, the seed object's identity stands in, which holds within one worker.
 */
interface InternalSuite {
  readonly title: string;
  readonly parent?: InternalSuite;
  readonly _type?: string;
  readonly _use?: readonly {
    readonly fixtures: object;
    readonly location: { readonly line: number; readonly column: number };
  }[];
}

/** The folder of the Playwright configuration: `rootDir` is that of the tests. */
export function rootOf({ configFile }: FullConfig): string {
  return configFile === undefined ? process.cwd() : dirname(configFile);
}

/** Where a seed was declared, in terms that every worker agrees on. */
export function seedPlace(seed: unknown, testInfo: TestInfo): SeedPlace {
  const { project, config, file, titlePath, testId, retry, parallelIndex } = testInfo;
  const declared = declaringSuite(testInfo) ?? { suite: [], suiteId: `seed ${identityOf(seed)}` };
  return {
    project: project.name,
    file: relative(rootOf(config), file).replaceAll(sep, '/'),
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
  for (; suite !== undefined; suite = suite.parent) {
    const use = suite._use?.findLast(({ fixtures }) => 'seed' in fixtures);
    if (use === undefined) continue;
    const path = describePath(suite);
    return { suite: path, suiteId: `${path.join(' › ')} ${use.location.line}:${use.location.column}` };
  }
  return { suite: [], suiteId: '' };
}

function describePath(suite: InternalSuite): string[] {
  const path: string[] = [];
  for (let at: InternalSuite | undefined = suite; at?._type === 'describe'; at = at.parent)
    path.unshift(at.title);
  return path;
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
