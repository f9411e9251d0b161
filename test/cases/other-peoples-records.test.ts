import { afterEach, describe, expect, test } from 'vitest';
import type { SeedbedConfig } from '../../src/config/config.ts';
import { users } from '../../src/demo/index.ts';
import { defineResource } from '../../src/factory/define-resource.ts';
import { theseMeet } from './odd-fault.ts';
import { type Case, closeCases, ledgerFiles, notes, openCase, orphan } from './stage.ts';

afterEach(closeCases);

describe('if the database is reset while records are removed, and others get their ids', () => {
  test.each([
    ['the server is down for a while', 'no answer', 200, 12],
    ['the answer is lost', 'no answer', 0, 12],
    ['the gateway before it answers 502', 502, 0, 12],
    ['the answer is a 500', 500, 0, 1],
  ] as const)('they stay: %s', async (_, answer, downMs, users) => {
    // What is on its way to the server cannot be called back.
    const concurrency = 1;
    for (const sweeps of [false, true]) {
      const opened: Case = await openCase({
        insteadOf: (removal) => {
          if (removal !== Math.min(4, users - 1)) return undefined;
          const { server } = opened;
          server.store.reset();
          for (let person = 0; person < users; person++) server.store.addForeign('user');
          if (downMs > 0) void server.closePort(downMs);
          return answer;
        },
      });
      const { server, folder, seeder, nextRun } = opened;
      const open = await seeder({ concurrency });
      await open.seed({ users });
      if (sweeps) orphan(folder.path);
      const report = sweeps ? await nextRun({ concurrency }) : await open.close();
      expect(server.store.foreignRemoved).toEqual([]);
      expect([server.store.foreign.length, server.store.ours]).toEqual([users, []]);
      if (!sweeps) expect(report).toMatchObject({ left: [] });
      expect(ledgerFiles(folder.path)).toEqual([]);
    }
  });
});

describe('after the database was reset and others have the ids', () => {
  test('case 1: an ordinary run leaves the three people alone and settles the ledger', async () => {
    const { server, folder, killedRun, nextRun } = await openCase();
    await killedRun({ users: 3 });
    expect(server.store.ours).toHaveLength(3);
    server.store.reset();
    for (let person = 0; person < 3; person++) server.store.addForeign('user');
    await nextRun();
    expect(server.store.foreign).toHaveLength(3);
    expect(server.store.foreignRemoved).toEqual([]);
    expect(ledgerFiles(folder.path)).toEqual([]);
  });

  test('case 1: a sweep leaves them alone and says so, whether the run is named or not', async () => {
    for (const named of [false, true]) {
      const { server, folder, killedRun, cli } = await openCase();
      const run = await killedRun({ users: 3 });
      server.store.reset();
      for (let person = 0; person < 3; person++) server.store.addForeign('user');
      const { code, stdout, stderr } = await cli('sweep', ...(named ? ['--run', run] : []));
      expect(stdout + stderr).toMatch(/3 records are no longer ours, left alone/);
      expect(code).toBe(0);
      expect([server.store.foreign.length, server.store.foreignRemoved]).toEqual([3, []]);
      expect(ledgerFiles(folder.path)).toEqual([]);
    }
  });

  test('case 1: records without a natural key are told apart by what the API answered', async () => {
    const { server, folder, seeder, nextRun } = await openCase({}, { resources: [notes] });
    await (await seeder()).seed({ notes: 4 } as object);
    orphan(folder.path);
    server.store.reset();
    for (let note = 0; note < 3; note++)
      server.store.addForeign('note', { title: 'The minutes of the meeting', text: 'Nobody was there.' });
    await nextRun();
    expect([server.store.foreign.length, server.store.foreignRemoved]).toEqual([3, []]);
    expect(ledgerFiles(folder.path)).toEqual([]);
  });

  test('case 2: a run that is still alive leaves them alone at release, and says how many', async () => {
    const { server, seeder } = await openCase();
    await using open = await seeder();
    const dataset = await open.seed({ users: 5 });
    server.store.reset();
    for (let person = 0; person < 5; person++) server.store.addForeign('user');
    const report = await open.cleanup(dataset);
    expect(report).toMatchObject({ removed: 0, left: [] });
    expect(report.foreign).toHaveLength(5);
    expect([server.store.foreign.length, server.store.foreignRemoved]).toEqual([5, []]);
  });

  test.each([0, 3, 11])(
    'case 2: a person whose id came with the answer to create %i stays, and the record that was made goes',
    async (position) => {
      const { server, seeder } = await openCase({ creates: theseMeet({ kind: 'same-id' }, position) });
      server.store.addForeign('user');
      const open = await seeder();
      await open.seed({ users: 12 });
      const report = await open.close();
      expect(server.store.foreignRemoved).toEqual([]);
      expect(server.store.ours).toEqual([]);
      expect(report).toMatchObject({ removed: 12, left: [] });
    },
  );

  test('case 2: each dataset is checked anew, also if one was removed before the reset', async () => {
    const { server, seeder } = await openCase();
    await using open = await seeder();
    const first = await open.seed({ users: 4 });
    const second = await open.seed({ users: 4, vms: 4 });
    expect((await open.cleanup(first)).removed).toBe(4);
    server.store.reset();
    for (let person = 0; person < 12; person++) server.store.addForeign(person % 2 === 0 ? 'user' : 'vm');
    const report = await open.cleanup(second);
    expect(report.left).toEqual([]);
    expect([server.store.foreign.length, server.store.foreignRemoved]).toEqual([12, []]);
  });

  test('case 2: what is made after the reset is removed as ever, beside the people who are there by then', async () => {
    const { server, seeder } = await openCase();
    const open = await seeder();
    await open.seed({ users: 3 });
    server.store.reset();
    for (let person = 0; person < 2; person++) server.store.addForeign('user');
    await open.seed({ users: 3 });
    const report = await open.close();
    expect(report).toMatchObject({ removed: 3, left: [] });
    expect(server.store.ours).toEqual([]);
    expect([server.store.foreign.length, server.store.foreignRemoved]).toEqual([2, []]);
  });
});

test('a second API that the configuration has moved since a kill: nothing goes at the new place, and what stays is told', async () => {
  const [main, staging, production] = [await openCase(), await openCase(), await openCase()];
  const members = users.extend({ name: 'members', on: 'people' });
  const at = ({ server }: Case): SeedbedConfig => ({
    resources: [users, members],
    apis: { people: { baseUrl: server.url } },
  });
  const open = await main.seeder(at(staging));
  await open.seed({ users: 2, members: 3 } as object);
  orphan(main.folder.path);
  for (let person = 0; person < 3; person++) production.server.store.addForeign('user');
  await main.nextRun(at(production));
  expect([main.server.store.ours, production.server.count('DELETE')]).toEqual([[], 0]);
  expect([staging.server.store.ours.length, ledgerFiles(main.folder.path).length]).toEqual([3, 1]);
  await main.nextRun(at(staging));
  expect([staging.server.store.ours, ledgerFiles(main.folder.path)]).toEqual([[], []]);
});

describe('a person who was there before', () => {
  const boss = { set: { email: 'boss@corp.example' }, count: 1 };

  test('case 3: is used and never deleted', async () => {
    const { server, folder, seeder } = await openCase({ duplicates: 'upsert' });
    const { id } = server.store.addForeign('user', { email: 'boss@corp.example', name: 'The Boss' });
    const open = await seeder();
    const dataset = await open.seed({ users: boss });
    expect(dataset.users.map((user) => String(user.id))).toEqual([id]);
    expect((await open.close()).left).toEqual([]);
    expect([server.store.foreign.length, server.store.foreignRemoved]).toEqual([1, []]);
    expect(ledgerFiles(folder.path)).toEqual([]);
  });

  test('case 3: is never deleted after a kill', async () => {
    const { server, killedRun, nextRun, cli } = await openCase({ duplicates: 'upsert' });
    server.store.addForeign('user', { email: 'boss@corp.example', name: 'The Boss' });
    const run = await killedRun({ users: boss, vms: 2 });
    await cli('sweep', '--run', run);
    await nextRun();
    expect(server.store.ours).toEqual([]);
    expect([server.store.foreign.length, server.store.foreignRemoved]).toEqual([1, []]);
  });

  test.each(['answered', 'found after a reset'] as const)(
    'case 3: whom somebody made between our look and our create stays: %s',
    async (how) => {
      const takes = theseMeet({ kind: 'taken-meanwhile', how }, 0);
      for (const dies of [false, true]) {
        const { server, folder, seeder, nextRun } = await openCase({ duplicates: 'upsert', creates: takes });
        const open = await seeder();
        const dataset = await open.seed({ users: boss });
        expect(dataset.users[0]).toMatchObject({ name: 'The Boss' });
        if (dies) orphan(folder.path);
        else expect((await open.close()).left).toHaveLength(1);
        await nextRun();
        expect([server.store.foreign.length, server.store.foreignRemoved]).toEqual([1, []]);
      }
    },
  );

  test('case 3: is never deleted if it has no natural key, and the API answers with it', async () => {
    const tags = defineResource({
      name: 'tags',
      path: '/note',
      build: ({ fake }) => ({ name: fake.lorem.words(4) }),
    });
    const { server, seeder } = await openCase({ duplicates: 'upsert' }, { resources: [tags] });
    server.store.addForeign('note', { name: 'urgent', email: undefined });
    const open = await seeder();
    const dataset = await open.seed({
      tags: { count: 2, each: [{ name: 'another one' }, { name: 'urgent' }] },
    } as object);
    expect((dataset as unknown as { tags: unknown[] }).tags).toHaveLength(2);
    expect(await open.close()).toMatchObject({ removed: 1, left: [] });
    expect([server.store.ours, server.store.foreign.length]).toEqual([[], 1]);
  });

  test.each([10, 25])(
    'case 3: is never deleted if the list is a page that does not say so: %i people',
    async (count) => {
      const page = { size: 10, tells: 'nothing' } as const;
      const { server, seeder } = await openCase({ duplicates: 'upsert', page });
      for (let person = 1; person < count; person++) server.store.addForeign('user');
      const since = '2024-01-01T10:00:00Z';
      server.store.addForeign('user', { email: 'boss@corp.example', name: 'The Boss', created_at: since });
      const open = await seeder();
      await open.seed({ users: { count: 1, set: { email: 'boss@corp.example', name: 'The Boss' } } });
      const { left } = await open.close();
      expect([server.store.foreign.length, server.store.foreignRemoved]).toEqual([count, []]);
      // On the first page it was seen to be there; else nothing tells.
      expect(left).toHaveLength(count === 10 ? 0 : 1);
    },
  );

  test('case 3: is told from one whom the run made under a fixed e-mail: that one is removed, or reported', async () => {
    const { server, seeder } = await openCase({ duplicates: 'upsert' });
    server.store.addForeign('user');
    const open = await seeder();
    await open.seed({ users: { set: { email: 'new@corp.example' }, count: 1 } });
    expect(server.store.ours).toHaveLength(1);
    const { left } = await open.close();
    expect(server.store.ours).toHaveLength(left.length);
    expect(server.store.foreignRemoved).toEqual([]);
  });
});

describe('names of runs', () => {
  test('case 14: a sweep of a word that is in e-mails is refused: there is no such run', async () => {
    const { server, cli } = await openCase();
    for (const name of ['anna', 'bob'])
      server.store.addForeign('user', { email: `${name}@customer-success.example` });
    server.store.addForeign('user', { email: 'customer-success@corp.example' });
    for (const word of ['customer-success', 'customersuccess1', 'customer-success-0']) {
      const { code, stderr } = await cli('sweep', '--run', word);
      expect(code).toBe(2);
      expect(stderr).toContain(word);
    }
    expect([server.count('DELETE'), server.store.foreign.length]).toEqual([0, 3]);
  });

  test('case 24: two living runs with one namespace do not remove each other', async () => {
    const { server, folder } = await openCase({ latencyMs: 60 });
    const first = folder.start(['users', '-c', '12', '-b', '1', '-d', '0', '--namespace', 'team-a']);
    await expect.poll(() => server.store.ours.length, { timeout: 20_000 }).toBeGreaterThan(1);
    const second = await folder.run(['users', '-c', '2', '-d', '0', '--namespace', 'team-a']);
    expect((await first.ended).code).toBe(0);
    // Refused, or told apart by run: in both cases nothing of the first is gone.
    expect([0, 2]).toContain(second.code);
    if (second.code === 2) expect(second.stderr).toContain('team-a');
    expect(server.store.removed).toEqual([]);
    expect(server.store.ours).toHaveLength(second.code === 2 ? 12 : 14);
  });
});
