import { seedbed } from 'seedbed/vitest/plugin';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [seedbed()],
  // Before seedbed's own set-up, which the plugin adds behind it.
  test: { globalSetup: ['start-api.ts'] },
});
