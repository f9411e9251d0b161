import { displayWidth, wrap } from './table.ts';

/** `isWhole`: it is there to be copied, and goes below its label in one piece if there is no room beside it. */
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
      if (isWhole && displayWidth(value) > width - column) return `  ${dim(label)}\n    ${value}`;
      const [first = '', ...others] = wrap(value, Math.max(leastRoom, width - column)).split('\n');
      const below = others.map((line) => `\n${' '.repeat(column)}${line}`).join('');
      const space = ' '.repeat(widest - displayWidth(label) + 2);
      return isNarrow ? `  ${dim(label)}\n    ${first}${below}` : `  ${dim(label)}${space}${first}${below}`;
    })
    .join('\n');
}
