import { describe, expect, test } from 'vitest';
import { eventLine, lineFormat, parseEvent } from '../../../src/ledger/event-line.ts';
import { headerLine, parseHeader } from '../../../src/ledger/header-line.ts';
import type { LedgerEvent } from '../../../src/ledger/ledger.ts';
import { dataset, header, intentOf, keyOf, runId } from './on-disk.ts';

const first = lineFormat(1, runId);
const second = lineFormat(2, runId);

const events: readonly LedgerEvent[] = [
  intentOf(0),
  intentOf(1, { key: undefined }),
  intentOf(2, { key: '山 🙂 "é" \\ ~' }),
  { event: 'created', entry: 0, id: 7, fingerprint: 'abc.def' },
  { event: 'created', entry: 1, id: '9007199254740993', fingerprint: undefined },
  { event: 'rejected', entry: 2 },
  { event: 'unknown', entry: 3 },
  { event: 'deleted', entry: Number.MAX_SAFE_INTEGER },
  { event: 'kept', dataset, because: 'on-success' },
  { event: 'closed' },
];

describe('an event on one line', () => {
  test.each(events.map((event) => [eventLine(event, second), event] as const))('%s', (line, event) => {
    expect(parseEvent(line, second)).toEqual(event);
  });

  test.each(events)('is not read if a single character of it changed: $event', (event) => {
    const line = eventLine(event, second);
    for (let at = 0; at < line.length; at++)
      for (const other of ['0', '1', 'x', '"', '\u0000', '\ufffd'])
        if (line[at] !== other)
          expect(parseEvent(line.slice(0, at) + other + line.slice(at + 1), second)).toBeUndefined();
  });

  test('is not read in the ledger of another run', () => {
    expect(parseEvent(eventLine(intentOf(0), second), lineFormat(2, 'sb9876543210'))).toBeUndefined();
  });

  test('is not read without its checksum', () => {
    expect(parseEvent('{"deleted":0}', second)).toBeUndefined();
    expect(parseEvent('{"deleted":0,"#":""}', second)).toBeUndefined();
  });
});

describe('an event of version 1', () => {
  const old = { event: 'intent', at: 0, dataset, resource: 'users', key: keyOf(0) };
  test.each<[object, LedgerEvent]>([
    [old, intentOf(0)],
    [{ ...old, key: undefined }, intentOf(0, { key: undefined })],
    [
      { event: 'created', at: 4, id: 'x' },
      { event: 'created', entry: 4, id: 'x', fingerprint: undefined },
    ],
    [
      { event: 'deleted', at: 4 },
      { event: 'deleted', entry: 4 },
    ],
    [
      { event: 'kept', dataset, because: 'ttl' },
      { event: 'kept', dataset, because: 'ttl' },
    ],
  ])('%j', (line, event) => {
    expect(parseEvent(JSON.stringify(line), first)).toEqual(event);
  });

  test('that a sweep notes is one that the older seedbed understands', () => {
    expect(eventLine({ event: 'deleted', entry: 4 }, first)).toBe('{"event":"deleted","at":4}');
  });

  test.each([
    'null',
    '17',
    '[]',
    '{}',
    '{"event":"made","at":0}',
    '{"event":"deleted"}',
    '{"event":"deleted","at":-1}',
    '{"event":"deleted","at":0.5}',
    '{"event":"deleted","at":1e400}',
    '{"event":"deleted","at":"0"}',
    JSON.stringify({ ...old, key: 5 }),
    JSON.stringify({ ...old, key: '' }),
    JSON.stringify({ ...old, key: 'a\u0000b' }),
    JSON.stringify({ ...old, key: 'k'.repeat(5000) }),
    JSON.stringify({ ...old, dataset: ['d'] }),
    JSON.stringify({ ...old, resource: '' }),
    '{"event":"created","at":0}',
    '{"event":"created","at":0,"id":null}',
    '{"event":"created","at":0,"id":9007199254740993}',
    '{"event":"created","at":0,"id":1.5}',
    '{"event":"created","at":0,"id":".."}',
    '{"event":"created","at":0,"id":"\\ud800"}',
    '{"event":"created","at":0,"id":{"toString":1}}',
    '{"event":"kept","dataset":"d","because":"whim"}',
    '{"__proto__":{"event":"deleted","at":0}}',
  ])('is damaged: %s', (line) => {
    expect(parseEvent(line, first)).toBeUndefined();
  });
});

describe('a header', () => {
  test('comes back as it was written, its run under the name that version 1 knows', () => {
    expect(parseHeader(headerLine(header, '1.2'))).toEqual({ header, door: '1.2' });
    expect(JSON.parse(headerLine(header))).toMatchObject({ version: 2, run: runId });
    const placed = { ...header, places: { users: 'http://127.0.0.1:4010/users' } };
    expect(parseHeader(headerLine(placed))).toEqual({ header: placed, door: undefined });
  });

  test('of version 1 is read too', () => {
    const { machine: _, ...owner } = header.owner;
    const old = JSON.stringify({ ...JSON.parse(headerLine(header)), version: 1, owner });
    expect(parseHeader(old)).toEqual({
      header: { ...header, version: 1, owner: { ...owner, machine: undefined } },
      door: undefined,
    });
  });

  test.each<[string, unknown, RegExp]>([
    ['version', 3, /^it is of version 3, and this seedbed reads versions 1 to 2: use a newer seedbed$/],
    ['version', 0, /"version"/],
    ['version', '2', /"version"/],
    ['run', undefined, /"run"/],
    ['run', '../../etc', /"run"/],
    ['run', 'r'.repeat(65), /"run"/],
    ['run', 'a\u001b[31m', /"run"/],
    ['baseUrl', 'file:///etc/passwd', /"baseUrl"/],
    ['baseUrl', 'http://x\n.example', /"baseUrl"/],
    ['baseUrl', 'not a url', /"baseUrl"/],
    ['baseUrl', `http://x/${'y'.repeat(3000)}`, /"baseUrl"/],
    ['startedAt', '2026', /"startedAt"/],
    ['startedAt', 1e300, /"startedAt"/],
    ['startedAt', null, /"startedAt"/],
    ['policy', 'maybe', /"policy"/],
    ['places', [], /"places"/],
    ['places', { users: 7 }, /"places"/],
    ['places', { users: '/users' }, /"places"/],
    ['owner', undefined, /"owner"/],
    ['owner', { pid: 1 }, /"owner"/],
    ['owner', { ...header.owner, pid: 0 }, /"owner"/],
    ['owner', { ...header.owner, pid: -1 }, /"owner"/],
    ['owner', { ...header.owner, pid: '1' }, /"owner"/],
    ['owner', { ...header.owner, startTime: null }, /"owner"/],
    ['owner', { ...header.owner, boot: 7 }, /"owner"/],
    ['owner', { ...header.owner, host: '' }, /"owner"/],
  ])('with %s = %j is refused', (field, value, reason) => {
    const line = JSON.stringify({ ...JSON.parse(headerLine(header)), [field]: value });
    expect(parseHeader(line)).toMatch(reason);
  });

  test.each(['', 'null', '[]', '"x"', '{"version":2', '\u0000\u0001'])(
    'that is none is refused: %j',
    (line) => {
      expect(parseHeader(line)).toMatch(/damaged/);
    },
  );
});
