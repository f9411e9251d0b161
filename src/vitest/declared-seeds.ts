import { relative, sep } from 'node:path';
import type { RunnerTestCase, RunnerTestFile, RunnerTestSuite } from 'vitest';
import type { TestProject, TestSpecification, Vitest } from 'vitest/node';
import { vitestWorker } from '../config/runner-environment.ts';
import { fileName, foreseenFiles, type SeedPlace } from '../host/datasets/dataset-key.ts';
import type { Host } from '../host/host.ts';

/** A seed and where it was met; no seed means the run's base dataset. */
export interface DeclaredSeed {
  readonly seed: unknown;
  readonly place: SeedPlace;
  /** The folder of the Vitest project, in which its configuration is looked for. */
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
    root: rootOf(file),
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

/** A file that a project takes from beside its folder, `../shared/a.test.ts`, does not tell which folder that is. */
function rootOf({ filepath, name }: RunnerTestFile): string {
  return filepath.endsWith(`/${name}`) ? filepath.slice(0, -name.length) : process.cwd();
}

/** From the outermost describe down, which has no suite above it, as its file has none. */
export function titles(task: Task): string[] {
  const path: string[] = [];
  for (let at: Task | undefined = task; at !== undefined && at.file !== at; at = at.suite)
    path.unshift(at.name);
  return path;
}

/** Tests of this package's `test`, which uses the run's host. */
const own = new WeakSet<object>();
/** The seeds that `useDataset` was given, by the describe or file of the call. */
const used = new WeakMap<object, unknown[]>();
/** Files of which the host was told. */
const told = new WeakSet<object>();

export function noteTest(test: RunnerTestCase): void {
  own.add(test);
}

export function noteUse(suite: object, seed: unknown): void {
  used.set(suite, [...(used.get(suite) ?? []), seed]);
}

/** Tells the host what the tests of a file will ask for, once the file is collected; once a file. */
export async function foreseeFile(host: Host, file: RunnerTestFile): Promise<void> {
  if (!host.settings.ahead || told.has(file)) return;
  told.add(file);
  const [known] = foreseenFiles(seedsIn(file), host.settings.scope);
  await host.foresee([known ?? { name: nameOf(file), requests: [] }], 1);
}

/** The file has ended: nobody asks for what it has not asked for. */
export async function forgetFile(host: Host, file: RunnerTestFile): Promise<void> {
  if (told.has(file)) await host.foresee([{ name: nameOf(file), requests: [] }], 1);
}

function nameOf({ projectName = '', name }: RunnerTestFile): string {
  return fileName({ project: projectName, file: name, repeat: 0 });
}

/** In the order in which they will be asked for. */
function seedsIn(suite: RunnerTestSuite): DeclaredSeed[] {
  const seeds: DeclaredSeed[] = [];
  let runs = false;
  for (const task of suite.tasks) {
    if (task.type === 'suite') {
      const inner = seedsIn(task);
      runs ||= inner.length > 0 || hasTests(task);
      seeds.push(...inner);
    } else if (willRun(task)) {
      runs = true;
      if (own.has(task) && task.meta.seed !== undefined) seeds.push(declaredSeedOf(task));
    }
  }
  return runs ? [...(used.get(suite) ?? []).map((seed) => seedOfSuite(suite, seed)), ...seeds] : [];
}

function hasTests({ tasks }: RunnerTestSuite): boolean {
  return tasks.some((task) => (task.type === 'suite' ? hasTests(task) : willRun(task)));
}

/**
 * Tells the host which files are about to run, in their order. What their tests will ask for is known once each is collected; until then,
 * what they asked for in the last run is taken for it. If only some tests of each file run, nothing is.
 */
export async function foreseeFiles(
  host: Host,
  projects: Iterable<TestProject>,
  specifications: readonly TestSpecification[] | undefined,
): Promise<void> {
  const served = new Set(projects);
  const [first] = served;
  if (first === undefined || !host.settings.ahead) return;
  const { vitest } = first;
  if ([...served].some(({ config }) => config.testNamePattern !== undefined)) return;
  const all = specifications ?? (await inOrder(vitest, served));
  const files = all.filter(({ project }) => served.has(project)).map(specified);
  if (files.length > 0) await host.foresee(files, vitest.config.maxWorkers);
}

/** The files of the run that begins, as they will be sorted. */
function inOrder(vitest: Vitest, projects: ReadonlySet<TestProject>): Promise<readonly TestSpecification[]> {
  const begun = vitest.state.getPaths();
  const specifications = [...projects].flatMap((project) =>
    begun.filter((path) => project.matchesTestGlob(path)).map((path) => project.createSpecification(path)),
  );
  return Promise.resolve(new vitest.config.sequence.sequencer(vitest).sort(specifications));
}

function specified({ project, moduleId }: TestSpecification): { readonly name: string } {
  const file = relative(project.config.root, moduleId).replaceAll(sep, '/');
  return { name: fileName({ project: project.name, file, repeat: 0 }) };
}
