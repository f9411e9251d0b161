import { defineConfig } from '@playwright/test';
import { withSeedbed } from 'seedbed/playwright';

const port = Number(process.env.PORT ?? 4010);
process.env.SEEDBED_BASE_URL ??= `http://127.0.0.1:${port}/api:demo`;

export default withSeedbed(
  defineConfig({
    testDir: 'tests',
    fullyParallel: true,
    webServer: {
      command: `npx seedbed demo-api --port ${port}`,
      url: `http://127.0.0.1:${port}/`,
      reuseExistingServer: true,
    },
    // A browser of the machine, if it names one; else Playwright's own.
    use: process.env.CHROMIUM
      ? { launchOptions: { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] } }
      : {},
  }),
);
