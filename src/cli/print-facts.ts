import { displayWidth } from '../report/table.ts';
import { print, reportStyle, wrap } from './terminal.ts';

export type Fact = readonly [label: string, value: string];

/** A value has this much room beside its label, or goes below it. */
const leastRoom = 24;

/** Labels and values, the values under each other, none over the end of the line where it can be broken. */
export function printFacts(facts: readonly Fact[]): void {
  print(`\n${factText(facts, reportStyle())}`);
}

export function factText(
  facts: readonly Fact[],
  { width, dim }: { readonly width: number; readonly dim: (text: string) => string },
): string {
  const widest = Math.max(...facts.map(([label]) => displayWidth(label)));
  const isNarrow = width - widest - 4 < leastRoom;
  const column = isNarrow ? 4 : widest + 4;
  return facts
    .map(([label, value]) => {
      const [first = '', ...others] = wrap(value, Math.max(leastRoom, width - column)).split('\n');
      const below = others.map((line) => `\n${' '.repeat(column)}${line}`).join('');
      const space = ' '.repeat(widest - displayWidth(label) + 2);
      return isNarrow ? `  ${dim(label)}\n    ${first}${below}` : `  ${dim(label)}${space}${first}${below}`;
    })
    .join('\n');
}
