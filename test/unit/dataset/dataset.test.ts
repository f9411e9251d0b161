import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { users } from '../../../src/preset/users.ts';
import type { vms } from '../../../src/preset/vms.ts';
import { createDataset, type Dataset } from '../../../src/dataset/dataset.ts';
import { actionsOf, snapshotOf, userRecord, vmRecord } from './snapshots.ts';

type Shop = Dataset<typeof users | typeof vms>;

const open = (actions = actionsOf()): Shop =>
  createDataset(
    snapshotOf({
      users: [userRecord(0), userRecord(1)],
      vms: [vmRecord(0, 100), vmRecord(1, 101), vmRecord(2, 100)],
    }),
    actions,
  );

describe('a list of records', () => {
  const dataset = open();

  test('is an array, in order, that cannot be changed', () => {
    expect(dataset.users.map(({ id }) => id)).toEqual([100, 101]);
    expect(Array.isArray(dataset.users)).toBe(true);
    expect(Object.keys(dataset.users)).toEqual(['0', '1']);
    expect(() => (dataset.users as unknown as object[]).push({})).toThrow(TypeError);
    const [first] = dataset.users as unknown as [
      { email: string; tags: string[]; profile: { city: string } },
    ];
    for (const change of [
      () => Object.assign(first, { email: 'x' }),
      () => first.tags.push('x'),
      () => Object.assign(first.profile, { city: 'x' }),
      () => Object.assign(dataset, { users: [] }),
      () => Object.assign(dataset.stats, { requests: 0 }),
      () => (dataset.failures as unknown[]).pop(),
    ])
      expect(change).toThrow(TypeError);
  });

  test('one: the first, or the first with a trait; never undefined', () => {
    expect(dataset.users.one().id).toBe(100);
    expect(dataset.users.one('member').id).toBe(101);
    expect(() => dataset.users.one('owner')).toThrow(
      new RangeError('Expected the dataset to hold users with the trait "owner"; it has 2 users in all.'),
    );
    expect(() => createDataset<typeof users>(snapshotOf({ users: [] }), actionsOf()).users.one()).toThrow(
      'Expected the dataset to hold any users; it has 0 users in all.',
    );
  });

  test('find: by values, or as any array', () => {
    expect(dataset.vms.find({ user_id: 101 })?.id).toBe(201);
    expect(dataset.vms.find({ user_id: 100, name: 'vm-2' })?.id).toBe(202);
    expect(dataset.vms.find({ user_id: 100, name: 'vm-1' })).toBeUndefined();
    expect(dataset.vms.find(({ id }, index, all) => index === 1 && all.length === 3 && id === 201)?.id).toBe(
      201,
    );
  });

  test('of: what belongs to a record, as a list again', () => {
    const [first, second] = dataset.users;
    expect(dataset.vms.of(first as object).map(({ id }) => id)).toEqual([200, 202]);
    expect(dataset.vms.of(second as object).one().id).toBe(201);
    expect(dataset.vms.of(first as object).of(second as object)).toEqual([]);
    expect(() => dataset.vms.of({ id: 100 })).toThrow(TypeError);
  });
});

describe('secrets', () => {
  const dataset = open();

  test('are in nothing that prints it', () => {
    const told = [
      inspect(dataset, { depth: 9, showHidden: true }),
      JSON.stringify(dataset),
      JSON.stringify(dataset.users),
      inspect(dataset.users.one(), { depth: 9, showHidden: true }),
      String(dataset.users),
    ].join('\n');
    expect(told).not.toContain('canary');
    expect(told).toContain('user.0@example.com');
  });

  test('what an API answers under a secret name is masked too', () => {
    const record = { ...userRecord(0).fields, api_token: 'canary', nested: { passwordHash: 'canary' } };
    const told = JSON.stringify(
      createDataset(snapshotOf({ users: [userRecord(0, { fields: record })] }), actionsOf()),
    );
    expect(told).not.toContain('canary');
    expect(JSON.parse(told)).toMatchObject({
      namespace: 'sb0123456789-0',
      randomSeed: 7,
      users: [{ id: 100 }],
    });
  });

  test('are given for its own users, and nobody else', () => {
    expect(dataset.credentials(dataset.users.one())).toEqual({
      email: 'user.0@example.com',
      password: 'pw-canary-0',
    });
    const other = open();
    const where = 'Expected a user of dataset sb0123456789-0, such as `dataset.users[0]`, got ';
    const notOne = `${where}an object that is not one of its records.`;
    expect(() => dataset.credentials({ ...dataset.users.one() })).toThrow(new TypeError(notOne));
    expect(() => dataset.credentials(other.users.one())).toThrow(new TypeError(notOne));
    expect(() => dataset.credentials(dataset.vms.one())).toThrow(
      new TypeError(`${where}vms[0], which has no e-mail and password.`),
    );
  });
});

test('add gives the new records, which know the old ones; the lists stay', async () => {
  const actions = actionsOf();
  const dataset = open(actions);
  const added = await dataset.add({ vms: 1 });
  expect(actions.asked).toEqual([['add', { vms: 1 }]]);
  expect(added.vms.of(dataset.users.one()).one().id).toBe(209);
  expect(dataset.vms).toHaveLength(3);
});

test('track and as hand on what is asked', async () => {
  const actions = actionsOf();
  const dataset = open(actions);
  await dataset.track('vms', 7);
  const session = dataset.as(dataset.users.one('member'));
  expect(await session.post('/vm', { name: 'x' })).toEqual({ ok: true });
  await session.get('/vm');
  const user = { email: 'user.1@example.com', password: 'pw-canary-1' };
  expect(actions.asked).toEqual([
    ['track', 'vms', 7],
    ['send', { method: 'POST', path: '/vm', body: { name: 'x' } }, user],
    ['send', { method: 'GET', path: '/vm' }, user],
  ]);
});
