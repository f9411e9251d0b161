import { format, inspect } from 'node:util';
import { expect as playwrightExpect } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { createDataset, type Dataset } from '../../../src/dataset/dataset.ts';
import type { users } from '../../../src/preset/users.ts';
import type { vms } from '../../../src/preset/vms.ts';
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

function messageOf(check: () => unknown): string {
  try {
    check();
    return '';
  } catch (error) {
    return String(error);
  }
}

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

  describe('that an API answers', () => {
    const answered = {
      ...userRecord(0).fields,
      apiKey: 'canary',
      nested: { passwordHash: 'canary', keys: [{ private_key: 'canary' }] },
      credentials: { a: 'canary' },
      note: 'signs in with pw-canary-0',
      hasToken: true,
    };
    const dataset = (): Shop =>
      createDataset(
        snapshotOf({ users: [userRecord(0, { fields: structuredClone(answered) }), userRecord(1)] }),
        actionsOf(),
      );

    test('are masked in whatever prints them, at any depth', () => {
      const { users } = dataset();
      const [user] = users;
      const told = [
        JSON.stringify(dataset()),
        JSON.stringify(users),
        JSON.stringify({ user }),
        inspect(dataset(), { depth: 9 }),
        inspect(users, { depth: 9 }),
        inspect({ user }, { depth: 9 }),
        format('%o %j %s', user, user, user),
        messageOf(() => expect(user).toEqual({})),
        messageOf(() => playwrightExpect(user).toEqual({})),
        messageOf(() => playwrightExpect(users).toContainEqual({ id: 0 })),
        messageOf(() => playwrightExpect({ user }).toMatchObject({ user: { id: 7 } })),
        // A part of it, by itself.
        inspect((user as unknown as typeof answered).nested),
        JSON.stringify((user as unknown as typeof answered).nested.keys),
      ];
      for (const text of told) expect(text).not.toContain('canary');
      expect(JSON.parse(JSON.stringify(dataset()))).toMatchObject({
        namespace: 'sb0123456789-0',
        randomSeed: 7,
        users: [
          { id: 100, apiKey: '[secret]', nested: { passwordHash: '[secret]' }, hasToken: true },
          { id: 101 },
        ],
      });
    });

    test('are what they are to the test that asks for them', () => {
      const [user] = dataset().users;
      expect(user).toEqual(answered);
      expect(user).toStrictEqual(answered);
      expect({ ...user }).toEqual(answered);
      expect(structuredClone(user)).toEqual(answered);
      expect(Object.keys(user ?? {})).toEqual(Object.keys(answered));
      expect(user).toHaveProperty('apiKey', 'canary');
    });

    test('are still masked when a second dataset is made of the same records', () => {
      const snapshot = snapshotOf({ users: [userRecord(0, { fields: structuredClone(answered) })] });
      const [first, second] = [createDataset(snapshot, actionsOf()), createDataset(snapshot, actionsOf())];
      expect(first.users?.[0]).toBe(second.users?.[0]);
      expect(inspect(second, { depth: 9 }) + JSON.stringify(second.users)).not.toContain('canary');
    });

    test('leave a record that holds none without any property of ours', () => {
      expect(Reflect.ownKeys(dataset().users[1] ?? {})).toEqual(Object.keys(userRecord(1).fields));
    });

    test('do not hide a resource that is called like a secret', () => {
      const tokens = createDataset(snapshotOf({ tokens: [vmRecord(0, 1)] }), actionsOf());
      expect(JSON.parse(JSON.stringify(tokens)).tokens).toEqual([vmRecord(0, 1).fields]);
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
  const user = expect.objectContaining({ email: 'user.1@example.com', password: 'pw-canary-1' });
  expect(actions.asked).toEqual([
    ['track', 'vms', 7],
    ['send', { method: 'POST', path: '/vm', body: { name: 'x' } }, user],
    ['send', { method: 'GET', path: '/vm' }, user],
  ]);
});
