import type { PlaywrightTestConfig, ReporterDescription } from '@playwright/test';

const globalSetup = 'seedbed/playwright/global-setup';
const reporter = 'seedbed/playwright/reporter';

/**
 * Adds seedbed's global set-up and reporter to a configuration: one host for the run, each suite's data removed as soon as it ends.
 *
 * @example
 * export default withSeedbed(defineConfig({ testDir: 'tests' }));
 */
export function withSeedbed<T extends PlaywrightTestConfig>(config: T): T {
  const own: ReporterDescription[] =
    typeof config.reporter === 'string' ? [[config.reporter]] : [...(config.reporter ?? [['list']])];
  return {
    ...config,
    globalSetup: [...[config.globalSetup ?? []].flat(), globalSetup],
    reporter: [...own, [reporter]],
  };
}
