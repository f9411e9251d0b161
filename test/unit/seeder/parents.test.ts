import { describe, expect, test } from 'vitest';
import { isSeedbedError } from '../../../src/errors.ts';
import type { Layer, RecordSpec } from '../../../src/plan/plan.ts';
import { users } from '../../../src/preset/users.ts';
import { vms } from '../../../src/preset/vms.ts';
import { chooseParents, type ExistingParents } from '../../../src/seeder/parents.ts';
import { inTurn } from '../../../src/seeder/turns.ts';
import { userRecord } from '../dataset/snapshots.ts';

const spec = (index: number, more: Partial<RecordSpec> = {}): RecordSpec => ({
  resource: 'vms',
  index,
  traits: [],
  set: {},
  parents: {},
  ...more,
});
const layerOf = (missingParents: readonly string[]): Layer => ({
  resource: 'vms',
  count: 9,
  belongsToItself: false,
  missingParents,
  at: spec,
});
const nobody: ExistingParents = async () => inTurn([]);

describe('whose a record is', () => {
  const made = new Map([['users', [userRecord(0), undefined, userRecord(2)]]]);
  const idOf = (chosen: Awaited<ReturnType<typeof chooseParents>>, wanted: RecordSpec): unknown => {
    const found = chosen(wanted);
    return 'failure' in found ? found.failure.reason : found.parents.users?.id;
  };

  test("is the planned parent's, or another's if that one could not be created", async () => {
    const chosen = await chooseParents(vms, layerOf([]), made, nobody);
    expect([0, 1, 2].map((at) => idOf(chosen, spec(at, { parents: { users: at } })))).toEqual([
      100, 102, 102,
    ]);
  });

  test('is nobody else’s if it was asked for that very parent', async () => {
    const chosen = await chooseParents(vms, layerOf([]), made, nobody);
    expect(chosen(spec(5, { parents: { users: 1 }, owned: true }))).toEqual({
      failure: {
        resource: 'vms',
        index: 5,
        outcome: 'skipped',
        reason: 'not sent: its "users" record was not created',
      },
    });
  });

  test('is nobody’s if none could be created', async () => {
    const chosen = await chooseParents(vms, layerOf([]), new Map(), nobody);
    expect(idOf(chosen, spec(0, { parents: { users: 0 } }))).toBe(
      'not sent: its "users" record was not created',
    );
  });

  test('is one of those that exist, in turn, if the seed makes none; nobody if the seed names one by its id', async () => {
    const existing: ExistingParents = async () => inTurn([7, 8].map((id) => ({ id, fields: { id } })));
    const chosen = await chooseParents(vms, layerOf(['users']), new Map(), existing);
    expect([0, 1, 2].map((at) => idOf(chosen, spec(at)))).toEqual([7, 8, 7]);
    expect(chosen(spec(3, { set: { user_id: 55 } }))).toEqual({ parents: {} });
  });

  test('is an error if there is nobody at all', async () => {
    const error = await chooseParents(vms, layerOf(['users']), new Map(), nobody).catch(
      (reason: unknown) => reason,
    );
    expect(isSeedbedError(error, 'SEEDBED_NO_PARENT')).toBe(true);
    expect((error as Error).message).toBe(
      'No "users" to give the "vms" to: the seed makes none, and the API has none. Seed "users" first, or together with them.',
    );
  });

  test('is not asked for a record that belongs to nobody', async () => {
    const chosen = await chooseParents(users, { ...layerOf([]), resource: 'users' }, new Map(), nobody);
    expect(chosen(spec(0))).toEqual({ parents: {} });
  });
});
