import { tell } from './terminal.ts';

let make: (() => string | undefined) | undefined;

/** What is to be said if this process must end at once: what exists, and how to remove it. Undefined: nothing does. */
export function keepLastWord(word: () => string | undefined): void {
  make = word;
}

/** Says it, once. */
export function sayLastWord(): void {
  const word = make?.();
  make = undefined;
  if (word !== undefined) tell(`seedbed: ${word}`);
}
