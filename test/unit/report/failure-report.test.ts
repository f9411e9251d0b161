import { expect, test } from 'vitest';
import type { DatasetSnapshot } from '../../../src/dataset/snapshot.ts';
import { failureReport, recordsJson, recordsTable } from '../../../src/report/failure-report.ts';
import { snapshotOf, userRecord, vmRecord } from '../dataset/snapshots.ts';

const fields = {
  id: 7,
  name: 'Ada\u202e \u001b[31m',
  api_key: 'canary',
  nested: { credentials: { token: 'canary' } },
  note: 'pw-canary-0',
};
const reason = '400: no\r\nnot created: users[1]: forged \u009b2J';
const snapshot: DatasetSnapshot = snapshotOf(
  { users: [userRecord(0, { fields }), userRecord(1)] },
  { failures: [{ resource: 'users', index: 2, outcome: 'rejected', reason }] },
);

test('a failing test shows no secret and nothing raw', () => {
  const text = failureReport(snapshot, { run: 'sb0123456789', stays: { users: 2 }, final: true });
  expect(text).not.toContain('canary');
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  expect(text.split('\n')).toEqual([
    'seedbed seeded 2 users (41 ms)',
    'namespace sb0123456789-0',
    'randomSeed 7; the same people again: SEEDBED_RANDOM_SEED=7',
    'kept on the API: 2 users',
    'to remove after this run: npx seedbed sweep --run sb0123456789',
    'not created: users[2]: 400: no\\r\\nnot created: users[1]: forged \\x9b2J',
    '',
    '  users     id   email               name',
    `  ${'─'.repeat(55)}`,
    '  users[0]  100  –                   Ada\\u{202e} \\x1b[31m',
    '  users[1]  101  user.1@example.com  –',
  ]);
});

test('records are small tables: what a test calls them, their parents, and no more than is read at a glance', () => {
  const records = {
    users: Array.from({ length: 7 }, (_, index) => userRecord(index)),
    vms: [vmRecord(0, 100), vmRecord(1, 100)],
    teams: [],
  };
  expect(recordsTable(snapshotOf(records), { most: 2 }).split('\n')).toEqual([
    '  users     id   email',
    `  ${'─'.repeat(33)}`,
    '  users[0]  100  user.0@example.com',
    '  users[1]  101  user.1@example.com',
    '  … and 5 more',
    '',
    '  vms     id   user_id  name',
    `  ${'─'.repeat(26)}`,
    '  vms[0]  200  100      vm-0',
    '  vms[1]  201  100      vm-1',
  ]);
});

test('a table keeps its width whatever the records hold', () => {
  const wide = userRecord(0, {
    id: 'x'.repeat(100),
    fields: { email: 'e'.repeat(70), name: '界'.repeat(40), role: 'a', kind: 'b', city: 'c' },
  });
  const lines = recordsTable(snapshotOf({ users: [wide] }), { width: 76 }).split('\n');
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(76);
  expect(lines[0]).toMatch(/users +id +email +name +role +kind$/);
});

test('the JSON of all records masks what the tables mask', () => {
  const json = recordsJson(snapshot);
  expect(json).not.toContain('canary');
  expect(json).not.toMatch(/[\p{Cf}\u009b]/u);
  expect(JSON.parse(json)).toMatchObject({ namespace: 'sb0123456789-0', users: [{ id: 7 }, {}] });
});
