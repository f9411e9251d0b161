import { expect, test } from 'vitest';
import { exitCodeOf, explain, interrupted } from '../../../src/cli/endings.ts';
import { usageError } from '../../../src/cli/program.ts';
import { SeedbedError, type SeedbedErrorCode } from '../../../src/errors.ts';

test.each([
  ['SEEDBED_CONFIG', 2],
  ['SEEDBED_SEED', 2],
  ['SEEDBED_HTTP', 1],
  ['SEEDBED_AUTH', 4],
  ['SEEDBED_UNREACHABLE', 5],
  ['SEEDBED_HOST_REFUSED', 6],
  ['SEEDBED_PARTIAL', 3],
  ['SEEDBED_DEADLINE', 3],
  ['SEEDBED_NO_PARENT', 1],
  ['SEEDBED_CLEANUP', 7],
  ['SEEDBED_LEDGER', 1],
  ['SEEDBED_FILE', 1],
  ['SEEDBED_HOST', 1],
] satisfies [SeedbedErrorCode, number][])('%s ends with %i', (code, exitCode) => {
  expect(exitCodeOf(new SeedbedError(code, 'x'))).toBe(exitCode);
});

test('an interruption ends with 130, and anything unforeseen with 1', () => {
  expect(exitCodeOf(interrupted())).toBe(130);
  expect(exitCodeOf(new TypeError('x'))).toBe(1);
  expect(exitCodeOf('x')).toBe(1);
});

test('control characters that an API put into a message are escaped, and a list of records keeps its lines', () => {
  const error = new SeedbedError('SEEDBED_CLEANUP', 'left 1:\n  users \u001b]0;x\u0007\u202e: 403\rok');
  expect(explain(error)).toBe('left 1:\n  users \\x1b]0;x\\x07\\u{202e}: 403\\rok');
  expect(explain(new TypeError('a\u009bb'))).toContain('a\\x9bb');
});

test('the classic failures come with the remedy', () => {
  expect(explain(new SeedbedError('SEEDBED_UNREACHABLE', 'Refused.'))).toMatch(
    /^Cannot reach the API: Refused\. .*--base-url/,
  );
  expect(explain(new SeedbedError('SEEDBED_AUTH', 'Refused.'))).toBe('Cannot authenticate: Refused.');
  expect(explain(new SeedbedError('SEEDBED_NO_PARENT', 'No users.'))).toContain(
    '`seedbed users` before `seedbed vms`',
  );
  expect(explain(new SeedbedError('SEEDBED_PARTIAL', 'Stopped.'))).toContain('--batch-size');
});

test('a bug shows its stack only when asked to', () => {
  const bug = new TypeError('x is not a function');
  expect(explain(bug)).toContain('please report it: x is not a function');
  expect(explain(bug)).not.toContain('\n');
  expect(explain(bug, { verbose: true })).toContain('endings.test.ts');
});

test.each([
  [
    "error: unknown option '--cuont'\n(Did you mean --count?)\n",
    "unknown option '--cuont' (Did you mean --count?)",
  ],
  [
    "error: unknown option '--pasword=a b'\n(Did you mean --password?)\n",
    "unknown option '--pasword' (Did you mean --password?)",
  ],
  ["error: unknown option '--pasword=it's'\n", "unknown option '--pasword'"],
  [
    "error: too many arguments for 'users'. Expected 0 arguments but got 1: hunter2.\n",
    "too many arguments for 'users'. Expected 0 arguments but got 1.",
  ],
])('%j becomes one line without values', (text, line) => {
  expect(usageError(text)).toBe(line);
});
