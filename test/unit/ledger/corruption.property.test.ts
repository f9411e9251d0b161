import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LedgerEvent, LedgerRecord } from '../../../src/ledger/ledger.ts';
import { readLedgers } from '../../../src/ledger/read-ledgers.ts';
import { header, intentOf, openRoot, textOf } from './on-disk.ts';

/** Twenty records: most created, some deleted, refused or unknown, ids as texts and as digits that differ in one place. */
function someEvents(entryOf: (index: number) => number): LedgerEvent[] {
  return Array.from({ length: 20 }, (_, index) => index).flatMap((index): LedgerEvent[] => {
    const entry = entryOf(index);
    const id = index % 3 === 0 ? `rec-${1000 + index}` : 1000 + index;
    if (index % 7 === 6) return [intentOf(entry), { event: 'rejected', entry }];
    if (index % 7 === 5) return [intentOf(entry), { event: 'unknown', entry }];
    const made: LedgerEvent[] = [
      intentOf(entry),
      { event: 'created', entry, id, fingerprint: `a${index}.b` },
    ];
    return index % 7 === 4 ? [...made, { event: 'deleted', entry }] : made;
  });
}

const original = textOf(someEvents((index) => index));
/** A neighbour whose lines may end up in ours: the same entries, other ids. */
const neighbour = textOf(
  someEvents((index) => 19 - index),
  { ...header, runId: 'sb9876543210' },
);

type Change = (bytes: Buffer, a: number, b: number) => Buffer;
const join = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\n'));
const splice = (bytes: Buffer, at: number, drop: number, add: string): Buffer =>
  Buffer.concat([bytes.subarray(0, at), Buffer.from(add), bytes.subarray(at + drop)]);
/** Changes one line, the header too, through what it says. */
const reword =
  (change: (line: Record<string, unknown>, a: number) => object): Change =>
  (bytes, a, b) => {
    const lines = bytes.toString().split('\n');
    const at = b % lines.length;
    try {
      lines[at] = JSON.stringify(change(JSON.parse(lines[at] ?? ''), a));
    } catch {
      // No longer JSON, by an earlier change.
    }
    return join(lines);
  };
const odd: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e21,
  [],
  {},
  '',
  '..',
  '\ud800',
  '\u0000',
  'x'.repeat(9999),
];

const changes: Readonly<Record<string, Change>> = {
  cut: (bytes, a) => bytes.subarray(0, a % (bytes.length + 1)),
  'cut the start': (bytes, a) => bytes.subarray(a % (bytes.length + 1)),
  flip: (bytes, a, b) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy[a % copy.length] = (copy[a % copy.length] ?? 0) ^ (1 << (b % 8));
    return copy;
  },
  'change a digit': (bytes, a, b) => {
    const digits = [...bytes.toString('latin1').matchAll(/\d/g)];
    const at = digits[a % Math.max(1, digits.length)]?.index;
    return at === undefined ? bytes : splice(bytes, at, 1, String(b % 10));
  },
  'drop bytes': (bytes, a, b) => splice(bytes, a % (bytes.length + 1), b % 40, ''),
  'NUL bytes': (bytes, a, b) => splice(bytes, a % (bytes.length + 1), b % 20, '\0'.repeat(b % 20)),
  'a line end': (bytes, a) => splice(bytes, a % (bytes.length + 1), 0, '\n'),
  'half characters': (bytes, a) => splice(bytes, a % (bytes.length + 1), 1, '\\ud800'),
  'twice the same line': (bytes, a) => {
    const lines = bytes.toString().split('\n');
    const line = lines[a % lines.length] ?? '';
    return join([...lines, line, line, '']);
  },
  'two lines swapped': (bytes, a, b) => {
    const lines = bytes.toString().split('\n');
    const [at, to] = [a % lines.length, b % lines.length];
    [lines[at], lines[to]] = [lines[to] ?? '', lines[at] ?? ''];
    return join(lines);
  },
  'a line lost': (bytes, a) => {
    const lines = bytes.toString().split('\n');
    lines.splice(a % lines.length, 1);
    return join(lines);
  },
  'a neighbour’s line': (bytes, a, b) => {
    const lines = bytes.toString().split('\n');
    const others = neighbour.split('\n');
    lines.splice(a % (lines.length + 1), 0, others[b % others.length] ?? '');
    return join(lines);
  },
  'two fields swapped': reword((line, a) => {
    const names = Object.keys(line);
    const [one = '', two = ''] = [names[a % names.length], names[(a >> 4) % names.length]];
    return { ...line, [one]: line[two], [two]: line[one] };
  }),
  'an odd value': reword((line, a) => {
    const names = Object.keys(line);
    return { ...line, [names[a % names.length] ?? '']: odd[(a >> 4) % odd.length] };
  }),
  'a huge number': reword((line, a) => {
    const names = Object.keys(line);
    return { ...line, [names[a % names.length] ?? '']: Number.MAX_SAFE_INTEGER + (a % 3) };
  }),
  'a field lost': reword((line, a) => {
    const lost = Object.keys(line)[a % Object.keys(line).length];
    return Object.fromEntries(Object.entries(line).filter(([name]) => name !== lost));
  }),
};

const identity = ({ entry, resource, id, key }: LedgerRecord): string =>
  JSON.stringify([entry, resource, id, key]);

test('500 random corruptions: never a throw, never an id that this ledger did not have for that entry', () => {
  using root = openRoot();
  const file = root.write(`${header.runId}/1.ndjson`, original);
  const [untouched] = readLedgers(root.path).ledgers;
  // What has been deleted may be reported again if the line that says so is lost; it was this ledger's all the same.
  const had = new Set(
    someEvents((index) => index)
      .filter((event) => event.event === 'created')
      .map(({ entry, id }) => JSON.stringify([entry, 'users', id, intentKey(entry)])),
  );
  expect(untouched?.records).toHaveLength(15);
  expect(
    untouched?.records.filter(({ id }) => id !== undefined).every((record) => had.has(identity(record))),
  ).toBe(true);
  const change = fc.tuple(fc.constantFrom(...Object.keys(changes)), fc.nat(), fc.nat());
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (made) => {
      let bytes = Buffer.from(original);
      for (const [name, a, b] of made) bytes = Buffer.from(changes[name]?.(bytes, a, b) ?? bytes);
      root.write(`${header.runId}/1.ndjson`, bytes);
      const { ledgers, unreadable } = readLedgers(root.path);
      for (const { records } of ledgers)
        for (const record of records)
          if (record.id !== undefined) expect([...had]).toContain(identity(record));
      for (const { reason } of unreadable) expect(reason).toMatch(/^[\x20-\x7e]+$/);
    }),
    { numRuns: 500 },
  );
  expect(file).toMatch(/ndjson$/);
});

function intentKey(entry: number): string | undefined {
  const event = intentOf(entry);
  return event.event === 'intent' ? event.key : undefined;
}
