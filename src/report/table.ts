import Table from 'cli-table3';
import { displayWidth } from './display-width.ts';

/** A column of a table. */
export interface Column {
  readonly head: string;
  /** @default 'left' */
  readonly align?: 'left' | 'right';
  /** May be cut short, with `…`, where the table would be too wide. */
  readonly elastic?: boolean;
}

export interface TableStyle {
  /** Widest line, in columns. */
  readonly width: number;
  /** Makes headings and rules recede. */
  readonly dim: (text: string) => string;
}

const indent = 2;
const gap = 2;
const narrowest = 8;

/** Rows under headings, a rule between, no box: it reads well at 80 columns and copies well. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { width, dim }: TableStyle,
): string {
  const widths = fitWidths(columns, rows, width - indent);
  const drawn = new Table({
    head: columns.map(({ head }) => dim(head)),
    colWidths: widths.map((column) => column + gap),
    colAligns: columns.map(({ align = 'left' }) => align),
    truncate: '…',
    chars: {
      ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
      ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
      ...{ left: '', 'left-mid': '', right: '', 'right-mid': '' },
      ...{ middle: '', mid: '─', 'mid-mid': '─' },
    },
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': gap },
  });
  for (const row of rows) drawn.push([...row]);
  const rule = '─'.repeat(widths.reduce((sum, column) => sum + column + gap, -gap));
  return drawn
    .toString()
    .split('\n')
    .map((line) => ' '.repeat(indent) + (/^─+$/.test(line) ? dim(rule) : line.trimEnd()))
    .join('\n');
}

/** Each column as wide as its widest cell; elastic ones give way, the widest first, until the line fits. */
function fitWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  available: number,
): number[] {
  const widths = columns.map(({ head }, at) =>
    Math.max(head.length, ...rows.map((row) => displayWidth(row[at] ?? ''))),
  );
  const total = (): number => widths.reduce((sum, width) => sum + width + gap, -gap);
  while (total() > available) {
    let widest: number | undefined;
    for (const [at, width] of widths.entries())
      if (columns[at]?.elastic && width > (widest === undefined ? narrowest : (widths[widest] ?? 0)))
        widest = at;
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}
