import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

// Most of the time goes into starting runners: their compiled code is kept between the processes of one run.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/v8', import.meta.url));

// The tests read English sentences; a developer's machine may speak French.
process.env.SEEDBED_LANG ??= 'en';

/** Tests of pure code and small servers leave nothing behind in their process: one process a worker, not one a file, halves their cost. */
const together = ['test/unit/**/*.test.ts'];

const config: ViteUserConfig = defineConfig({
  test: {
    globalSetup: ['test/build-once.ts'],
    // Two cores on CI, and most files start servers, browsers or whole runners of their own.
    maxWorkers: 2,
    // Only a hang takes so long: whole runners are started on two busy cores.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'together', include: together, isolate: false } },
      { extends: true, test: { name: 'apart', include: ['test/**/*.test.ts'], exclude: together } },
    ],
  },
});

export default config;
