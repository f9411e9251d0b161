import { assertNode } from '../lib/needs-node.ts';
import './provided.ts';
import type { RegisteredResource } from '../host/defaults.ts';
import { createTest, type SeedbedTest } from './create-test.ts';

export type { SeedbedTest } from './create-test.ts';
export { createTest } from './create-test.ts';
export { useDataset } from './use-dataset.ts';

assertNode();

/**
 * Vitest's `test` with the fixture `dataset`: the records of the nearest `meta.seed`, or the run's base dataset.
 *
 * @example
 * describe('fleet', { meta: { seed: { users: 2, vms: 4 } } }, () => {
 *   test('four machines', ({ dataset }) => expect(dataset.vms).toHaveLength(4));
 * });
 */
export const test: SeedbedTest<RegisteredResource> = createTest();
