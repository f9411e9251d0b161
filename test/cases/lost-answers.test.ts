import { afterEach, describe, expect, test } from 'vitest';
import { someMeet } from './odd-fault.ts';
import { type Case, closeCases, openCase, orphan, reported } from './stage.ts';

afterEach(closeCases);

/** Ends the run and sweeps once: what is on the server then is what was reported; of others nothing is missing. */
async function endOf(
  { server, folder, nextRun }: Case,
  close: () => Promise<Parameters<typeof reported>[0]>,
): Promise<number> {
  const first = await close();
  const before = server.store.ours.length;
  expect(before).toBeLessThanOrEqual(reported(first));
  orphan(folder.path);
  await nextRun();
  expect(server.store.foreignRemoved).toEqual([]);
  return server.store.ours.length;
}

describe('an answer to a create that may be a lie', () => {
  test('case 5: 503 with Retry-After after the commit doubles nothing and leaves nothing', async () => {
    const headers = { 'retry-after': '0.1' };
    const fault = { kind: 'status', status: 503, committed: true, headers } as const;
    const opened = await openCase({ creates: someMeet(fault, 0.15, 5), foreignEvery: 10 });
    const open = await opened.seeder();
    const dataset = await open.seed({ users: 60 });
    expect(dataset.users).toHaveLength(60);
    expect(opened.server.store.doubled.size).toBe(0);
    expect(opened.server.store.ours).toHaveLength(60);
    expect(await endOf(opened, () => open.close())).toBe(0);
  });

  test('several records with one fixed key are told apart: none is taken twice, none stays', async () => {
    const opened = await openCase({ creates: someMeet({ kind: 'reset', committed: 'before' }, 0.4, 9) });
    opened.server.store.addForeign('user', { email: 'team@corp.example' });
    const open = await opened.seeder();
    const dataset = await open.seed({ users: { count: 12, set: { email: 'team@corp.example' } } });
    expect(new Set(dataset.users.map(({ id }) => id)).size).toBe(12);
    expect(opened.server.store.ours).toHaveLength(12);
    expect(await endOf(opened, () => open.close())).toBe(0);
  });

  test.each(['record', 'page', 'missing'] as const)(
    'case 6: 303 to the new record is resolved, also if it leads to a page or to nothing (%s)',
    async (to) => {
      const opened = await openCase({ creates: () => ({ kind: 'see-other', to }), foreignEvery: 5 });
      const open = await opened.seeder();
      const dataset = await open.seed({ users: 12 });
      expect(dataset.users).toHaveLength(12);
      const ids = opened.server.store.ours.map(({ id }) => id).sort();
      expect(dataset.users.map(({ id }) => String(id)).sort()).toEqual(ids);
      expect(opened.server.count('POST')).toBe(12);
      expect(await endOf(opened, () => open.close())).toBe(0);
    },
  );

  test('case 7: with a list 2 s behind and no unique keys, resets after the commit leave nothing that is not said', async () => {
    const opened = await openCase(
      {
        listLagMs: 2000,
        creates: someMeet({ kind: 'reset', committed: 'before' }, 0.15, 7),
        foreignEvery: 10,
      },
      { settle: 0.5 },
    );
    const open = await opened.seeder();
    const dataset = await open.seed({ users: 60 });
    expect(dataset.users.length).toBeGreaterThan(45);
    expect(await endOf(opened, () => open.close())).toBe(0);
  });

  test('case 8: an operation that takes 3 s is polled: one POST a record, and the id of its result', async () => {
    const opened = await openCase({ creates: () => ({ kind: 'operation', doneAfterMs: 3000 }) });
    const open = await opened.seeder();
    const dataset = await open.seed({ users: 5 });
    expect(dataset.users).toHaveLength(5);
    expect(opened.server.count('POST')).toBe(5);
    const ids = opened.server.store.ours.map(({ id }) => id).sort();
    expect(dataset.users.map(({ id }) => String(id)).sort()).toEqual(ids);
    expect(await endOf(opened, () => open.close())).toBe(0);
  });
});

describe('a list without the key', () => {
  test.each(['in-lists', 'everywhere'] as const)(
    'case 34: is no proof that a record is not there: nothing is doubled, nothing stays unreported (hidden %s)',
    async (hideKey) => {
      const opened = await openCase({
        hideKey,
        creates: someMeet({ kind: 'reset', committed: 'before' }, 0.2, 34),
        foreignEvery: 8,
      });
      const open = await opened.seeder();
      const { users, stats } = await open.seed({ users: 40 });
      expect(opened.server.store.doubled.size).toBe(0);
      const unknown = stats.resources.users?.unknown ?? 0;
      expect(users.length + unknown).toBe(40);
      expect(opened.server.store.ours.length).toBeLessThanOrEqual(40);
      const report = await open.close();
      expect(opened.server.store.ours.length).toBeLessThanOrEqual(reported(report));
      expect(opened.server.store.foreignRemoved).toEqual([]);
    },
  );
});
