import { afterAll, describe, expect, test } from 'vitest';
import { theseMeet } from './odd-fault.ts';
import { closeCases, ledgerFiles, openCase } from './stage.ts';

afterAll(closeCases);

/** Waiting is all they do: side by side. */
describe.concurrent('case 12: while the port is closed', () => {
  test.each([1000, 3000, 10_000])(
    'for %i ms during seeding, nothing is lost and nothing doubled',
    async (forMs) => {
      const fault = { kind: 'port-closed', forMs, committed: false } as const;
      const { server, seeder } = await openCase({ creates: theseMeet(fault, 10), foreignEvery: 10 });
      const open = await seeder();
      const dataset = await open.seed({ users: 40 });
      expect(dataset.users).toHaveLength(40);
      expect([server.store.ours.length, server.store.doubled.size]).toEqual([40, 0]);
      expect((await open.close()).left).toEqual([]);
      expect([server.store.ours, server.store.foreignRemoved]).toEqual([[], []]);
    },
  );

  test('for 1 s after a commit, the record is found again', async () => {
    const fault = { kind: 'port-closed', forMs: 1000, committed: true } as const;
    const { server, seeder } = await openCase({ creates: theseMeet(fault, 5, 25), foreignEvery: 10 });
    const open = await seeder();
    const dataset = await open.seed({ users: 40 });
    expect(dataset.users).toHaveLength(40);
    expect([server.store.ours.length, server.store.doubled.size]).toEqual([40, 0]);
    expect((await open.close()).left).toEqual([]);
    expect(server.store.ours).toEqual([]);
  });

  test.each([1000, 3000, 10_000])('for %i ms during clean-up, all is removed', async (forMs) => {
    const { server, seeder } = await openCase({ foreignEvery: 10 });
    const open = await seeder();
    await open.seed({ users: 20, vms: 20 });
    const closed = server.closePort(forMs);
    const { removed, left } = await open.close();
    await closed;
    expect([removed, left, server.store.ours, server.store.foreignRemoved]).toEqual([40, [], [], []]);
  });

  test('for longer than `maxWait`, what is there is reported and stays in the ledger', async () => {
    const { server, folder, seeder } = await openCase({}, { maxWait: 0.5 });
    const open = await seeder();
    await open.seed({ users: 8 });
    void server.closePort(20_000).catch(() => undefined);
    const { removed, left } = await open.close();
    expect([removed, left.length, server.store.ours.length]).toEqual([0, 8, 8]);
    expect(ledgerFiles(folder.path)).toHaveLength(1);
  });
});
