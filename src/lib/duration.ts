import { words } from '../messages/words.ts';

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** `'20s'`, `'500ms'`, `'2h'` → milliseconds; undefined if it is not a duration. A bare number is refused: units differ. */
export function parseDuration(text: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|m|min|h|d)\s*$/.exec(text);
  if (!match) return undefined;
  return Number(match[1]) * (units[match[2] as string] as number);
}

/** 41 → `41 ms`, 1830 → `1.8 s`, 125000 → `2 min 5 s`. For people, in their language. */
export function formatDuration(ms: number): string {
  return words().duration(ms);
}

/** A span that was written as a whole one: 20000 → `20 s`, not `20.0 s`. */
export function formatSpan(ms: number): string {
  return formatDuration(ms).replace(/[.,]0 /, ' ');
}
