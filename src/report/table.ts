import truncated from 'fast-string-truncated-width';

/** A column of a table. */
export interface Column {
  readonly head: string;
  /** @default 'left' */
  readonly align?: 'left' | 'right';
  /** Its cells, which then have no colours, are cut short with `…` if the table would be too wide. */
  readonly elastic?: boolean;
  /** Of an elastic one: its cells take several lines instead, between words. @default they are cut */
  readonly wraps?: boolean;
}

export interface TableStyle {
  /** Widest line, in columns. */
  readonly width: number;
  /** Makes headings and rules recede. */
  readonly dim: (text: string) => string;
}

const indent = 2;
const gap = 2;
/** A cell that is cut shorter says nothing. */
const narrowest = 12;

/** Rows under headings, a rule between, no box: it reads well at 80 columns and copies well, and at 40 as a list. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { width, dim }: TableStyle,
): string {
  const widths = fitWidths(columns, rows, width - indent);
  if (lineWidth(widths) > width - indent && rows.length > 0) return stacked(columns, rows, { width, dim });
  const line = (cells: readonly string[], paint: (text: string) => string = (text) => text): string => {
    const parts = columns.map((column, at) => linesOf(column, cells[at] ?? '', widths[at] ?? 0));
    const height = Math.max(...parts.map(({ length }) => length));
    return Array.from({ length: height }, (_, row) => {
      const padded = columns.map(({ align }, at) =>
        padToWidth(paint(parts[at]?.[row] ?? ''), widths[at] ?? 0, align),
      );
      return ' '.repeat(indent) + padded.join(' '.repeat(gap)).trimEnd();
    }).join('\n');
  };
  const head = columns.map(({ head }) => head);
  const rule = ' '.repeat(indent) + dim('─'.repeat(lineWidth(widths)));
  return [line(head, dim), rule, ...rows.map((row) => line(row))].join('\n');
}

/** If there is no room for columns: each cell on a line of its own, beside its heading. */
function stacked(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { width, dim }: TableStyle,
): string {
  const most = Math.max(narrowest, width - indent - gap - narrowest);
  const heads = columns.map(({ head }) => cutToWidth(head, most));
  const widest = Math.max(...heads.map(displayWidth));
  const room = Math.max(narrowest, width - indent - widest - gap);
  const blocks = rows.map((row) =>
    columns.map((column, at) => {
      const cell = linesOf(column, row[at] ?? '', room).join(`\n${' '.repeat(indent + widest + gap)}`);
      return ' '.repeat(indent) + dim(padToWidth(heads[at] ?? '', widest + gap)) + cell;
    }),
  );
  return blocks.map((lines) => lines.join('\n')).join('\n\n');
}

/** A cell in a column of this width. */
function linesOf({ elastic = false, wraps = false }: Column, cell: string, width: number): string[] {
  if (!elastic) return [cell];
  if (!wraps) return [cutToWidth(cell, width)];
  return wrap(cell, width)
    .split('\n')
    .flatMap((line) => chop(line, width));
}

/** A word that is longer than a line, an address mostly, goes on in the next. */
function chop(word: string, width: number): string[] {
  const { index, truncated: cut } = truncated(word, { limit: width, ellipsis: '' });
  return cut && index > 0 ? [word.slice(0, index), ...chop(word.slice(index), width)] : [word];
}

/** Each column as wide as its widest cell; elastic ones give way, the widest first, until the line fits. */
function fitWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  available: number,
): number[] {
  const widths = columns.map(({ head }, at) =>
    Math.max(displayWidth(head), ...rows.map((row) => displayWidth(row[at] ?? ''))),
  );
  while (lineWidth(widths) > available) {
    let widest: number | undefined;
    for (const [at, width] of widths.entries())
      if (columns[at]?.elastic && width > (widest === undefined ? narrowest : (widths[widest] ?? 0)))
        widest = at;
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function lineWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + gap, -gap);
}

/** Columns a text takes on a terminal: colours none, Chinese, Japanese and Korean characters two, combining marks none. */
export function displayWidth(text: string): number {
  return truncated(text).width;
}

/** A text without colours, cut to a number of columns if it is wider; then it ends with `…`. */
export function cutToWidth(text: string, width: number): string {
  const { index, truncated: cut } = truncated(text, { limit: width, ellipsis: '…', ellipsisWidth: 1 });
  return cut ? `${text.slice(0, index)}…` : text;
}

/** Fills a text up with spaces, on the side that the alignment leaves free. */
function padToWidth(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? text + space : space + text;
}

/** Not after an opening « nor before the signs that French has a space before: they stay with their word. */
const breaks = / (?<!« )(?![»:;!?%](?:[\s.,)]|$))/;

/** Breaks long lines between words, as terminals do not. Words longer than a line stay whole: they can be copied. */
export function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => (displayWidth(line) <= width ? line : wrapLine(line, width)))
    .join('\n');
}

function wrapLine(line: string, width: number): string {
  const [indent = ''] = /^ */.exec(line) ?? [];
  const [first = '', ...others] = line.slice(indent.length).split(breaks);
  const lines: string[] = [];
  let last = indent + first;
  for (const word of others) {
    const longer = `${last} ${word}`;
    if (displayWidth(longer) <= width) last = longer;
    else {
      lines.push(last.trimEnd());
      last = word;
    }
  }
  return [...lines, last].join('\n');
}

/** `isWhole`: it is there to be copied, and stays in one piece. What has no room beside its label goes below it. */
export type Fact = readonly [label: string, value: string, isWhole?: boolean];

/** A value has this much room beside its label, or goes below it. */
const leastRoom = 24;

/** Labels and values, the values under each other, none over the end of the line if it can be broken. */
export function factText(
  facts: readonly Fact[],
  { width, dim }: { readonly width: number; readonly dim: (text: string) => string },
): string {
  const widest = Math.max(...facts.map(([label]) => displayWidth(label)));
  const isNarrow = width - widest - 4 < leastRoom;
  const column = isNarrow ? 4 : widest + 4;
  return facts
    .map(([label, value, isWhole = false]) => {
      const longest = Math.max(...value.split(breaks).map(displayWidth));
      const isBelow = isNarrow || (isWhole ? displayWidth(value) : longest) > width - column;
      const from = isBelow ? 4 : column;
      const room = Math.max(narrowest, width - from);
      const lines = wrap(value, room).split('\n');
      // In one piece, what is there to be copied: a terminal breaks it so that it can be.
      const shown = isWhole && isBelow ? value.split('\n') : lines.flatMap((line) => chop(line, room));
      const text = shown.join(`\n${' '.repeat(from)}`);
      const space = isBelow ? `\n${' '.repeat(from)}` : ' '.repeat(widest - displayWidth(label) + 2);
      return `  ${dim(label)}${space}${text}`;
    })
    .join('\n');
}
