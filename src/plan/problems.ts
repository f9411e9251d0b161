import { SeedbedError } from '../errors.ts';
import { show } from '../lib/check.ts';
import { escapeText } from '../lib/escape.ts';
import { checksSay } from '../messages/checks.ts';
import { seedsSay as say } from '../messages/seeds.ts';

const shownAtMost = 10;
const longest = 1000;

/** Collects what is wrong with a seed, so that five typos cost one run and not five. */
export class Problems {
  readonly #lines: string[] = [];

  add(line: string): void {
    // A key is the user's own text, and may come from a flag or a file: one line, and no longer than one can read.
    this.#lines.push(escapeText(line, longest));
  }

  /** `Expected seed.users to be a count, got …`. */
  expected(place: string, what: string, got: unknown, hint = ''): void {
    this.add(checksSay.expected(place, what, describe(got)) + hint);
  }

  /** Throws `SEEDBED_SEED` with every problem, one a line; nothing if there is none. */
  throwIfAny(): void {
    const [first, ...others] = this.#lines;
    if (first === undefined) return;
    if (others.length === 0) throw new SeedbedError('SEEDBED_SEED', first);
    const shown = this.#lines.slice(0, shownAtMost).map((line) => `\n- ${line}`);
    const more =
      this.#lines.length > shownAtMost ? `\n- ${say.andMore(this.#lines.length - shownAtMost)}` : '';
    throw new SeedbedError('SEEDBED_SEED', say.problems(this.#lines.length) + shown.join('') + more);
  }
}

/** Joins a key to a place: `seed.users`, `seed.vms.count["70%"]`, `seed.users.traits[0]`. */
export function placeOf(place: string, key: string | number): string {
  if (typeof key === 'number') return `${place}[${key}]`;
  return /^[\w$]+$/.test(key) ? `${place}.${key}` : `${place}[${JSON.stringify(key)}]`;
}

// Objects are named, never printed: they may be circular, or hold a password that stands in the wrong place.
function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return show(value);
  if (Array.isArray(value)) return say.array(value.length);
  const maker: unknown = Object.getPrototypeOf(value)?.constructor;
  if (typeof maker !== 'function' || maker === Object) return say.object;
  return maker.name === '' ? say.someInstance : say.instance(maker.name);
}
