import { defineConfig, type UserConfig } from 'tsdown';
import { asciiChunks } from './build/ascii-chunks.ts';
import { chunkGroups } from './build/chunks.ts';
import { minifyChunk } from './build/minify-chunk.ts';
import { thirdPartyLicenses } from './build/third-party-licenses.ts';

const config: UserConfig = defineConfig({
  entry: {
    index: 'src/index.ts',
    'playwright/index': 'src/playwright/index.ts',
    'playwright/global-setup': 'src/playwright/global-setup.ts',
    'playwright/reporter': 'src/playwright/reporter.ts',
    'vitest/index': 'src/vitest/index.ts',
    // In Vitest's browser mode.
    'vitest/browser': 'src/vitest/browser.ts',
    'vitest/global-setup': 'src/vitest/global-setup.ts',
    'vitest/plugin': 'src/vitest/plugin.ts',
    'vitest/reporter': 'src/vitest/reporter.ts',
    'msw/index': 'src/msw/index.ts',
    'demo/index': 'src/demo/index.ts',
    // Started as a process, by its place.
    'host/host-main': 'src/host/socket/host-main.ts',
    'cli/main': 'src/cli/main.ts',
  },
  format: 'esm',
  platform: 'node',
  target: 'node22.19',
  fixedExtension: false,
  hash: false,
  dts: true,
  sourcemap: false,
  outputOptions: {
    chunkFileNames: 'chunks/[name].js',
    codeSplitting: { groups: chunkGroups() },
  },
  // What only the demo or the CLI needs is bundled, so that installing the fixtures stays small; its licences come along.
  deps: {
    onlyBundle: false,
    neverBundle: [
      /^@playwright\/test/,
      /^vitest/,
      /^vite$/,
      /^msw/,
      /^@mswjs\//,
      /^undici/,
      /^bullmq/,
      /^ioredis/,
      /^@faker-js\/faker/,
    ],
  },
  plugins: [minifyChunk('report-page'), asciiChunks(), thirdPartyLicenses()],
});

export default config;
