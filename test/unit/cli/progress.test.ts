import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createLines, openProgress } from '../../../src/cli/progress.ts';
import {
  type BarStream,
  createBar,
  etaOf,
  type ProgressView,
  progressText,
} from '../../../src/cli/progress-bar.ts';
import { tell } from '../../../src/cli/terminal.ts';
import { type Clock, systemClock } from '../../../src/lib/clock.ts';
import { displayWidth } from '../../../src/report/table.ts';

/** A terminal with a last line that is written over: what a person sees of it. */
class Screen implements BarStream {
  readonly lines: string[] = [''];
  widest = 0;
  readonly columns: number;
  #column = 0;

  constructor(columns: number) {
    this.columns = columns;
  }

  write(text: string): boolean {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are no part of what is read
    for (const character of text.replace(/\u001b\[\d+m/g, '')) {
      if (character === '\n') this.lines.push('');
      const line = [...(this.lines.at(-1) ?? '')];
      if (character !== '\n') line[this.#column] = character;
      this.#column = character === '\n' ? 0 : this.#column + 1;
      this.lines[this.lines.length - 1] = line.join('');
      this.widest = Math.max(this.widest, displayWidth(line.join('')));
    }
    return true;
  }

  cursorTo(column: number): boolean {
    this.#column = column;
    return true;
  }

  clearLine(direction: -1 | 0 | 1): boolean {
    const kept = direction === 1 ? [...(this.lines.at(-1) ?? '')].slice(0, this.#column).join('') : '';
    this.lines[this.lines.length - 1] = kept;
    return true;
  }
}

let bar: ProgressView | undefined;
afterEach(() => {
  bar?.end();
  vi.restoreAllMocks();
});

function open(columns: number): { screen: Screen; view: ProgressView; pass(ms: number): void } {
  let now = 0;
  const clock: Clock = { ...systemClock, now: () => now };
  const screen = new Screen(columns);
  bar = createBar(screen, clock);
  return {
    screen,
    view: bar,
    pass: (ms) => {
      now += ms;
    },
  };
}

const users = { phase: 'create', resource: 'users', total: 20 } as const;

describe('a bar', () => {
  test('fills up on one line, which a finished layer leaves behind as one line of text', () => {
    const { screen, view, pass } = open(80);
    view.report({ ...users, done: 1, failed: 0 });
    pass(2000);
    view.report({ ...users, done: 10, failed: 1 });
    expect(screen.lines).toEqual(['━━━━━━━━━━━━────────────  users  10 of 20, 1 failed, 2 s left [2 s]']);
    view.report({ ...users, done: 20, failed: 1 });
    view.report({ ...users, resource: 'vms', done: 20, failed: 0 });
    expect(screen.lines).toEqual(['✗ users  20 of 20, 1 failed', '✓ vms  20 of 20', '']);
  });

  test('shows one of two layers that are made side by side, and ends neither before its time', () => {
    const { screen, view, pass } = open(80);
    const vms = { ...users, resource: 'vms' };
    view.report({ ...users, done: 18, failed: 0 });
    pass(100);
    view.report({ ...vms, done: 3, failed: 0 });
    expect(screen.lines.join()).toContain('users  18 of 20');
    expect(screen.lines).toHaveLength(1);
    view.report({ ...users, done: 20, failed: 0 });
    expect(screen.lines).toEqual(['✓ users  20 of 20', expect.stringContaining('vms  3 of 20')]);
    view.report({ ...vms, done: 5, failed: 1 });
    view.end();
    expect(screen.lines).toEqual(['✓ users  20 of 20', '✗ vms  5 of 20, 1 failed', '']);
  });

  test.each([20, 30, 40])('is never wider than a terminal of %i columns', (columns) => {
    const { screen, view, pass } = open(columns);
    view.report({ ...users, done: 1, failed: 0 });
    pass(65_000);
    view.report({ ...users, done: 2, failed: 1 });
    expect(screen.widest).toBeLessThan(columns);
    expect(screen.lines).toHaveLength(1);
  });

  test('is drawn no more often than a person sees', () => {
    const { screen, view, pass } = open(80);
    const write = vi.spyOn(screen, 'write');
    for (let done = 1; done < 20; done++) {
      view.report({ ...users, done, failed: 0 });
      pass(1);
    }
    expect(write).toHaveBeenCalledTimes(1);
  });

  test('stays below what is told meanwhile, and a Ctrl-C is answered there too', () => {
    const { screen, view } = open(80);
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => screen.write(String(text)));
    view.report({ ...users, done: 10, failed: 0 });
    const line = screen.lines[0];
    tell('POST /user: 200 OK');
    view.stopping();
    expect(screen.lines).toEqual([
      'POST /user: 200 OK',
      'Stopping: waiting for what is in flight. Ctrl-C again to quit at once.',
      line,
    ]);
  });

  test.each([40, 58, 80])('says what is waited for instead of the time left, on %i columns', (columns) => {
    const { screen, view, pass } = open(columns);
    view.waiting({ for: 'login' });
    expect(screen.lines).toEqual(['signing in']);
    view.report({ ...users, done: 10, failed: 0 });
    view.waiting({ for: 'limit', ms: 14_000 });
    expect(screen.lines[0]).toMatch(/users {2}10 of 20, waiting 14 s/);
    pass(4000);
    view.report({ ...users, done: 11, failed: 0 });
    expect(screen.lines[0]).toMatch(/users {2}11 of 20, waiting 10 s/);
    pass(10_000);
    view.report({ ...users, done: 12, failed: 0 });
    expect(screen.lines[0]).toMatch(/users {2}12 of 20, 10 s left/);
    expect(screen.widest).toBeLessThan(columns);
  });

  test('leaves nothing behind of a wait before the first record', () => {
    const { screen, view } = open(80);
    view.waiting({ for: 'down', ms: 3000 });
    expect(screen.lines).toEqual(['the API is down: next try in 3 s']);
    view.end();
    expect(screen.lines).toEqual(['']);
  });

  test('leaves what was reached when it had to end early, and then draws no more', () => {
    const { screen, view } = open(80);
    const listeners = process.listenerCount('exit');
    view.report({ ...users, done: 10, failed: 0 });
    view.end();
    view.end();
    expect(screen.lines).toEqual(['✗ users  10 of 20', '']);
    expect(process.listenerCount('exit')).toBe(listeners - 1);
  });
});

describe('progress', () => {
  const written = (isTTY: boolean): string => {
    const stream = new PassThrough();
    const screen = Object.assign(stream, { isTTY, columns: 80, cursorTo: vi.fn(), clearLine: vi.fn() });
    bar = openProgress(screen);
    for (const done of [10, 20]) bar.report({ ...users, done, failed: 0 });
    return String(stream.read());
  };

  test('is a bar on a terminal', () => {
    vi.stubEnv('TERM', 'xterm');
    expect(written(true)).toContain('━');
    vi.unstubAllEnvs();
  });

  test.each([
    ['a pipe', false, 'xterm'],
    ['a terminal that cannot redraw a line', true, 'dumb'],
  ])('is plain lines on %s', (_, isTTY, term) => {
    vi.stubEnv('TERM', term);
    expect(written(isTTY)).toBe('users  20 of 20\n');
    vi.unstubAllEnvs();
  });
});

/** What is written when so many records a second are made. */
function linesOf(total: number, perSecond: number): string[] {
  let now = 0;
  const lines: string[] = [];
  const view = createLines((line) => lines.push(line), { ...systemClock, now: () => now });
  for (const resource of ['users', 'vms'])
    for (let done = 1; done <= total; done++) {
      now += 1000 / perSecond;
      view.report({ phase: 'create', resource, done, failed: 0, total });
    }
  view.end();
  return lines;
}

test.each([
  [1, 1],
  [99, 1000],
  [10_000, 1_000_000],
])('%i records, %i a second, are one line a layer', (total, perSecond) => {
  const far = new Intl.NumberFormat('en').format(total);
  expect(linesOf(total, perSecond)).toEqual([`users  ${far} of ${far}`, `vms  ${far} of ${far}`]);
});

test('longer runs are told every ten seconds, with how fast and how long still', () => {
  expect(linesOf(50, 2)).toEqual([
    'users  20 of 50, 2.1 a second, 15 s left',
    'users  40 of 50, 2.1 a second, 5 s left',
    'users  50 of 50',
    'vms  20 of 50, 2.1 a second, 15 s left',
    'vms  40 of 50, 2.1 a second, 5 s left',
    'vms  50 of 50',
  ]);
});

test('long waits are told between the lines, short ones are not', () => {
  let now = 0;
  const lines: string[] = [];
  const view = createLines((line) => lines.push(line), { ...systemClock, now: () => now });
  now = 6000;
  view.waiting({ for: 'login' });
  view.waiting({ for: 'limit', ms: 1500 });
  view.waiting({ for: 'limit', ms: 14_000 });
  view.waiting({ for: 'limit', ms: 13_999 });
  now = 20_000;
  view.waiting({ for: 'down', ms: 20_000 });
  expect(lines).toEqual(["waiting 14 s for the API's rate limit", 'the API is down: next try in 20 s']);
});

test('failures are told while it goes on', () => {
  expect(progressText({ phase: 'create', resource: 'vms', done: 9, failed: 2, total: 10 })).toBe(
    'vms  9 of 10, 2 failed',
  );
});

test.each([
  [0, 10, 5000, ''],
  [1, 10, 500, ''],
  [10, 10, 5000, ''],
  [5, 10, 5000, '5 s left'],
  [99, 100, 9900, '1 s left'],
  [1, 101, 2000, '3 min 20 s left'],
])('%i of %i after %i ms: %j', (done, total, elapsedMs, text) => {
  expect(etaOf({ done, total }, elapsedMs)).toBe(text);
});

test('a long wait that comes first is told at once, however short the command', () => {
  const lines: string[] = [];
  const view = createLines((line) => lines.push(line), { ...systemClock, now: () => 0 });
  view.waiting({ for: 'limit', ms: 30_000 });
  view.waiting({ for: 'limit', ms: 29_990 });
  view.report({ phase: 'create', resource: 'users', done: 1, failed: 0, total: 9 });
  expect(lines).toEqual(["waiting 30 s for the API's rate limit"]);
});
