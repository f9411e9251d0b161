import type { RunnerTestCase, RunnerTestFile, RunnerTestSuite } from 'vitest';
import { vitestWorker } from '../config/environment.ts';
import type { SeedPlace } from '../host/datasets/dataset-key.ts';

/** A seed and where it was met; no seed means the run's base dataset. */
export interface DeclaredSeed {
  readonly seed: unknown;
  readonly place: SeedPlace;
  /** Of the Vitest project, where its configuration is looked for. */
  readonly root: string;
  /** The suite that declared it; undefined if a test did for itself, or nobody. */
  readonly suite: RunnerTestSuite | undefined;
  /** Where it is asked for. */
  readonly file: RunnerTestFile;
}

type Task = RunnerTestCase | RunnerTestSuite;

/** The seed a test is under. Meta is inherited by identity, so the highest suite with the same object is the one that declared it. */
export function declaredSeedOf(task: RunnerTestCase): DeclaredSeed {
  const { seed } = task.meta;
  let owner: Task = task;
  while (owner.suite !== undefined && seed !== undefined && owner.suite.meta.seed === seed)
    owner = owner.suite;
  return at(task, owner);
}

/** Whether no filter, `skip` or `todo` keeps a test from running. */
export function willRun({ mode }: RunnerTestCase): boolean {
  return mode === 'run' || mode === 'queued';
}

/** The seed of a suite, as the first of its own tests that will run is under it; undefined if none is. */
export function firstDeclared(
  suite: RunnerTestSuite,
  has: (test: RunnerTestCase) => boolean,
): DeclaredSeed | undefined {
  for (const task of suite.tasks) {
    if (task.type !== 'test' || !has(task) || !willRun(task)) continue;
    if (task.meta.seed === suite.meta.seed) return declaredSeedOf(task);
  }
  return undefined;
}

/** A seed that a describe, or a file, asks for itself. */
export function seedOfSuite(suite: RunnerTestSuite, seed: unknown): DeclaredSeed {
  const place = { suite: titles(suite), suiteId: `${suite.id} useDataset`, retry: 0, worker: '' };
  return declared(suite, place, { seed, suite: undefined });
}

function at(task: RunnerTestCase, owner: Task): DeclaredSeed {
  const retry = task.result?.retryCount ?? 0;
  const place = { suite: titles(owner), suiteId: owner.id, retry, worker: vitestWorker() };
  return declared(task, place, { seed: owner.meta.seed, suite: owner.type === 'test' ? undefined : owner });
}

/** @param task for which it is asked */
function declared(
  task: Task,
  place: Pick<SeedPlace, 'suite' | 'suiteId' | 'retry' | 'worker'>,
  by: Pick<DeclaredSeed, 'seed' | 'suite'>,
): DeclaredSeed {
  const { file, id } = task;
  return {
    ...by,
    file,
    root: file.filepath.slice(0, -file.name.length),
    place: {
      ...place,
      project: file.projectName ?? '',
      file: file.name,
      test: titles(task),
      testId: id,
      retried: id,
      repeat: 0,
    },
  };
}

/** From the outermost describe down. */
export function titles(task: Task): string[] {
  const path: string[] = [];
  for (let at: Task | undefined = task; at !== undefined && at.suite !== undefined; at = at.suite)
    path.unshift(at.name);
  return path;
}
