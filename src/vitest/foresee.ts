import { relative, sep } from 'node:path';
import type { RunnerTestCase, RunnerTestFile, RunnerTestSuite } from 'vitest';
import type { TestProject, TestSpecification, Vitest } from 'vitest/node';
import { fileName, foreseenFiles } from '../host/datasets/dataset-key.ts';
import type { Host } from '../host/host.ts';
import { type DeclaredSeed, declaredSeedOf, seedOfSuite, willRun } from './declared-seed.ts';

/** Tests of this package's `test`, which uses the run's host. */
const own = new WeakSet<object>();
/** What `useDataset` was given, by the describe or file that it was called in. */
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
