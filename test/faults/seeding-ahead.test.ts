import { afterEach, expect, test } from 'vitest';
import { closeSeeding, openSeeding, usersWith } from './seeding.ts';

afterEach(closeSeeding);

/** While the second create has no answer: what a kill would leave in the ledger. The first one goes alone. */
test.each([
  ['that can be looked up are written down ahead of their requests', {}, 32],
  ['that cannot be looked up are written down when they are sent', { lookup: false }, 1],
] as const)('records %s', async (_, delivery, intents) => {
  let creates = 0;
  const seeding = await openSeeding({
    server: {
      faults: (_, { isCreate }) => (isCreate && ++creates === 2 ? { kind: 'stall-headers' } : undefined),
    },
    config: { resources: [usersWith(delivery)], concurrency: 1 },
    timeoutMs: 1000,
  });
  const made = seeding.seed({ users: 40 });
  await expect.poll(() => seeding.server.counts.faults).toBe(1);
  expect(seeding.live().filter(({ id }) => id === undefined)).toHaveLength(intents);
  await made;
  const { left } = await seeding.host.close();
  expect(left).toHaveLength(intents === 1 ? 1 : 0);
});
