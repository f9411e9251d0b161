import type { AnyResource } from '../factory/resource.ts';
import { isSecretName } from '../lib/redact.ts';
import { isPlainObject } from '../lib/show.ts';

/** A record as the API shows it. */
export type ApiRecord = Readonly<Record<string, unknown>>;

/** The server's name for one record. Digits that a JSON number cannot hold are a text. */
export type RecordId = string | number;

/**
 * Whether the natural key of a record proves that a dataset made it: only if it carries the dataset's namespace. A value that a seed
 * or a definition fixed (`set: { email: 'boss@example.com' }`) may have been somebody else's long before.
 */
export function provesOurs(key: string | undefined, namespace: string): boolean {
  return key !== undefined && carriesTag(key, namespace);
}

/** The tag as a word of its own, a dataset's number after it or not: `sb4k2x9q7m1p` is in `a.b.sb4k2x9q7m1p-0-1@x.fr`, not in `xsb4k2x9q7m1p`. */
export function carriesTag(text: string, tag: string): boolean {
  for (let at = text.indexOf(tag); at !== -1; at = text.indexOf(tag, at + 1)) {
    const before = text[at - 1];
    const after = text[at + tag.length];
    if ((before === undefined || !isWord(before)) && (after === undefined || !isWord(after))) return true;
  }
  return false;
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}

/** Servers trim keys, and lower the case of e-mails. */
export function sameKey(a: unknown, b: unknown): boolean {
  return a === b || spelled(a) === spelled(b);
}

/** A key as look-ups compare it. */
export function spelled(key: unknown): string {
  return String(key).trim().normalize('NFC').toLowerCase();
}

function letters(key: unknown): string {
  return spelled(key).replace(/[^\p{L}\p{N}]/gu, '');
}

/** The natural key that a record shows. Undefined: the resource has none, or the API hides it. */
export function keyOf({ key }: Pick<AnyResource, 'key'>, record: ApiRecord): string | undefined {
  const value = key === undefined ? undefined : record[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/**
 * What an answer to a create says about the record that was sent. `same`: it carries the key, or if the API shows none, the fields
 * that were sent. `other`: another record. `silent`: nothing to compare, as in `{ "id": 7 }`.
 */
export function compareToSent(
  resource: Pick<AnyResource, 'key' | 'secrets'>,
  sent: ApiRecord,
  answer: ApiRecord,
): 'same' | 'other' | 'silent' {
  const { key } = resource;
  if (key !== undefined && sent[key] !== undefined) {
    const shown = keyOf(resource, answer);
    // A server may spell a key in its own way; a record that has our key but for punctuation is ours.
    if (shown !== undefined) return letters(shown) === letters(sent[key]) ? 'same' : 'other';
  }
  let equal = 0;
  let different = 0;
  for (const name in sent) {
    if (isSecretName(name) || resource.secrets.includes(name)) continue;
    const mine = sent[name];
    const theirs = answer[name];
    if (!isScalar(mine) || !isScalar(theirs)) continue;
    if (sameKey(mine, theirs)) equal++;
    else different++;
  }
  if (equal + different === 0) return 'silent';
  // A server may round a number or set a status of its own; another record differs in more than that.
  return equal >= different ? 'same' : 'other';
}

/** True if an answer repeats every field that was sent and that it shows: a record that was there before has other values. */
export function repeatsSent(
  resource: Pick<AnyResource, 'secrets'>,
  sent: ApiRecord,
  answer: ApiRecord,
): boolean {
  return Object.entries(sent).every(
    ([name, mine]) =>
      isSecretName(name) ||
      resource.secrets.includes(name) ||
      !isScalar(mine) ||
      !isScalar(answer[name]) ||
      sameKey(mine, answer[name]),
  );
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** A name for when a record was made: `created_at`, `createdAt`, `created`, `date_created`, `insertedAt`. */
const creationName = /^(date_?)?(created|inserted|creation|registered)(_?(at|on|date|time|timestamp))?$/i;

/**
 * A short hash of what a record looked like when it was made, to know it again when its id may have been given to another:
 * `<when>.<what>`. `when` covers the time of creation, which no later change touches; `what` the longer texts that were shown. Either
 * may be empty. Undefined if both would be.
 */
export function fingerprintOf(
  resource: Pick<AnyResource, 'key' | 'secrets'>,
  record: ApiRecord,
): string | undefined {
  let when = '';
  let what = '';
  for (const name in record) {
    const value = record[name];
    if (typeof value === 'string' ? value.length < minTextLength : typeof value !== 'number') continue;
    if (creationName.test(name)) {
      if (typeof value === 'string' || (value as number) >= minStamp) when += `${value}\n`;
    } else if (typeof value === 'string' && !isVolatile(name) && !resource.secrets.includes(name))
      what += `${name}\t${value}\n`;
  }
  return when === '' && what === '' ? undefined : `${hash(when)}.${hash(what)}`;
}

/** Shorter texts are words that many records share: a status, a role, a country. */
const minTextLength = 8;
/** A number that is a time: seconds since 1970, in 2001 or later. */
const minStamp = 1e9;

/** Fields that a server or a test changes on its own, and those that must not be hashed. */
function isVolatile(name: string): boolean {
  return isSecretName(name) || /updated|modified|changed|last_|etag|version|links?$/i.test(name);
}

/** True if a record shown now is the one a fingerprint was taken of. */
export function matchesFingerprint(
  resource: Pick<AnyResource, 'key' | 'secrets'>,
  fingerprint: string | undefined,
  shown: ApiRecord,
): boolean {
  const [when = '', what = ''] = (fingerprint ?? '').split('.');
  const [shownWhen = '', shownWhat = ''] = (fingerprintOf(resource, shown) ?? '').split('.');
  if (when !== '' && shownWhen !== '') return when === shownWhen;
  return what !== '' && what === shownWhat;
}

/** FNV-1a in 53 bits, base 36: not for secrets, only to tell records apart. Empty for the empty text. */
function hash(text: string): string {
  if (text === '') return '';
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
  }
  return (((high >>> 0) % 2 ** 21) * 2 ** 32 + (low >>> 0)).toString(36);
}

/** Whether a value can name a record in a path and be trusted to be exact. */
export function isId(value: unknown): value is RecordId {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  return typeof value === 'string' && isPathSegment(value);
}

/** A segment that is not the folder itself or its parent, holds nothing unprintable, and can be URL-encoded. */
function isPathSegment(text: string): boolean {
  return (
    text !== '' &&
    text !== '.' &&
    text !== '..' &&
    text.length <= 512 &&
    text.isWellFormed() &&
    text.trim() === text &&
    !/\p{Cc}|\p{Cf}/u.test(text)
  );
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
