import { describe, expect, test } from 'vitest';
import { csvCell, csvLine } from '../../../src/cli/generate/csv.ts';

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
    expect(csvCell(value)).toBe(cell);
  });

  test.each([
    [-2, '-2'],
    [0.5, '0.5'],
    [true, 'true'],
    [null, ''],
    [undefined, ''],
    ['', ''],
  ])('%j stays what it is', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  test.each([
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    [{ a: [1, 2] }, '"{""a"":[1,2]}"'],
  ])('%j is quoted as RFC 4180 says', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });
});

test('a line ends with CRLF', () => {
  expect(csvLine(['id', 1, 'x'])).toBe('id,1,x\r\n');
});
