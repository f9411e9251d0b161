import { relative, sep } from 'node:path';
import type { TestProject, TestSpecification, Vitest } from 'vitest/node';
import { fileName } from '../host/dataset-key.ts';
import type { Host } from '../host/host.ts';

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
  const files = all.filter(({ project }) => served.has(project)).map(nameOf);
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

function nameOf({ project, moduleId }: TestSpecification): { readonly name: string } {
  const file = relative(project.config.root, moduleId).replaceAll(sep, '/');
  return { name: fileName({ project: project.name, file, repeat: 0 }) };
}
