import { describe, expect, test } from 'vitest';
import { generated } from '../../../../src/cli/actions/generate.ts';
import { csv, csvCell, csvLine, json, ndjson } from '../../../../src/cli/output/formats.ts';
import { resolveConfig } from '../../../../src/config/resolve-config.ts';
import { preset } from '../../../../src/host/defaults.ts';

const config = resolveConfig({
  root: import.meta.dirname,
  explicit: { auth: 'none', project: 'shop' },
  ...preset,
});
const text = (parts: Iterable<string>): string => [...parts].join('');

describe('generated records', () => {
  test('belong to the users beside them, and hold no password', async () => {
    const all = await generated({ users: 2, vms: 3 }, config, 'sb0');
    const { users, vms } = JSON.parse(text(json(all)));
    expect(users.map(({ id }: { id: number }) => id)).toEqual([1, 2]);
    expect(vms.map(({ user_id }: { user_id: number }) => user_id)).toEqual([1, 2, 1]);
    expect(text(json(all))).not.toContain('password');
  });

  test('belong to somebody with id 1 where the seed makes no users', async () => {
    const all = await generated({ vms: 2 }, config, 'sb0');
    const records = text(ndjson(all))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ resource, user_id }) => [resource, user_id])).toEqual([
      ['vms', 1],
      ['vms', 1],
    ]);
  });

  test('are made when asked for, not before', async () => {
    const [users] = await generated({ users: 10_000_000 }, config, 'sb0');
    expect(users?.count).toBe(10_000_000);
    expect(users?.records().next().value).toMatchObject({ id: 1 });
  });

  test('are the same in every format', async () => {
    const all = await generated({ users: { count: 1, set: { name: '=cmd|calc' } } }, config, 'sb0');
    const [record] = JSON.parse(text(json(all))).users;
    const [line] = text(ndjson(all)).split('\n');
    expect(JSON.parse(String(line))).toEqual({ resource: 'users', ...record });
    const [users] = all;
    const rows = users === undefined ? '' : text(csv(users));
    expect(rows.split('\r\n')[0]).toBe(Object.keys(record).join(','));
    expect(rows).toContain("1,'=cmd|calc,");
  });
});

describe('csvCell', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+33 6 12', "'+33 6 12"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'],
    ['  =HYPERLINK("http://x")', '"\'  =HYPERLINK(""http://x"")"'],
    ['a=b', 'a=b'],
    ["d'Argenteuil", "d'Argenteuil"],
  ])('text that a spreadsheet would run is not a formula: %j', (value, cell) => {
    expect(csvCell(value, ',')).toBe(cell);
  });

  test.each([
    [-2, '-2'],
    [0.5, '0.5'],
    [true, 'true'],
    [null, ''],
    [undefined, ''],
    ['', ''],
  ])('%j stays what it is', (value, cell) => {
    expect(csvCell(value, ',')).toBe(cell);
  });

  test.each([
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    [{ a: [1, 2] }, '"{""a"":[1,2]}"'],
  ])('%j is quoted as RFC 4180 says', (value, cell) => {
    expect(csvCell(value, ',')).toBe(cell);
  });
});

test('a line ends with CRLF', () => {
  expect(csvLine(['id', 1, 'x'], ',')).toBe('id,1,x\r\n');
});
