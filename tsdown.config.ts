import { defineConfig, type UserConfig } from 'tsdown';
import { asciiChunks } from './build/ascii-chunks.ts';
import { chunkGroups } from './build/chunks.ts';
import { minifyChunk } from './build/minify-chunk.ts';
import { thirdPartyLicenses } from './build/third-party-licenses.ts';

const common: UserConfig = {
  format: 'esm',
  platform: 'node',
  target: 'node22.19',
  fixedExtension: false,
  hash: false,
  dts: true,
  sourcemap: false,
};

const node: UserConfig = {
  ...common,
  entry: {
    index: 'src/index.ts',
    'playwright/index': 'src/playwright/index.ts',
    'playwright/global-setup': 'src/playwright/global-setup.ts',
    'playwright/reporter': 'src/playwright/reporter.ts',
    'vitest/index': 'src/vitest/index.ts',
    'vitest/global-setup': 'src/vitest/global-setup.ts',
    'vitest/plugin': 'src/vitest/plugin.ts',
    'vitest/reporter': 'src/vitest/reporter.ts',
    'msw/index': 'src/msw/index.ts',
    'demo/index': 'src/demo/index.ts',
    // Started as a process, by its place.
    'host/host-main': 'src/host/socket/host-main.ts',
    'cli/main': 'src/cli/main.ts',
  },
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
};

/**
 * What Vitest's browser mode loads, with its own copy of the few sentences it may say: a chunk shared with the workers would be one file more
 * for each of them.
 */
const browser: UserConfig = {
  ...common,
  platform: 'browser',
  entry: { 'vitest/browser': 'src/vitest/browser.ts' },
  plugins: [asciiChunks()],
};

const config: UserConfig[] = defineConfig([node, browser]);

export default config;
