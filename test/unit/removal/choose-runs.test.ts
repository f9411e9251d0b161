import { expect, test } from 'vitest';
import { thisProcess } from '../../../src/ledger/process-identity.ts';
import type { FoundLedger } from '../../../src/ledger/read-ledgers.ts';
import { chooseRuns, type RunChoice } from '../../../src/removal/choose-runs.ts';

const baseUrl = 'http://127.0.0.1:4010';
const now = Date.parse('2026-01-10T00:00:00Z');
const hour = 3_600_000;

/** A run that is over, with one record of its own and one that was made to stay until it is old. */
function ended(runId: string, startedAt: number, policy: 'keep' | 'remove' = 'remove'): FoundLedger {
  const record = { entry: 0, dataset: runId, resource: 'users', key: undefined, fingerprint: undefined };
  return {
    file: `${runId}.ndjson`,
    header: { version: 1, runId, baseUrl, startedAt, policy, owner: thisProcess() },
    records: [
      { ...record, id: 1, sentAt: startedAt },
      { ...record, id: 2, sentAt: startedAt, kept: 'ttl' },
    ],
    tried: new Set(['users']),
    kept: new Map(),
    writtenAt: startedAt,
    damaged: 0,
    closed: true,
    door: undefined,
  };
}

const ledgers = [
  ended('sbaaaaaaaaaa', now - 2 * hour),
  ended('sbbbbbbbbbbb', now - hour / 2),
  ended('sbcccccccccc', now + 24 * hour),
  ended('sbdddddddddd', now + 24 * hour, 'keep'),
];

async function chosenBy(choice: RunChoice): Promise<string[]> {
  const { chosen } = await chooseRuns(ledgers, { baseUrl, now }, choice);
  return chosen.map(({ header: { runId }, records }) => `${runId[2]}${records.map(({ id }) => id).join('')}`);
}

test('a dead run is due, even if it began in the future: its clock may have been set back', async () => {
  expect(await chosenBy({})).toEqual(['a1', 'b1', 'c1']);
  expect(await chosenBy({ all: true })).toEqual(['a12', 'b12', 'c12', 'd12']);
});

test('with an age, what is younger stays, and so does what began in the future', async () => {
  expect(await chosenBy({ olderThanMs: hour })).toEqual(['a12']);
  expect(await chosenBy({ olderThanMs: 0 })).toEqual(['a12', 'b12']);
});

test('a run by its name is due whenever it began', async () => {
  expect(await chosenBy({ run: 'sbdddddddddd' })).toEqual(['d12']);
});

test.each<[string, string | undefined, boolean]>([
  ['the same place', 'http://127.0.0.1:4010/users', true],
  ['the same in another spelling', 'HTTP://127.0.0.1:4010/users/', true],
  ['a resource that the configuration lost', undefined, true],
  ['another path', 'http://127.0.0.1:4010/people', false],
  ['another server', 'https://api.example.com/users', false],
])(
  'records of a run that made them at one place stay untouched if they are now looked for at another: %s',
  async (_, now, goes) => {
    const made = ended('sbeeeeeeeeee', 0);
    const ledger = { ...made, header: { ...made.header, places: { users: 'http://127.0.0.1:4010/users' } } };
    for (const choice of [{}, { run: 'sbeeeeeeeeee' }]) {
      const where = { baseUrl, now: hour, placeOf: () => now };
      const { chosen, elsewhere } = await chooseRuns([ledger], where, choice);
      const due = 'run' in choice ? [1, 2] : [1];
      expect(chosen[0]?.records.map(({ id }) => id)).toEqual(goes ? due : []);
      expect(elsewhere.map(({ id }) => id)).toEqual(goes ? [] : due);
      if (!goes) expect(elsewhere[0]?.reason).toContain(`now names ${now}`);
    }
  },
);
