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
export { withSeedbed } from './with-seedbed.ts';

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
