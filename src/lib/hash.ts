/** FNV-1a, 32 bits, by UTF-16 units: about a nanosecond each. Every change of a single unit changes it. Never for secrets. */
export function fnv(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

const radix = 36;
const digits = Array.from({ length: radix }, (_, digit) => digit.toString(radix));
const pairs = digits.flatMap((high) => digits.map((low) => high + low));

/**
 * A whole number from 0 as `toString(36)` spells it. Each record has four of these in the ledger, and V8 takes up to a microsecond for one
 * that has more than 31 bits.
 */
export function base36(whole: number): string {
  let text = '';
  let rest = whole;
  while (rest >= pairs.length) {
    const next = Math.floor(rest / pairs.length);
    text = pairs[rest - next * pairs.length] + text;
    rest = next;
  }
  return (rest < radix ? digits[rest] : pairs[rest]) + text;
}
