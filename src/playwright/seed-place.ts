import type { TestInfo } from '@playwright/test';
import type { SeedPlace } from '../host/dataset-key.ts';
import { declaringSuite, type LoadedSuite, type LoadedTest, usesAreNoted } from './declared-seeds.ts';
import { fileOf } from './project-root.ts';
import { describePath, serialSuite, suiteIdOf } from './suite-id.ts';

/** Where a seed was declared, in terms that every worker agrees on. */
export function seedPlace(seed: unknown, testInfo: TestInfo): SeedPlace {
  const { project, config, titlePath, testId, retry, repeatEachIndex, parallelIndex } = testInfo;
  const [file = '', ...test] = titlePath;
  // Looked for in a retry only: a file may hold many tests.
  const serial = retry === 0 ? undefined : serialOf(seed, testInfo);
  return {
    project: project.name,
    file: fileOf(config, file),
    ...declaredAt(seed, testInfo),
    test,
    testId,
    retried: serial === undefined ? testId : suiteIdOf(describePath(serial, isDescribe), serial),
    retry,
    repeat: repeatEachIndex,
    worker: String(parallelIndex),
  };
}

/** True where this run of the test is its last one, whatever comes of it. */
export function isFinal(seed: unknown, testInfo: TestInfo): boolean {
  let at: LoadedSuite | undefined = loadedTest(seed, testInfo)?.parent;
  while (at !== undefined && at._retries === undefined) at = at.parent;
  return testInfo.retry >= (at?._retries ?? testInfo.project.retries);
}

/** The describe, or the file, whose `test.use` set the seed; the file for a seed from the configuration. */
function declaredAt(seed: unknown, { workerIndex }: TestInfo): Pick<SeedPlace, 'suite' | 'suiteId'> {
  // The object's identity stands in, which holds within one worker: less is shared, but never what two suites declared.
  if (!usesAreNoted) return { suite: [], suiteId: `seed ${identityOf(seed)} of worker ${workerIndex}` };
  const suite = declaringSuite(seed);
  const path = suite === undefined ? [] : describePath(suite, isDescribe);
  return { suite: path, suiteId: suite === undefined ? '' : suiteIdOf(path, suite) };
}

/** A serial suite is retried from its first test on, and its tests build on one another: they share the fresh dataset. */
function serialOf(seed: unknown, testInfo: TestInfo): LoadedSuite | undefined {
  const test = loadedTest(seed, testInfo);
  return test && serialSuite(test.parent);
}

/** The running test among those that its file declared. */
function loadedTest(seed: unknown, { titlePath, line, column }: TestInfo): LoadedTest | undefined {
  let file = declaringSuite(seed);
  while (file !== undefined && isDescribe(file)) file = file.parent;
  const titles = titlePath.slice(1).join('\n');
  return file?.allTests().find(
    (test) =>
      test.location.line === line &&
      test.location.column === column &&
      test
        .titlePath()
        .slice(-titlePath.length + 1)
        .join('\n') === titles,
  );
}

function isDescribe({ _type }: LoadedSuite): boolean {
  return _type === 'describe';
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
