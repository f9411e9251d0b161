import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { logTeller } from '../../../src/cli/log-lines.ts';
import type { LogLevel } from '../../../src/config/config.ts';
import type { LogEvent } from '../../../src/log/events.ts';

let told: string[];
beforeEach(() => {
  told = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told.push(
      String(text)
        .replace(/^ +\d+\.\d s /, '')
        .trimEnd(),
    );
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const post = { method: 'POST', path: '/user' } as const;
const sent = (more: Partial<Extract<LogEvent, { event: 'request' }>> = {}): LogEvent => ({
  ...{ event: 'request', ...post, status: 201, at: 0, ms: 12, waitedMs: 0 },
  ...more,
});
const why = '429 Too Many Requests';
const refused = sent({ status: 429, why, isLimited: true });
const wait = (at: number): LogEvent => ({ event: 'wait', because: 'limit', ms: 5000, at });
const retry: LogEvent = { event: 'retry', ...post, why, afterMs: 5000, at: 0 };
const gaveUp = (attempts: number): LogEvent => ({ event: 'gave-up', ...post, why: '422', attempts, ms: 9 });

function tellAll(least: LogLevel, events: readonly (readonly [LogLevel, LogEvent])[]): string[] {
  const tell = logTeller(least);
  for (const [level, event] of events) tell(level, event);
  return told;
}

test('records that are refused at once share one line, and no reason is told twice', () => {
  const events = [
    ['info', sent()],
    ...[0, 3, 5].flatMap(
      (at) =>
        [
          ['info', refused],
          ['info', wait(at)],
          ['warning', retry],
        ] as const,
    ),
    ['info', sent({ waitedMs: 5000 })],
    ['info', { event: 'wait', because: 'turn', ms: 5000, at: 9 }],
    ['info', sent({ status: 500, why: '500 Oops' })],
    ['warning', { ...retry, why: '500 Oops', afterMs: 132 }],
    ['info', sent({ status: 422, why: '422' })],
    ['warning', gaveUp(1)],
    ['warning', gaveUp(3)],
  ] as const;
  expect(tellAll('info', events)).toEqual([
    '· POST /user: 201 (12 ms)',
    '! POST /user: 429 Too Many Requests (12 ms)',
    '· all wait 5 s for the rate limit',
    '! POST /user: 429 Too Many Requests (12 ms)',
    '! POST /user: 429 Too Many Requests (12 ms)',
    '· POST /user: 201 (12 ms, after 5 s in the queue)',
    '! POST /user: 500 Oops (12 ms)',
    '! POST /user is sent again in 132 ms',
    '! POST /user: 422 (12 ms)',
    '! POST /user is given up after 3 attempts: 422',
  ]);
});

test('many requests are told by what each second came to', () => {
  const pulse: LogEvent = {
    ...{ event: 'pulse', from: 0, to: 1000, answered: 43, limited: 0, failed: 0 },
    ...{ logins: 0, maxWaitMs: 0, latencies: {} },
  };
  const events = [
    ['info', sent()],
    ['info', pulse],
    ...Array.from({ length: 150 }, () => ['info', sent()] as const),
    ['info', pulse],
  ] as const;
  const lines = tellAll('info', events);
  expect(lines).toHaveLength(101);
  expect(lines.at(-1)).toBe('· 43 answers in 1 s');
});

test('lines below the level of the log are left out, and text of an API is escaped', () => {
  const evil = '\u001b[2J\u202egnp';
  const events = [
    ['info', sent()],
    ['error', { event: 'left', resource: 'users', id: '7', reason: evil }],
  ] as const;
  expect(tellAll('error', events)).toEqual(['✗ users 7 is left: \\x1b[2J\\u{202e}gnp']);
});
