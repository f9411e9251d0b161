import { dirname, relative, resolve, sep } from 'node:path';
import type { TestInfo } from '@playwright/test';
import type { FullConfig } from '@playwright/test/reporter';
import type { SeedPlace } from '../host/datasets/dataset-key.ts';
import {
  type AnySuite,
  declaringSuite,
  describedRetries,
  type LoadedTest,
  serialSuite,
  usesAreNoted,
} from './playwright-internals.ts';

/** The folder of the Playwright configuration: `rootDir` is that of the tests. */
export function rootOf({ configFile }: Pick<FullConfig, 'configFile'>): string {
  return configFile === undefined ? process.cwd() : dirname(configFile);
}

/**
 * A spec file's path in keys and streams, the same on every machine. By its title: `testInfo.file` is where a test is written, which
 * several spec files may share.
 */
export function fileOf(config: Pick<FullConfig, 'configFile' | 'rootDir'>, title: string): string {
  return relative(rootOf(config), resolve(config.rootDir, title)).replaceAll(sep, '/');
}

/** The file that a describe stands in; a file itself. */
export function fileSuiteOf<S extends AnySuite>(suite: S): S {
  let file = suite;
  while (file.type === 'describe' && file.parent !== undefined) file = file.parent as S;
  return file;
}

/** Titles from the outermost describe down; empty for the file itself. */
export function describePath(suite: AnySuite): string[] {
  const path: string[] = [];
  for (let at: AnySuite | undefined = suite; at?.type === 'describe'; at = at.parent) path.unshift(at.title);
  return path;
}

/** Tells describes of one file apart, those of the same title too; the same from a worker as from a reporter. Empty for the file. */
export function suiteIdOf(suite: AnySuite): string {
  const path = describePath(suite);
  return path.length === 0 ? '' : `${path.join(' › ')} ${suite.location?.line}:${suite.location?.column}`;
}

/** Where a seed was declared, in terms that every worker agrees on. */
export function seedPlace(seed: unknown, testInfo: TestInfo): SeedPlace {
  const { project, config, titlePath, testId, retry, repeatEachIndex, parallelIndex } = testInfo;
  const [file = '', ...test] = titlePath;
  // A serial suite is retried from its first test on, and its tests build on one another: they share the fresh dataset.
  // Looked for in a retry only: a file may hold many tests.
  const loaded = retry === 0 ? undefined : loadedTest(seed, testInfo);
  const serial = loaded && serialSuite(loaded.parent);
  return {
    project: project.name,
    file: fileOf(config, file),
    ...declaredAt(seed, testInfo),
    test,
    testId,
    retried: serial === undefined ? testId : suiteIdOf(serial),
    retry,
    repeat: repeatEachIndex,
    worker: String(parallelIndex),
  };
}

/** The running test among those that the seed's file declared; undefined if the seed is the configuration's. */
export function loadedTest(
  seed: unknown,
  { titlePath, line, column }: Pick<TestInfo, 'titlePath' | 'line' | 'column'>,
): LoadedTest | undefined {
  const suite = declaringSuite(seed);
  const titles = titlePath.slice(1).join('\n');
  return (suite && fileSuiteOf(suite))?.allTests().find(
    (test) =>
      test.location.line === line &&
      test.location.column === column &&
      test
        .titlePath()
        .slice(-titlePath.length + 1)
        .join('\n') === titles,
  );
}

/** The describe, or the file, whose `test.use` set the seed; the file for a seed from the configuration. */
function declaredAt(seed: unknown, { workerIndex }: TestInfo): Pick<SeedPlace, 'suite' | 'suiteId'> {
  // The object's identity stands in, which holds within one worker: less is shared, but never what two suites declared.
  if (!usesAreNoted) return { suite: [], suiteId: `seed ${identityOf(seed)} of worker ${workerIndex}` };
  const suite = declaringSuite(seed);
  return suite === undefined
    ? { suite: [], suiteId: '' }
    : { suite: describePath(suite), suiteId: suiteIdOf(suite) };
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

type Status = 'passed' | 'failed' | 'timedOut' | 'skipped' | 'interrupted';

/** Whether a test's end is one to keep its data for. Ctrl-C and `--max-failures` end tests that have not failed. */
export function hasFailed(status: Status | undefined, expected: Status): boolean {
  return status !== expected && status !== 'skipped' && status !== 'interrupted';
}

/** True if this run of the test is its last one, whatever comes of it. */
export function isFinal(seed: unknown, testInfo: TestInfo): boolean {
  return testInfo.retry >= (describedRetries(loadedTest(seed, testInfo)?.parent) ?? testInfo.project.retries);
}
