import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build-once.ts'],
    // Two cores on CI, and most files start servers, browsers or whole runners of their own.
    maxWorkers: 2,
    // Only a hang takes so long: whole runners are started on two busy cores.
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});

export default config;
