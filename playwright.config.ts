import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { chromiumArgs, findChromium } from './test/chromium.ts';

const config: PlaywrightTestConfig = defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/e2e/demo-api.ts',
  workers: 2,
  reporter: 'list',
  use: { launchOptions: { executablePath: findChromium(), args: [...chromiumArgs] } },
});

export default config;
