import { fileURLToPath } from 'node:url';
import type { PlaywrightTestConfig, ReporterDescription } from '@playwright/test';
import type { RegisteredResource } from '../host/defaults.ts';
import { assertNode } from '../lib/needs-node.ts';
import { createTest, type SeedbedTest } from './create-test.ts';

export { expect } from '@playwright/test';
export {
  createTest,
  type RecordName,
  type SeedbedTest,
  type SeedFixtures,
  type SeedOptions,
} from './create-test.ts';

assertNode();

/**
 * Playwright's `test` with the option `seed` and the fixture `dataset`.
 *
 * @example
 * test.use({ seed: { users: 5, vms: 10 } });
 * test('every owner sees their machines', async ({ page, dataset }) => {
 *   const [owner] = dataset.users;
 *   await dataset.signIn(page, owner);
 *   await expect(page.getByRole('row')).toHaveCount(dataset.vms.of(owner).length + 1);
 * });
 */
export const test: SeedbedTest<RegisteredResource> = createTest();

// By place, not by name: a project that has seedbed only through a preset package of its workspace cannot resolve the name.
const globalSetup = fileURLToPath(import.meta.resolve('./global-setup.js'));
const reporter = fileURLToPath(import.meta.resolve('./reporter.js'));

/**
 * Adds seedbed's global set-up and reporter to a configuration: one host for the run, each suite's data removed as soon as it ends.
 *
 * @example
 * export default withSeedbed(defineConfig({ testDir: 'tests' }));
 */
export function withSeedbed<T extends PlaywrightTestConfig>(config: T): T {
  const own: ReporterDescription[] =
    typeof config.reporter === 'string' ? [[config.reporter]] : [...(config.reporter ?? [['list']])];
  // With options of its own, it is there already.
  const isThere = own.some(([name]) => name === 'seedbed/playwright/reporter' || name === reporter);
  return {
    ...config,
    globalSetup: [...[config.globalSetup ?? []].flat(), globalSetup],
    reporter: isThere ? own : [...own, [reporter]],
  };
}
