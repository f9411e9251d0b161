import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  type BarStream,
  createBar,
  createLines,
  openProgress,
  type ProgressView,
  progressText,
  timeLeft,
} from '../../../src/cli/progress.ts';
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
    bar.report({ ...users, done: 10, failed: 0 });
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
    expect(written(isTTY)).toBe('users  10 of 20\n');
    vi.unstubAllEnvs();
  });
});

function linesOf(total: number): string[] {
  const lines: string[] = [];
  const view = createLines((line) => lines.push(line));
  for (const resource of ['users', 'vms'])
    for (let done = 1; done <= total; done++)
      view.report({ phase: 'create', resource, done, failed: 0, total });
  view.end();
  return lines;
}

test.each([1, 3, 10, 99, 10_000])(
  '%i records are at most ten lines a layer, the last one the whole',
  (total) => {
    const lines = linesOf(total);
    expect(lines.length).toBeLessThanOrEqual(20);
    expect(lines.at(-1)).toBe(`vms  ${total} of ${total}`);
    expect(lines).toContain(`users  ${total} of ${total}`);
  },
);

test('failures are told while it goes on', () => {
  expect(progressText({ phase: 'create', resource: 'vms', done: 9, failed: 2, total: 10 })).toBe(
    'vms  9 of 10, 2 failed',
  );
});

test.each([
  [0, 10, 5000, ''],
  [1, 10, 500, ''],
  [10, 10, 5000, ''],
  [5, 10, 5000, ', 5 s left'],
  [99, 100, 9900, ', 1 s left'],
  [1, 101, 2000, ', 3 min 20 s left'],
])('%i of %i after %i ms: %j', (done, total, elapsedMs, text) => {
  expect(timeLeft({ done, total }, elapsedMs)).toBe(text);
});
