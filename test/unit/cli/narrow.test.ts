import { expect, test } from 'vitest';
import { displayWidth, factText, table } from '../../../src/report/table.ts';

const dim = (text: string): string => text;
const widest = (text: string): number => Math.max(...text.split('\n').map(displayWidth));

const columns = [
  { head: 'exécution' },
  { head: 'début' },
  { head: 'enregistrements', align: 'right' },
  { head: 'état', elastic: true },
] as const;
const rows = [
  ['sb0123456789', '26/11/2026 15:04', '1 234', "conservée, jusqu'à un nettoyage à son nom"],
  ['sb9876543210', '26/11/2026 16:04', '5', 'en cours'],
];

test.each([40, 58, 80, 200])(
  'a table of %i columns is no wider, and loses no cell that can be copied',
  (width) => {
    const text = table(columns, rows, { width, dim });
    expect(widest(text)).toBeLessThanOrEqual(width);
    for (const [run = '', started = '', records = ''] of rows)
      for (const cell of [run, started, records]) expect(text).toContain(cell);
  },
);

test.each([40, 58, 80])('a column that may wrap loses nothing at %i columns', (width) => {
  const wrapping = columns.map((column) => ('elastic' in column ? { ...column, wraps: true } : column));
  const address = `http://127.0.0.1:4010/${'a'.repeat(50)}/end`;
  const text = table(wrapping, [...rows, ['sb1', '', '', address]], { width, dim });
  expect(text.replace(/\s+/g, '')).toContain(address);
  expect(widest(text)).toBeLessThanOrEqual(width);
  expect(text).not.toContain('…');
  const words = text.split(/\s+/);
  for (const word of rows.flat().flatMap((cell) => cell.split(' '))) expect(words).toContain(word);
});

test('a table that has no room for its columns is a list', () => {
  expect(table(columns, rows.slice(1), { width: 40, dim })).toBe(
    [
      '  exécution        sb9876543210',
      '  début            26/11/2026 16:04',
      '  enregistrements  5',
      '  état             en cours',
    ].join('\n'),
  );
});

const facts = [
  ['vms par système', '12 × Ubuntu 24.04 LTS · 4 × Debian 12 · 3 × Rocky Linux 9'],
  ['runs', '2'],
] as const;

test.each([40, 58, 80, 200])('facts of %i columns are no wider, and say all', (width) => {
  const text = factText(facts, { width, dim });
  expect(widest(text)).toBeLessThanOrEqual(width);
  expect(text.replace(/\s+/g, ' ')).toBe(` ${facts.flat().join(' ')}`);
});

test.each([40, 58])('facts lose nothing at %i columns, and are no wider', (width) => {
  const email = 'viviane.menard.0@sbq38j7t1who-0.example.com';
  const command = 'seedbed sweep --run sbq38j7t1who';
  const text = factText(
    [
      ['API', 'http://127.0.0.1:38197/api:demo  answers (114 ms)'],
      ['sign in as', `${email} with Demo-User-2026!`],
      ['to remove', command, true],
    ],
    { width, dim },
  );
  expect(widest(text)).toBeLessThanOrEqual(width);
  expect(text.replace(/\s+/g, '')).toContain(email);
  expect(text).toContain(command);
});
