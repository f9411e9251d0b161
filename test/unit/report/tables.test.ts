import { describe, expect, test } from 'vitest';
import { previewTable } from '../../../src/cli/print-run.ts';
import type { DatasetSnapshot, SeededRecord } from '../../../src/dataset/snapshot.ts';
import { defineResource } from '../../../src/factory/define-resource.ts';
import { ChildCounts } from '../../../src/host/story/record-counts.ts';
import { setLanguage } from '../../../src/messages/language.ts';
import { users } from '../../../src/preset/users.ts';
import { vms } from '../../../src/preset/vms.ts';
import { recordsPerOwner, runStatistics, spreads, spreadsOf } from '../../../src/report/run-statistics.ts';
import { statisticsTable } from '../../../src/report/statistics-table.ts';
import { displayWidth, table } from '../../../src/report/table.ts';

const plain = (text: string): string => text;
const style = { width: 80, dim: plain, good: plain, bad: plain };
const defaultResources = [users, vms];

function seeded(resource: string, id: number, owner?: number): SeededRecord {
  return {
    resource,
    index: id - 1,
    id,
    fields: {
      id,
      name: `${resource}-${id}`,
      email: `user.${id}@example.com`,
      ...(owner && { user_id: owner }),
    },
    traits: [],
    parents: owner === undefined ? {} : { users: owner },
    secrets: { password: 'kept-apart' },
    entry: id,
  };
}

const snapshot: DatasetSnapshot = {
  namespace: 'team-a',
  randomSeed: 7,
  records: {
    users: [seeded('users', 1), seeded('users', 2)],
    vms: [seeded('vms', 1, 1), seeded('vms', 2, 1), seeded('vms', 3, 1)],
  },
  failures: [],
  stats: {
    resources: {
      users: { planned: 2, created: 2, adopted: 1, failed: 0, unknown: 0, successRate: 100, reasons: [] },
      vms: {
        planned: 6,
        created: 3,
        adopted: 0,
        failed: 3,
        unknown: 1,
        successRate: 50,
        reasons: [
          { reason: '500 Internal Server Error', count: 2 },
          { reason: 'no answer within 5 s', count: 1 },
        ],
      },
    },
    requests: 12,
    retries: 1,
    rateLimited: 2,
    durationMs: 1234.5,
  },
};

describe('the statistics', () => {
  test('write figures as the language does', () => {
    const one = { planned: 12_000, created: 8004, adopted: 0, failed: 3996, unknown: 0, successRate: 66.7 };
    const stats = { ...snapshot.stats, requests: 10_100, resources: { users: { ...one, reasons: [] } } };
    setLanguage('fr');
    const text = statisticsTable({ stats, spreads: [] }, style).replace(/[\u00a0\u202f]/g, ' ');
    setLanguage('en');
    expect(text).toContain('8 004 sur 12 000   3 996    66,7 %');
    expect(text).toContain('requêtes  10 100 ');
  });

  test('say what was made, why something is missing, and what it cost', () => {
    expect(statisticsTable({ ...snapshot, spreads: spreads(snapshot, defaultResources) }, style)).toBe(
      [
        '  resource                 created  failed  success',
        '  ─────────────────────────────────────────────────',
        '  users     2 of 2 (1 found again)       0    100 %',
        '  vms                       3 of 6       3     50 %',
        '',
        '  ✗ 2 vms: 500 Internal Server Error',
        '  ✗ 1 vms: no answer within 5 s',
        '  ? 1 vms of these may exist: their answers were lost.',
        '',
        '  vms per user  min 0 · avg 1.5 · max 3',
        '  requests      12 · 1 retry · 2 held back by the rate limit (429)',
        '  duration      1.2 s',
      ].join('\n'),
    );
  });

  test('as a file have one name each', () => {
    const counted = spreads(snapshot, defaultResources);
    const facts = { ...snapshot, run: 'sb0123456789', resources: ['users', 'vms'], spreads: counted };
    expect(runStatistics(facts)).toEqual({
      total_users: 2,
      total_vms: 3,
      user_success_rate: 100,
      vm_success_rate: 50,
      vms_per_user: { min: 0, avg: 1.5, max: 3 },
      requests: 12,
      retries: 1,
      rate_limited: 2,
      duration_ms: 1235,
      unknown: 1,
      not_sent: 0,
      failures: [
        { resource: 'vms', reason: '500 Internal Server Error', count: 2 },
        { resource: 'vms', reason: 'no answer within 5 s', count: 1 },
      ],
      run: 'sb0123456789',
      namespace: 'team-a',
      random_seed: 7,
    });
  });

  describe('of a run that was interrupted', () => {
    const one = { planned: 500, created: 40, adopted: 0, failed: 460, unknown: 0, successRate: 8 };
    const reason = { reason: 'not sent: interrupted', count: 460, notSent: true as const };
    const stats = {
      ...snapshot.stats,
      durationMs: 9000,
      resources: {
        users: { ...one, reasons: [reason] },
        vms: { ...one, created: 0, failed: 500, reasons: [{ ...reason, count: 500 }] },
      },
    };

    test.each([40, 80])('call nothing failed that was not sent, in %i columns', (width) => {
      const bad = (text: string): string => `<${text}>`;
      const text = statisticsTable(
        { stats, spreads: [], pauses: { ms: 3500, eachMs: 500 } },
        { ...style, bad, width, textWidth: width },
      );
      expect(text).not.toContain('<');
      expect(text.split('\n').filter((line) => line.length > width)).toEqual([]);
      expect(text).toMatch(/users +40 of 500 +0 +100 %/);
      expect(text).toMatch(/vms +0 of 500 +0 +–/);
      expect(text).toContain('  – 460 users: not sent: interrupted');
      expect(text).toMatch(/duration +9 s\n +pauses +3.5 s of that \(--delay 0.5\)/);
    });

    test('tell of pauses only if they were a third of the time', () => {
      const told = (ms: number): string =>
        statisticsTable({ stats, spreads: [], pauses: { ms, eachMs: 500 } }, style);
      expect([told(2500).includes('pauses'), told(3000).includes('pauses')]).toEqual([false, true]);
    });

    test('count them apart in a file', () => {
      const facts = { ...snapshot, stats, run: 'sb0123456789', resources: ['users', 'vms'], spreads: [] };
      expect(runStatistics(facts)).toMatchObject({
        not_sent: 960,
        failures: [
          { resource: 'users', count: 460, not_sent: true },
          { resource: 'vms', count: 500, not_sent: true },
        ],
      });
    });
  });

  test('spell out what a server put into a reason', () => {
    const reasons = [{ reason: '422: \u001b]52;c;eA==\u0007\r✓ 6 vms \u202e', count: 3 }];
    const { vms } = snapshot.stats.resources;
    if (vms === undefined) throw new TypeError('no vms');
    const stats = { ...snapshot.stats, resources: { vms: { ...vms, reasons } } };
    expect(statisticsTable({ stats, spreads: [] }, style)).toContain(
      '3 vms: 422: \\x1b]52;c;eA==\\x07\\r✓ 6 vms \\u{202e}\n',
    );
  });
});

test.each([
  [[], [], undefined],
  [[], [1, 2], { min: 0, avg: 0, max: 0 }],
  [[1, 1, 2], [], { min: 1, avg: 1.5, max: 2 }],
  [[1, 1, 9], [1, 2], { min: 0, avg: 1, max: 2 }],
])('children of %j among %j: %j', (owners, parents, spread) => {
  expect(recordsPerOwner(owners, parents)).toEqual(spread);
});

test('children are counted as they come, whatever their owners are called, and before or after them', () => {
  const counter = new ChildCounts(defaultResources);
  expect(spreadsOf(counter)).toEqual([]);
  const ids = [7, 1_000_000_007, 'u-1', -3, 0];
  const vm = (owner: string | number): void =>
    counter.add({ resource: 'vms', id: 1, parents: { users: owner } });
  vm(7);
  for (const id of ids) counter.add({ resource: 'users', id, parents: {} });
  for (const id of ids.slice(1, 4)) vm(id);
  vm('u-1');
  expect(spreadsOf(counter)).toEqual([{ child: 'vms', parent: 'users', spread: { min: 0, avg: 1, max: 2 } }]);
});

test('nothing is counted if there are more owners than are wanted', () => {
  const counts = new ChildCounts(defaultResources, 2);
  const add = (id: number | string): void => counts.add({ resource: 'vms', id: 1, parents: { users: id } });
  add(1);
  add('a');
  add('a');
  expect(counts.perParent).toEqual([{ child: 'vms', parent: 'users', counts: { 1: 1, 2: 1 } }]);
  add(2);
  expect(counts.perParent).toEqual([]);
});

describe('a table', () => {
  const long = 'x'.repeat(60);

  test.each([40, 60, 80])('gives way in its elastic columns at %i columns', (width) => {
    const columns = [
      { head: 'id', align: 'right' as const },
      { head: 'one', elastic: true },
      { head: 'two', elastic: true },
    ];
    const text = table(
      columns,
      [
        ['1234567890', long, long],
        ['1', 'a', '田中太郎'],
      ],
      { width, dim: plain },
    );
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    expect(text).toContain('1234567890');
    expect(text).toContain('…');
  });

  test('colours a heading that had to be cut as a whole', () => {
    const dim = (text: string): string => `\u001b[2m${text}\u001b[22m`;
    const columns = [{ head: 'a_heading_that_is_long', elastic: true }];
    expect(table(columns, [['7']], { width: 16, dim }).split('\n')[0]).toBe(
      '  \u001b[2ma_heading_tha…\u001b[22m',
    );
  });

  test('is no wider than what it holds', () => {
    expect(table([{ head: 'id' }], [['7']], { width: 80, dim: plain })).toBe('  id\n  ──\n  7');
  });
});

describe('a preview', () => {
  test('shows the fields that the resource chose, under its headings', () => {
    const books = defineResource({
      name: 'books',
      path: '/book',
      preview: { title: 'title', page_count: 'pages', gone: 'gone' },
      build: () => ({ isbn: '1', title: 'Emma', page_count: 474 }),
    });
    const [heads, row] = previewTable(books, [{ id: 7, isbn: '1', title: 'Emma', page_count: 474 }], style)
      .split('\n')
      .filter((line) => /\w/.test(line));
    expect(heads?.trim().split(/\s+/)).toEqual(['title', 'pages']);
    expect(row?.trim().split(/\s+/)).toEqual(['Emma', '474']);
  });

  const records = Array.from({ length: 7 }, (_, at) => seeded('users', at + 1).fields);

  test('shows five and counts the rest', () => {
    const text = previewTable(users, records, style);
    expect(text.split('\n')).toHaveLength(8);
    expect(text).toContain('user.5@example.com');
    expect(text).not.toContain('user.6@example.com');
    expect(text).toContain('… and 2 more');
  });

  test('writes nothing on the terminal that a server slipped in', () => {
    const text = previewTable(vms, [{ id: 1, name: 'a\u001b[2Jb\nc', status: 'running' }], style);
    expect(text).toContain('a\\x1b[2Jb\\nc');
  });
});

test.each([
  ['abc', 3],
  ['é', 1],
  ['e\u0301', 1],
  ['田中', 4],
  ['👩‍👩‍👧 🇫🇷', 5],
  ['\u001b[31mred\u001b[39m', 3],
])('%j takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});
