import { stripVTControlCharacters } from 'node:util';
import { MASK, redact, secretTexts } from '../lib/redact.ts';
import type { DatasetSnapshot } from './snapshot.ts';

type Records = Pick<DatasetSnapshot, 'records'>;

/** What the records of a dataset keep secret. */
interface Held {
  /** Secret → how it is written in a text: as it is, within quotes, in an address. */
  readonly forms: Map<string, readonly string[]>;
  /** Not read yet: few datasets are ever asked. */
  readonly unread: Records[];
}

const held = new WeakMap<Records, Held>();

/** Shorter ones stand in any text. */
const shortest = 8;

/** Records that a dataset got after it was made: what they keep secret is masked with the rest. */
export function noteAdded(snapshot: Records, added: Records): void {
  heldOf(snapshot).unread.push(added);
}

/**
 * A text about a dataset's records that another program made, such as a runner's comparison of `{ ...user }` with something: every secret
 * in it masked. Short secrets stay: they stand in any text.
 */
export function withoutSecretsOf(snapshot: Records, text: string): string {
  if (text.length < shortest) return text;
  const forms = formsOf(snapshot);
  if (forms.size === 0) return text;
  const plain = text.includes('\u001b') ? stripVTControlCharacters(text) : text;
  const found: string[] = [];
  // Every step of a test comes here: nothing is made until one is found.
  for (const [secret, written] of forms) if (written.some((form) => plain.includes(form))) found.push(secret);
  if (found.length === 0) return text;
  const whole = redact(text, found);
  // A comparison colours the part of a text that differs: such a secret is in pieces.
  return plain === text
    ? whole
    : found.flatMap((secret) => forms.get(secret) ?? []).reduce(withoutColoured, whole);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is how a terminal is told of colours
const colours = /\u001b\[[\d;]*m/g;

function withoutColoured(text: string, form: string): string {
  const pieces = [...form].map((character) => character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&'));
  const anywhere = new RegExp(pieces.join(`(?:${colours.source})*`), 'g');
  return text.replace(anywhere, (coloured) => MASK + (coloured.match(colours) ?? []).join(''));
}

/** What reporters show of an error that is on its way. Its other properties are the test's own. */
const shown: readonly string[] = ['message', 'stack', 'cause', 'errors'];

/**
 * Masks the texts of an error where they stand, and those of its causes, so that whoever prints it shows no secret.
 *
 * @param wholly a copy that was made for reporters: all of its properties are masked
 * @returns that error, or what is to be shown of a text that was thrown
 */
export function maskError(
  error: unknown,
  mask: (text: string) => string,
  { wholly = false }: { readonly wholly?: boolean } = {},
): unknown {
  const seen = new Set<object>();
  const masked = (value: unknown): unknown => {
    if (typeof value === 'string') return mask(value);
    if (typeof value !== 'object' || value === null || seen.has(value)) return value;
    seen.add(value);
    for (const name of Object.getOwnPropertyNames(value)) {
      if (!wholly && !Array.isArray(value) && !shown.includes(name)) continue;
      const told: unknown = Reflect.get(value, name);
      const shownAs = masked(told);
      if (shownAs !== told) Reflect.set(value, name, shownAs);
    }
    return value;
  };
  return masked(error);
}

function formsOf(snapshot: Records): Held['forms'] {
  const { forms, unread } = heldOf(snapshot);
  for (const { records } of unread.splice(0))
    for (const { fields, secrets } of Object.values(records).flat())
      for (const secret of [...secretTexts(fields, Object.keys(secrets)), ...Object.values(secrets)])
        if (secret.length >= shortest && !forms.has(secret)) forms.set(secret, writtenAs(secret));
  return forms;
}

function writtenAs(secret: string): readonly string[] {
  const quoted = JSON.stringify(secret).slice(1, -1);
  return [...new Set([secret, quoted, encodeURIComponent(secret.toWellFormed())])];
}

function heldOf(snapshot: Records): Held {
  const known = held.get(snapshot) ?? { forms: new Map(), unread: [snapshot] };
  held.set(snapshot, known);
  return known;
}
