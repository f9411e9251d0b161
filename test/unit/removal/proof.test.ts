import { describe, expect, test } from 'vitest';
import { fingerprintOf } from '../../../src/api/fingerprint.ts';
import { isOwnNamespace, type Proof, prove } from '../../../src/removal/proof.ts';

const users = { key: 'email', secrets: ['password'] };
const runId = 'sb0123456789';
const dataset = `${runId}-0`;
const ours = `ada.${dataset}-1@example.com`;
const boss = 'boss@corp.example';
const made = { created_at: '2026-11-26T10:00:00.123Z' };
const madeLater = { created_at: '2026-11-26T10:00:07.456Z' };
const print = (record: object): string | undefined => fingerprintOf(users, { ...record });

interface Row {
  readonly because: string;
  readonly ledger: { readonly key?: string; readonly fingerprint?: string | undefined };
  readonly shown: object;
  /** The namespace was given by the user. */
  readonly shared?: boolean;
  readonly is: Proof;
}

const rows: readonly Row[] = [
  { because: 'its key carries the namespace', ledger: { key: ours }, shown: { email: ours }, is: 'ours' },
  {
    because: 'the server wrote its key in capitals',
    ledger: { key: ours },
    shown: { email: ours.toUpperCase() },
    is: 'ours',
  },
  {
    because: 'a test gave it another key of the namespace',
    ledger: { key: ours },
    shown: { email: `renamed.${dataset}@example.com` },
    is: 'ours',
  },
  {
    because: 'its key proves it, whatever a server did to its time of creation',
    ledger: { key: ours, fingerprint: print({ email: ours, ...made }) },
    shown: { email: ours, ...madeLater },
    is: 'ours',
  },
  {
    because: 'a test renamed it, and it was created at the same moment',
    ledger: { key: ours, fingerprint: print({ email: ours, ...made }) },
    shown: { email: 'renamed@example.com', ...made },
    is: 'ours',
  },
  {
    because: 'its id belongs to another record now',
    ledger: { key: ours, fingerprint: print({ email: ours, ...made }) },
    shown: { email: boss, ...madeLater },
    is: 'foreign',
  },
  {
    because: 'its id belongs to a record with another key, and the API tells no time',
    ledger: { key: ours, fingerprint: print({ email: ours }) },
    shown: { email: boss },
    is: 'foreign',
  },
  {
    because: 'a ledger of version 1 has no fingerprint, but keys differ',
    ledger: { key: ours },
    shown: { email: boss, ...made },
    is: 'foreign',
  },
  {
    because: 'its key is fixed, and it was created at the same moment',
    ledger: { key: boss, fingerprint: print({ email: boss, ...made }) },
    shown: { email: boss, name: 'Edited by a test', ...made },
    is: 'ours',
  },
  {
    because: 'its key is fixed, and another has it now',
    ledger: { key: boss, fingerprint: print({ email: boss, ...made }) },
    shown: { email: boss, ...madeLater },
    is: 'foreign',
  },
  {
    because: 'its key is fixed, and nothing else is known',
    ledger: { key: boss },
    shown: { email: boss, ...made },
    is: 'cannot tell',
  },
  {
    because: 'its key is fixed, its texts changed, and the API tells no time',
    ledger: { key: boss, fingerprint: print({ email: boss, note: 'as it was made' }) },
    shown: { email: boss, note: 'as a test changed it' },
    is: 'cannot tell',
  },
  {
    because: 'its key is fixed, and all its texts are the same',
    ledger: { key: boss, fingerprint: print({ email: boss, note: 'as it was made' }) },
    shown: { email: boss, note: 'as it was made' },
    is: 'ours',
  },
  {
    because: 'its id belongs to another record that was made on the same day',
    ledger: { key: ours, fingerprint: print({ email: ours, created_at: '2026-11-26' }) },
    shown: { email: boss, created_at: '2026-11-26' },
    is: 'foreign',
  },
  { because: 'the API shows no key', ledger: { key: ours }, shown: { name: 'Ada' }, is: 'cannot tell' },
  {
    because: 'the API shows no key, but when it was created',
    ledger: { key: ours, fingerprint: print({ email: ours, ...made }) },
    shown: { name: 'Ada', ...made },
    is: 'ours',
  },
  {
    because: 'the API shows no key, and it was created later',
    ledger: { key: ours, fingerprint: print({ email: ours, ...made }) },
    shown: { name: 'Ada', ...madeLater },
    is: 'foreign',
  },
  {
    because: 'a test tracked it by its id alone',
    ledger: {},
    shown: { email: boss, ...made },
    is: 'cannot tell',
  },
  {
    because: 'a test tracked it, and its key carries the namespace',
    ledger: {},
    shown: { email: ours },
    is: 'ours',
  },
  {
    because: 'other runs may have used the namespace, and this one made it at that moment',
    ledger: { key: ours, fingerprint: print({ email: ours, ...made }) },
    shown: { email: ours, ...made },
    shared: true,
    is: 'ours',
  },
  {
    because: 'another run with the same namespace made it later',
    ledger: { key: ours, fingerprint: print({ email: ours, ...made }) },
    shown: { email: ours, ...madeLater },
    shared: true,
    is: 'foreign',
  },
  {
    because: 'other runs may have used the namespace, and nothing else is known',
    ledger: { key: ours },
    shown: { email: ours },
    shared: true,
    is: 'cannot tell',
  },
];

describe('a record that the API shows', () => {
  for (const { because, ledger, shown, shared = false, is } of rows)
    test(`is judged "${is}" if ${because}`, () => {
      const claimed = { dataset, key: ledger.key, fingerprint: ledger.fingerprint };
      expect(prove(users, claimed, { ...shown }, !shared)).toBe(is);
    });

  test('is not ours by a key that has another run inside a longer word', () => {
    const key = `x${dataset}@example.com`;
    expect(prove(users, { dataset, key: undefined, fingerprint: undefined }, { email: key }, true)).toBe(
      'cannot tell',
    );
  });
});

test("a namespace is a run's own if it begins with the run's id", () => {
  expect(isOwnNamespace(runId, runId)).toBe(true);
  expect(isOwnNamespace(`${runId}-1a`, runId)).toBe(true);
  expect(isOwnNamespace('nightly', runId)).toBe(false);
  expect(isOwnNamespace(`${runId}x`, runId)).toBe(false);
});
