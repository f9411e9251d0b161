import { type AnyResource, isKeyName, keyValue } from '../factory/resource.ts';
import { isPlainObject } from '../lib/check.ts';
import { isSecretName } from '../lib/redact.ts';

export { isRecordId as isId, type RecordId } from '../lib/record-id.ts';

/** A record as the API shows it. */
export type ApiRecord = Readonly<Record<string, unknown>>;

/**
 * Whether the natural key of a record proves that a dataset made it: only if it carries the dataset's namespace. A value that a seed
 * or a definition fixed (`set: { email: 'boss@example.com' }`) may have been somebody else's long before.
 */
export function provesOurs(key: string | undefined, namespace: string): boolean {
  return key !== undefined && carriesTag(key, namespace);
}

/**
 * The tag as a word of its own, a dataset's number after it or not: `sb4k2x9q7m1p` is in `a.b.sb4k2x9q7m1p-0-1@x.fr`, not in
 * `xsb4k2x9q7m1p`. In any case of letters: a server may write codes and names in capitals.
 */
export function carriesTag(text: string, tag: string): boolean {
  return holdsWord(text, tag) || (/\p{Lu}/u.test(text) && holdsWord(text.toLowerCase(), tag.toLowerCase()));
}

function holdsWord(text: string, tag: string): boolean {
  for (let at = text.indexOf(tag); at !== -1; at = text.indexOf(tag, at + 1)) {
    const before = text[at - 1];
    const after = text[at + tag.length];
    if ((before === undefined || !isWord(before)) && (after === undefined || !isWord(after))) return true;
  }
  return false;
}

function isWord(character: string): boolean {
  // Called three times for every record. These are the usual neighbours.
  if (character === '.' || character === '-' || character === '@') return false;
  return /[\p{L}\p{N}]/u.test(character);
}

/** Servers trim keys, and lower the case of e-mails. */
export function sameKey(a: unknown, b: unknown): boolean {
  return a === b || spelled(a) === spelled(b);
}

/** A key as look-ups compare it. */
export function spelled(key: unknown): string {
  const text = String(key).trim().normalize('NFC').toLowerCase();
  return text.includes('t') ? text.replace(time, (written) => sameTime(written)) : text;
}

const time = /\b\d{4}-\d\d-\d\dt\d\d:\d\d(:\d\d(\.\d+)?)?(z|[+-]\d\d:?\d\d)?(?![\w.])/g;

/** A day of a key may come back as its midnight, and a time without its zeros or in another zone. */
function sameTime(written: string): string {
  const hasZone = /(z|[+-]\d\d:?\d\d)$/.test(written);
  const at = new Date((hasZone ? written : `${written}z`).toUpperCase());
  return Number.isNaN(at.getTime()) ? written : at.toISOString().replace('T00:00:00.000Z', '').toLowerCase();
}

function letters(key: unknown): string {
  return spelled(key).replace(/[^\p{L}\p{N}]/gu, '');
}

/** The natural key that a record shows. Undefined: the resource has none, or the API hides it. */
export function keyOf({ key }: Pick<AnyResource, 'key'>, record: ApiRecord): string | undefined {
  return keyValue(key, record) ?? (typeof key === 'string' ? renderedText(record[key]) : undefined);
}

/** WordPress shows texts as `{ "rendered": "…" }`, and to editors as they were sent, too. */
function renderedText(value: unknown): string | undefined {
  if (!isPlainObject(value)) return undefined;
  const text = value.raw ?? value.rendered;
  return typeof text === 'string' ? text : undefined;
}

/**
 * What an answer to a create says about the record that was sent. `same`: it carries the key, or if the API shows none, the fields
 * that were sent. `other`: another record. `silent`: too little to compare, as in `{ "id": 7 }`.
 */
export function compareToSent(
  resource: Pick<AnyResource, 'key' | 'secrets'>,
  sent: ApiRecord,
  answer: ApiRecord,
): 'same' | 'other' | 'silent' {
  const wanted = keyOf(resource, sent);
  const shown = wanted === undefined ? undefined : keyOf(resource, answer);
  if (wanted !== undefined && shown !== undefined) return isKeyAsSent(wanted, shown) ? 'same' : 'other';
  const { texts, words } = compareFields(resource, sent, answer);
  // A server may set a status of its own, or write one text in its own way; another record has other texts.
  if (texts.equal + texts.different > 0)
    return texts.equal > 0 && texts.equal >= texts.different ? 'same' : 'other';
  if (words.equal === words.different) return 'silent';
  return words.equal > words.different ? 'same' : 'other';
}

/** A server may spell a key in its own way. A record whose key differs from ours only by punctuation is ours. */
function isKeyAsSent(sent: unknown, shown: string): boolean {
  if (sent === shown || sameKey(sent, shown)) return true;
  const wanted = letters(sent);
  return wanted !== '' && wanted === letters(shown);
}

/**
 * True if an answer repeats every field that was sent and that it shows, and one besides the key: a record that was there before has
 * other values.
 */
export function repeatsSent(
  resource: Pick<AnyResource, 'key' | 'secrets'>,
  sent: ApiRecord,
  answer: ApiRecord,
): boolean {
  const { texts, words } = compareFields(resource, sent, answer);
  return texts.different + words.different === 0 && texts.equal + words.equal > 0;
}

/** True if the other fields of an answer show that it is another record under the same key. */
export function contradictsSent(
  resource: Pick<AnyResource, 'key' | 'secrets'>,
  sent: ApiRecord,
  answer: ApiRecord,
): boolean {
  const { texts, words } = compareFields(resource, sent, answer);
  return texts.equal + texts.different > 0 ? texts.different > texts.equal : words.different > words.equal;
}

interface Compared {
  equal: number;
  different: number;
}

/** Compares what both show, except the key and secrets. `texts` tell records apart; `words`, numbers and dates are shared by many. */
function compareFields(
  { key, secrets }: Pick<AnyResource, 'key' | 'secrets'>,
  sent: ApiRecord,
  answer: ApiRecord,
): { readonly texts: Compared; readonly words: Compared } {
  const texts = { equal: 0, different: 0 };
  const words = { equal: 0, different: 0 };
  for (const name in sent) {
    // Asked first, because many answers show little.
    const theirs = answer[name];
    const mine = sent[name];
    if (!isScalar(theirs) || !isScalar(mine)) continue;
    if (isKeyName(key, name) || isSecretName(name) || secrets.includes(name)) continue;
    const compared =
      typeof mine === 'string' && mine.length >= minTextLength && !isDate(mine) ? texts : words;
    if (sameKey(mine, theirs)) compared.equal++;
    else compared.different++;
  }
  return { texts, words };
}

/** Shorter texts are words that many records share: a status, a role, a country. */
export const minTextLength = 8;

/** Servers write dates in their own way: `2026-01-01` as `2026-01-01T00:00:00.000Z`. */
function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(text);
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** The value at a path of names: `data.user.id`. */
export function valueAt(body: unknown, path: string): unknown {
  let value = body;
  for (const name of path.split('.')) {
    if (!isPlainObject(value)) return undefined;
    value = value[name];
  }
  return value;
}
