import { describe, expect, test } from 'vitest';
import { removeRecords } from '../../../src/removal/remove.ts';
import { made, mail, SmallWorld, users } from './small-world.ts';

describe('a bulk removal', () => {
  test('takes what one reading of the list proved, and one reading afterwards shows its effect', async () => {
    const world = new SmallWorld({ bulk: 'tells each' });
    const report = await removeRecords(world.context, [world.run(made(world, 7), 'made here')]);
    expect([report.removed, report.left, world.ours()]).toEqual([7, [], []]);
    expect(world.calls).toEqual([
      'GET /users',
      'POST /users/delete 1,2,3',
      'GET /users',
      'POST /users/delete 4,5,6',
      'POST /users/delete 7',
    ]);
  });

  test('never has what is not proved: this goes one by one', async () => {
    const world = new SmallWorld({ bulk: 'tells each', pageSize: 2 });
    const entries = Array.from({ length: 7 }, (_, n) =>
      world.entry(users, n, world.add('users', `a random, long id ${n}`, { email: mail(n) }, true)),
    );
    const report = await removeRecords(world.context, [world.run(entries, 'made here')]);
    expect([report.removed, report.left, world.ours()]).toEqual([7, [], []]);
    const inBulk = world.calls
      .filter((call) => call.startsWith('POST'))
      .map((call) => call.match(/\d/g)?.join());
    // The list shows two, and the newest is looked at.
    expect(inBulk).toEqual(['0,1,6']);
    expect(world.count('DELETE')).toBe(4);
  });

  test('is not asked again after it had no effect', async () => {
    const world = new SmallWorld({ bulk: 'does nothing' });
    const report = await removeRecords(world.context, [world.run(made(world, 7), 'made here')]);
    expect([report.removed, report.left, world.ours()]).toEqual([7, [], []]);
    expect([world.count('POST'), world.count('DELETE')]).toEqual([1, 7]);
  });

  test('that refuses parents with children of others is tried again, and what it refuses is said', async () => {
    const world = new SmallWorld({ bulk: 'tells each', refusesParents: true });
    const entries = made(world, 7);
    world.add('vms', 100, { name: 'of somebody else', user_id: 2 }, false);
    const { removed, left } = await removeRecords(world.context, [world.run(entries, 'made here')]);
    expect([removed, left.map(({ id }) => id), world.foreignRemoved]).toEqual([6, [2], []]);
  });
});
