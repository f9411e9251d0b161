import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ApiRecord } from '../../../src/api/evidence.ts';
import { audit } from '../../../src/removal/audit.ts';
import { removeRecords } from '../../../src/removal/remove.ts';
import { newTally } from '../../../src/removal/report.ts';
import { made, mail, runId, SmallWorld, users, type WorldOptions } from './small-world.ts';

describe('what this process made', () => {
  test('is removed by id, with one reading before the first removal of a resource and one after it', async () => {
    const world = new SmallWorld();
    const report = await removeRecords(world.context, [world.run(made(world, 9, 9), 'made here')]);
    expect(report).toMatchObject({ removed: 18, left: [], foreign: [], waiting: 0 });
    expect([world.ours(), world.calls.length]).toEqual([[], 18 + 2 * 2]);
  });

  test('is proved one by one after the first surprise', async () => {
    const world = new SmallWorld();
    const entries = made(world, 9);
    world.stored.users = [];
    for (const id of [1, 2, 3, 7]) world.add('users', id, { email: `person${id}@corp.example` }, false);
    const report = await removeRecords(world.context, [world.run(entries, 'made here')]);
    expect(report).toMatchObject({ removed: 5, left: [], foreign: [{}, {}, {}, {}] });
    expect([world.foreignRemoved, world.settled.length]).toEqual([[], 9]);
    expect(world.count('DELETE')).toBe(0);
  });

  test('is proved each by its id if the list comes in pages, and another record may have got its id', async () => {
    const world = new SmallWorld({ pageSize: 3 });
    const entries = made(world, 12);
    world.stored.users = world.stored.users.filter(({ id }) => id !== 6);
    world.add('users', 6, { email: 'person@corp.example' }, false);
    const report = await removeRecords(world.context, [world.run(entries, 'made here')]);
    expect(report).toMatchObject({ removed: 11, left: [], foreign: [{ id: 6 }] });
    expect([world.ours(), world.foreignRemoved]).toEqual([[], []]);
  });

  test('is not read one by one if no API gives such ids again', async () => {
    const world = new SmallWorld({ pageSize: 3 });
    const entries = Array.from({ length: 12 }, (_, n) =>
      world.entry(users, n, world.add('users', `0195e2a1-7c1e-7000-8000-${n}`, { email: mail(n) }, true)),
    );
    const report = await removeRecords(world.context, [world.run(entries, 'made here')]);
    expect([report.removed, world.ours()]).toEqual([12, []]);
    expect(world.count('GET /users/')).toBe(2);
  });

  test('is proved if one id was given twice: the database began anew in between', async () => {
    const world = new SmallWorld();
    const before = made(world, 4);
    world.stored.users = [];
    const again = world.add('users', 1, { email: mail(10) }, true);
    world.add('users', 3, { email: 'person@corp.example' }, false);
    const entries = [...before, world.entry(users, 4, again)];
    const report = await removeRecords(world.context, [world.run(entries, 'made here')]);
    expect(report.left).toEqual([]);
    expect([world.ours(), world.foreignRemoved]).toEqual([[], []]);
  });

  test('that a test tracked by its id alone is removed as long as nothing surprises', async () => {
    const world = new SmallWorld();
    const shown = world.add('users', 'x', { email: 'tracked@example.com' }, true);
    const entry = world.entry(users, 0, shown, { key: undefined, fingerprint: undefined });
    const report = await removeRecords(world.context, [world.run([entry], 'made here')]);
    expect([report.removed, world.ours()]).toEqual([1, []]);
  });

  test('is removed by its id if a replica does not show it yet', async () => {
    const world = new SmallWorld({ lagMs: 300 });
    world.add('users', 'long ago', { email: 'person@corp.example' }, false);
    await world.clock.sleep(1000);
    const now = { sentAt: world.clock.wall() };
    const entries = made(world, 4).map((entry) => ({ ...entry, ...now }));
    const report = await removeRecords(world.context, [world.run(entries, 'made here')]);
    expect(report).toMatchObject({ removed: 4, left: [] });
    expect([world.ours(), world.foreignRemoved]).toEqual([[], []]);
  });

  test('is not deleted unseen if the list is as long as a page and nothing else shows it', async () => {
    const world = new SmallWorld({ hasNoRead: true, hidesPages: true, pageSize: 20 });
    for (let n = 0; n < 20; n++) world.add('users', `other ${n}`, { email: `p${n}@corp.example` }, false);
    const entries = made(world, 3);
    world.stored.users.pop();
    world.add('users', 3, { email: 'person@corp.example' }, false);
    const report = await removeRecords(world.context, [world.run(entries, 'made here')]);
    expect([report.removed, report.left.length]).toEqual([0, 3]);
    expect(world.foreignRemoved).toEqual([]);
  });
});

describe('what a dead run left', () => {
  test('is not taken for gone before the API could show it', async () => {
    const world = new SmallWorld({ lagMs: 300 });
    world.add('users', 'long ago', { email: 'person@corp.example' }, false);
    await world.clock.sleep(1000);
    const now = { sentAt: world.clock.wall() };
    const entries = made(world, 2).map((entry) => ({ ...entry, ...now }));
    const report = await removeRecords(world.context, [world.run(entries)]);
    expect(report).toMatchObject({ removed: 2, left: [] });
    expect(world.ours()).toEqual([]);
  });

  test.each([1, 5])(
    'is found by its key if a list that looks whole leaves it out: %i of them',
    async (count) => {
      const world = new SmallWorld({ hasNoRead: true, hidesPages: true, searches: true, pageSize: 7 });
      for (let n = 0; n < 7; n++) world.add('users', `other ${n}`, { email: `p${n}@corp.example` }, false);
      const report = await removeRecords(world.context, [world.run(made(world, count))]);
      expect(report).toMatchObject({ removed: count, left: [] });
      expect([world.ours(), world.foreignRemoved]).toEqual([[], []]);
    },
  );

  test('is believed to be gone if the list was longer than a page before', async () => {
    const world = new SmallWorld({ hasNoRead: true, bulk: 'is vague' });
    for (let n = 0; n < 20; n++) world.add('users', `other ${n}`, { email: `p${n}@corp.example` }, false);
    const report = await removeRecords(world.context, [world.run(made(world, 4))]);
    expect(report).toMatchObject({ removed: 4, left: [] });
    expect([world.ours(), world.foreignRemoved]).toEqual([[], []]);
  });

  test('is left and told if the list is as long as a page and nothing else shows it', async () => {
    const world = new SmallWorld({ hasNoRead: true, hidesPages: true, pageSize: 20 });
    for (let n = 0; n < 20; n++) world.add('users', `other ${n}`, { email: `p${n}@corp.example` }, false);
    const report = await removeRecords(world.context, [world.run(made(world, 4))]);
    expect([report.removed, report.left.length, world.settled]).toEqual([0, 4, []]);
  });

  test('is proved by one reading of the list if it is more than two records', async () => {
    const world = new SmallWorld();
    const report = await removeRecords(world.context, [world.run(made(world, 30))]);
    expect([report.removed, world.ours()]).toEqual([30, []]);
    expect(world.calls.length).toBe(30 + 3);
  });

  test('is proved by the list alone if the API reads no single record', async () => {
    const world = new SmallWorld({ hasNoRead: true });
    const entries = made(world, 6);
    world.add('users', 'other', { email: 'person@corp.example' }, false);
    const report = await removeRecords(world.context, [world.run(entries)]);
    expect(report).toMatchObject({ removed: 6, left: [] });
    expect([world.ours(), world.foreignRemoved]).toEqual([[], []]);
  });

  test('is left with the command that removes it on purpose if nothing can prove it, and goes by that', async () => {
    const world = new SmallWorld();
    const shown = world.add('users', 1, { email: 'tracked@example.com' }, true);
    const entry = world.entry(users, 0, shown, { key: undefined, fingerprint: undefined });
    const { left } = await removeRecords(world.context, [world.run([entry])]);
    expect(left[0]?.reason).toContain(`seedbed sweep --run ${runId} --unproved`);
    expect(world.settled).toEqual([]);
    const onPurpose = await removeRecords(world.context, [world.run([entry], 'unproved')]);
    expect([onPurpose.removed, world.ours()]).toEqual([1, []]);
  });

  test('goes children first across runs, whoever made the parents', async () => {
    const world = new SmallWorld({ refusesParents: true });
    const entries = made(world, 4, 8);
    const parents = world.run(entries.filter(({ resource }) => resource === 'users'));
    const children = world.run(entries.filter(({ resource }) => resource === 'vms'));
    const report = await removeRecords(world.context, [parents, children]);
    expect([report.removed, world.count('DELETE')]).toEqual([12, 12]);
  });

  test('says which runs its children may be of, and does not ask again for nothing', async () => {
    const world = new SmallWorld({ refusesParents: true });
    const entries = made(world, 5, 5).filter(({ resource }) => resource === 'users');
    const { left } = await removeRecords(world.context, [world.run(entries)], {
      whoDepends: () => 'those of run sbother',
    });
    expect(left).toHaveLength(5);
    expect(left[0]?.reason).toBe('409 Conflict; other records depend on it, perhaps those of run sbother');
    expect(world.count('DELETE')).toBe(5);
  });
});

describe('a DELETE', () => {
  test.each(['no route', 'does nothing'] as const)(
    'that has no effect (%s) is found out by the first record, and the others are not tried',
    async (removal) => {
      const world = new SmallWorld({ removal });
      const report = await removeRecords(world.context, [world.run(made(world, 30), 'made here')]);
      expect([report.removed, report.left.length, world.settled.length]).toEqual([0, 30, 0]);
      expect(world.count('DELETE')).toBeLessThanOrEqual(3);
      expect(new Set(report.left.map(({ reason }) => reason)).size).toBe(1);
      expect(report.left[0]?.reason).toMatch(
        /^\[DELETE\] \/users\/1 answered (404|204), but the record is still there: say how "users" are removed \(`api\.remove`\)$/,
      );
    },
  );

  test('that takes its time is waited for, and so are the parents', async () => {
    const world = new SmallWorld({ laterMs: 4000, refusesParents: true });
    const entries = made(world, 3, 6);
    const tally = newTally();
    const report = await removeRecords(world.context, [world.run(entries, 'made here')], { tally });
    await world.clock.sleep(4000);
    await world.context.apis.of('users').list();
    expect([report.removed, report.left, world.ours()]).toEqual([9, [], []]);
  });
});

describe('a create whose outcome is unknown', () => {
  const open = (world: SmallWorld, minutes: number, key: string | undefined = mail(0)) => ({
    ...world.entry(users, 0, { id: 1, email: key ?? '' }),
    key,
    id: undefined,
    fingerprint: undefined,
    sentAt: world.clock.wall() - 60_000 * minutes,
  });

  test('waits in its ledger for ten minutes if it is not there, then it is settled', async () => {
    const world = new SmallWorld();
    const young = await removeRecords(world.context, [world.run([open(world, 5)])]);
    expect([young.waiting, young.left, world.settled.length]).toEqual([1, [], 0]);
    const old = await removeRecords(world.context, [world.run([open(world, 11)])]);
    expect([old.waiting, old.left, world.settled.length]).toEqual([0, [], 1]);
  });

  test('is removed if it is found, each of two if a server took it twice', async () => {
    const world = new SmallWorld();
    for (const id of [1, 2]) world.add('users', id, { email: mail(0) }, true);
    const report = await removeRecords(world.context, [world.run([open(world, 1)])]);
    expect([report.removed, world.ours(), world.settled.length]).toEqual([2, [], 1]);
  });

  test('says "cut off, may exist" if it cannot be looked up', async () => {
    const world = new SmallWorld({ pageSize: 1 });
    for (const id of [8, 9]) world.add('users', id, { email: `person${id}@corp.example` }, false);
    const entries = [
      open(world, 1),
      { ...open(world, 1), key: undefined },
      open(world, 1, 'boss@corp.example'),
    ];
    const { left } = await removeRecords(world.context, [world.run(entries)]);
    expect(left).toHaveLength(3);
    for (const { reason } of left) {
      expect(reason).toMatch(/^cut off, may exist: /);
      expect(reason).toContain(`\`seedbed sweep --run ${runId} --unproved\` forgets it`);
    }
    // Whoever has looked settles it. Not before ten minutes: the server may still be at it.
    const young = await removeRecords(world.context, [world.run(entries, 'unproved')]);
    expect([young.waiting, young.left, world.settled.length]).toEqual([3, [], 0]);
    await world.clock.sleep(10 * 60_000);
    const old = await removeRecords(world.context, [world.run(entries, 'unproved')]);
    expect([old.waiting, old.left, world.settled.length]).toEqual([0, [], 3]);
    expect(world.stored.users).toHaveLength(2);
  });

  test('is looked for again once the rest is gone, if the list was as long as a page', async () => {
    for (const isThere of [true, false]) {
      const world = new SmallWorld({ pageSize: 3 });
      const entries = made(world, 3);
      for (const id of [7, 8]) world.add('users', id, { email: `person${id}@corp.example` }, false);
      if (isThere) world.add('users', 9, { email: mail(50) }, true);
      const cutOff = open(world, 1, mail(50));
      const report = await removeRecords(world.context, [world.run([...entries, cutOff])]);
      expect([report.removed, report.waiting, report.left]).toEqual(isThere ? [4, 0, []] : [3, 1, []]);
      expect([world.ours(), world.foreignRemoved]).toEqual([[], []]);
    }
  });

  test('stays if more than were counted would go, and says why', async () => {
    const world = new SmallWorld({ pageSize: 3 });
    const entries = made(world, 3);
    for (const id of [7, 8]) world.add('users', id, { email: `person${id}@corp.example` }, false);
    world.add('users', 9, { email: mail(50) }, true);
    const refuses = (count: number): string | undefined => (count > 3 ? `${count} are too many` : undefined);
    const run = world.run([...entries, open(world, 1, mail(50))]);
    const { removed, left } = await removeRecords(world.context, [run], { refuses });
    expect([removed, left]).toEqual([3, [{ resource: 'users', id: 9, reason: '4 are too many' }]]);
    expect([world.ours().map(({ id }) => id), world.foreignRemoved]).toEqual([[9], []]);
  });

  test('is not settled by the record of another attempt: a server may still commit it', async () => {
    const world = new SmallWorld();
    const [entry] = made(world, 1);
    const entries = [open(world, 1), { ...(entry as typeof entry & object), entry: 1 }];
    const report = await removeRecords(world.context, [world.run(entries)]);
    expect([report.removed, report.waiting, world.settled.length]).toEqual([1, 1, 1]);
  });
});

test('an audit finds what no ledger knows, leaves what is kept, and counts nothing twice', async () => {
  const world = new SmallWorld();
  world.add('users', 1, { email: mail(0) }, true);
  world.add('users', 2, { email: `kept.${runId}-7-1@example.com` }, false);
  world.add('users', 3, { email: 'person@corp.example' }, false);
  const one = { runId, resources: new Set(['users']), spared: new Set([`${runId}-7`]) };
  const options = { maxBytes: 1e6, isDoubtful: false, told: [] };
  const first = await audit(world.context, [one], options);
  expect(first).toMatchObject({
    report: { found: 1, removed: 1, unsearched: [] },
    newlyRemoved: 1,
    left: [],
  });
  expect([world.ours(), world.foreignRemoved]).toEqual([[], []]);
  world.calls.length = 0;
  await audit(world.context, [one], options);
  expect(world.calls).toEqual(['GET /users']);
});

test('an audit names what stays after each of its rounds, and what is answered as removed and listed all the same', async () => {
  const world = new SmallWorld({ stuck: { 'vms 2': 'refused', 'users 3': 'ignored' } });
  for (const id of [1, 2, 3]) world.add('users', id, { email: mail(id) }, true);
  for (const id of [1, 2]) world.add('vms', id, { name: `vm-${runId}-0-${id}` }, true);
  const run = { runId, resources: new Set(['users', 'vms']), spared: new Set<string>() };
  const { report, left, stayed } = await audit(world.context, [run], {
    maxBytes: 1e6,
    isDoubtful: false,
    told: [],
  });
  const names = left.map(({ resource, id }) => `${resource} ${id}`).sort();
  expect([names, stayed.length, world.ours().length]).toEqual([['users 3', 'vms 2'], 2, 2]);
  expect(report).toMatchObject({ found: 5, removed: 3 });
});

test('an audit leaves what would be too much, and names it', async () => {
  const world = new SmallWorld();
  for (const id of [1, 2, 3]) world.add('users', id, { email: mail(id) }, true);
  const run = { runId, resources: new Set(['users']), spared: new Set<string>() };
  const search = { maxBytes: 1e6, isDoubtful: false, told: [] };
  for (const most of [2, 3]) {
    const refuses = (count: number): string | undefined =>
      count > most ? `${count} are too many` : undefined;
    const { left, report } = await audit(world.context, [run], { ...search, refuses });
    expect(left.map(({ reason }) => reason)).toEqual(most === 2 ? Array(3).fill('3 are too many') : []);
    expect([report.found, world.ours().length]).toEqual([3, most === 2 ? 3 : 0]);
  }
});

/** What became of a record between the run's end and the sweep. */
const anyFate = fc.array(
  fc.constantFrom('still there', 'gone', 'renamed', 'its id is another record', 'twice in the ledger'),
  { maxLength: 12 },
);
const liveFate = fc.array(fc.constantFrom('still there', 'gone', 'renamed', 'its id is another record'), {
  maxLength: 12,
});
/** If an API shows neither a record by its id nor the whole list, others get ids by a reset only, or the last one. */
const unseenFate = fc.oneof(
  fc.array(fc.constantFrom('gone', 'its id is another record'), { maxLength: 12 }),
  fc
    .tuple(
      fc.array(fc.constantFrom('still there', 'gone', 'renamed'), { maxLength: 12 }),
      fc.constantFrom('still there', 'its id is another record'),
    )
    .map(([states, last]) => [...states, last]),
);
const worlds: fc.Arbitrary<WorldOptions> = fc.record({
  hasNoRead: fc.boolean(),
  pageSize: fc.constantFrom(3, Number.POSITIVE_INFINITY),
  removal: fc.constantFrom('works', 'does nothing', 'no route'),
  refusesParents: fc.boolean(),
  bulk: fc.constantFrom(undefined, 'tells each', 'does nothing', 'is vague'),
});

test('whatever became of the records: no foreign one goes, and none of ours stays without a word', async () => {
  await fc.assert(
    fc.asyncProperty(
      worlds.chain((options) => {
        const live = options.hasNoRead === true && options.pageSize === 3 ? unseenFate : liveFate;
        return fc.oneof(
          anyFate.map((states) => ({ options, states, trust: 'to prove' as const })),
          live.map((states) => ({ options, states, trust: 'made here' as const })),
        );
      }),
      fc.integer({ min: 0, max: 3 }),
      fc.boolean(),
      async ({ options, states, trust }, bystanders, isYoung) => {
        const world = new SmallWorld(options);
        const sentAt = world.clock.wall() - (isYoung ? 1000 : 3_600_000);
        const entries = states.map((state, n) => {
          const shown = world.add('users', n + 1, { email: mail(n) }, true);
          const stored = world.stored.users;
          const replace = (change: (record: ApiRecord) => void): void => {
            stored.pop();
            change(shown);
          };
          if (state === 'gone') stored.pop();
          if (state === 'renamed')
            replace((record) =>
              stored.push({
                id: n + 1,
                isOurs: true,
                record: { ...record, email: `renamed${n}@example.com` },
                addedAt: 0,
              }),
            );
          if (state === 'its id is another record')
            replace(() => world.add('users', n + 1, { email: `person${n}@corp.example` }, false));
          return world.entry(users, n, shown, { sentAt });
        });
        const twice = states.flatMap((state, n) =>
          state === 'twice in the ledger' ? [{ ...(entries[n] as (typeof entries)[0]), entry: 100 + n }] : [],
        );
        for (let n = 0; n < bystanders; n++)
          world.add('users', 1000 + n, { email: `bystander${n}@corp.example` }, false);
        const all = [...entries, ...twice];
        const report = await removeRecords(world.context, [world.run(all, trust)]);
        expect(world.foreignRemoved).toEqual([]);
        const said = new Set([...report.left, ...report.foreign].map(({ id }) => id));
        for (const { id } of world.ours()) expect(said).toContain(id);
        // What is still there and was not given up stays in the ledger.
        const settled = new Set(world.settled.map(({ id }) => id));
        for (const { id } of report.left) expect(settled).not.toContain(id);
      },
    ),
    { numRuns: 300 },
  );
});
