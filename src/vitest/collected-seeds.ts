import type { RunnerTestCase, RunnerTestFile, RunnerTestSuite } from 'vitest';
import { fileName, foreseenFiles } from '../host/dataset-key.ts';
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
