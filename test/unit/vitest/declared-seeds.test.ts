import type { RunnerTestFile } from 'vitest';
import { expect, test } from 'vitest';
import { seedOfSuite } from '../../../src/vitest/declared-seeds.ts';

/** A file, as Vitest has collected it. */
function collected(filepath: string, name: string): RunnerTestFile {
  const file = { id: '1', type: 'suite', filepath, name, tasks: [], meta: {} };
  return Object.assign(file, { file }) as unknown as RunnerTestFile;
}

test.each([
  ['in it', '/home/ada/app/tests/a.test.ts', 'tests/a.test.ts', '/home/ada/app/'],
  ['on Windows', 'C:/home/ada/app/tests/a.test.ts', 'tests/a.test.ts', 'C:/home/ada/app/'],
  ['beside it', '/home/ada/shared/a.test.ts', '../shared/a.test.ts', process.cwd()],
])('a project is looked for in its folder if its file is %s', (_, filepath, name, root) => {
  expect(seedOfSuite(collected(filepath, name), {})).toMatchObject({ root, place: { file: name } });
});
