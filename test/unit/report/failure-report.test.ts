import { expect, test } from 'vitest';
import type { DatasetSnapshot } from '../../../src/dataset/snapshot.ts';
import { failureReport } from '../../../src/report/summary.ts';
import { snapshotOf, userRecord } from '../dataset/snapshots.ts';

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

test('what a failing test shows holds no secret and nothing raw', () => {
  const text = failureReport(snapshot, { run: 'sb0123456789', stays: { users: 2 }, final: true });
  expect(text).not.toContain('canary');
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  expect(text.split('\n')).toEqual([
    'seedbed seeded 2 users (41 ms)',
    'namespace sb0123456789-0',
    'randomSeed 7; the same people again: SEEDBED_RANDOM_SEED=7',
    'kept on the API: 2 users',
    'to remove after this run: npx seedbed sweep --run sb0123456789',
    'users:',
    '  {"id":7,"name":"Ada\\u202e \\u001b[31m","api_key":"[secret]","nested":{"credentials":"[secret]"},"note":"[secret]"}',
    `  ${JSON.stringify(userRecord(1).fields)}`,
    'not created: users[2]: 400: no\\r\\nnot created: users[1]: forged \\x9b2J',
  ]);
});
