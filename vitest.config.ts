import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Most of the time goes into starting runners: their compiled code is kept between the processes of one run.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/v8', import.meta.url));

// The tests read English sentences; a developer's machine may speak French.
process.env.SEEDBED_LANG ??= 'en';

/** What takes minutes comes first, so that none of it runs alone at the end. */
const longest = [
  'test/machines/distributed',
  'test/runners/endings',
  'test/package/docs',
  'test/package/consumers',
  'test/runners/',
  'test/package/',
  'test/machines/',
  'test/report/',
  'test/servers/',
  'test/unit/dataset/sign-in.test',
  'test/shapes/',
  'test/cases/',
  'test/faults/',
  'test/contract/',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((part) => moduleId.includes(part));
      return at === -1 ? longest.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build-once.ts'],
    // One process a worker, not one a file: it loads the sources once. A test puts back what it changes of its process.
    isolate: false,
    // Two cores on CI; most files wait more than half of their time for the servers, browsers and runners that they start.
    maxWorkers: 6,
    sequence: { sequencer: LongestFirst },
    // Only a hang takes so long: whole runners are started, and packages installed, on two cores that others may share.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});

export default config;
