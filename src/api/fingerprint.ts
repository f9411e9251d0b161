import type { AnyResource } from '../factory/resource.ts';
import { base36 } from '../lib/hash.ts';
import { isSecretName } from '../lib/redact.ts';
import { type ApiRecord, minTextLength } from './evidence.ts';

/** A name for when a record was made: `created_at`, `createdAt`, `created`, `date_created`, `insertedAt`. */
const creationName = /^(date_?)?(created|inserted|creation|registered)(_?(at|on|date|time|timestamp))?$/i;

export function isCreationName(name: string): boolean {
  return creationName.test(name);
}

/** A number that is a time: seconds since 1970, in 2001 or later. */
const minStamp = 1e9;

/** A day alone is no proof: many records are made in one. */
const withTime = /\d:\d|\dT\d{4}/;

/** A text that ends in parts of a second: `2026-11-26T10:00:07.123Z`. */
const withFraction = /^(.*:\d\d)[.,](\d+)(.*)$/;

/**
 * A short hash of what a record looked like when it was made, to know it again when its id may have been given to another:
 * `<when>.<what>.<fraction>`. `when` covers the time of creation, which no later change touches; `what` the longer texts that were
 * shown; `fraction` the parts of a second, which databases often do not keep. Each may be empty. Undefined if `when` and `what` are.
 */
export function fingerprintOf(
  { secrets }: Pick<AnyResource, 'secrets'>,
  record: ApiRecord,
): string | undefined {
  const when = new Digest();
  const what = new Digest();
  const fraction = new Digest();
  for (const name in record) {
    const value = record[name];
    if (typeof value === 'string' ? value.length < minTextLength : typeof value !== 'number') continue;
    const kind = kindOf(name);
    if (kind !== 'creation') {
      if (typeof value === 'string' && kind === 'text' && !secrets.includes(name))
        what.add(name).add('\t').add(value).add('\n');
    } else if (typeof value === 'number') {
      if (value >= minStamp) when.add(String(value)).add('\n');
    } else if (withTime.test(value as string)) {
      const [, seconds, parts = '', zone = ''] = withFraction.exec(value as string) ?? [];
      when.add(seconds === undefined ? (value as string) : `${seconds}${zone}`).add('\n');
      fraction.add(parts.replace(/0+$/, ''));
    }
  }
  if (when.isEmpty && what.isEmpty) return undefined;
  return `${when}.${what}${fraction.isEmpty ? '' : `.${fraction}`}`;
}

/**
 * Whether a record shown now is the one a fingerprint was taken of. Other texts alone prove nothing: a test may have edited them, and
 * a list may show fewer fields than the answer to the create.
 */
export function compareFingerprints(
  resource: Pick<AnyResource, 'secrets'>,
  fingerprint: string | undefined,
  shown: ApiRecord,
): 'same' | 'other' | 'unknown' {
  const [when = '', what = '', fraction = ''] = (fingerprint ?? '').split('.');
  const [shownWhen = '', shownWhat = '', shownFraction = ''] = (fingerprintOf(resource, shown) ?? '').split(
    '.',
  );
  const byText = what !== '' && what === shownWhat ? 'same' : 'unknown';
  if (when === '' || shownWhen === '') return byText;
  if (when !== shownWhen) return 'other';
  if (fraction === shownFraction) return 'same';
  // One of them was cut to the second: many records may have been made in it.
  return fraction === '' || shownFraction === '' ? byText : 'other';
}

type Kind = 'creation' | 'volatile' | 'text';

/** There are few names, and each is asked about for every record. */
const kinds = new Map<string, Kind>();
const mostKinds = 5_000;

function kindOf(name: string): Kind {
  let kind = kinds.get(name);
  if (kind === undefined) {
    if (kinds.size >= mostKinds) kinds.clear();
    kind = creationName.test(name) ? 'creation' : isVolatile(name) ? 'volatile' : 'text';
    kinds.set(name, kind);
  }
  return kind;
}

/** Fields that a server or a test changes on its own, and those that must not be hashed. */
function isVolatile(name: string): boolean {
  return isSecretName(name) || /updated|modified|changed|last_|etag|version|links?$/i.test(name);
}

/**
 * FNV-1a in 53 bits, base 36: not for secrets, only to tell records apart. Empty for the empty text. Texts are added one after another, so
 * that none is put together only to be hashed.
 */
class Digest {
  isEmpty = true;
  #low = 0x811c9dc5;
  #high = 0x1b873593;

  add(text: string): this {
    let low = this.#low;
    let high = this.#high;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ code, 0x85ebca6b);
    }
    this.#low = low;
    this.#high = high;
    if (text !== '') this.isEmpty = false;
    return this;
  }

  toString(): string {
    return this.isEmpty ? '' : base36(((this.#high >>> 0) % 2 ** 21) * 2 ** 32 + (this.#low >>> 0));
  }
}

/** When a record says it was made, in epoch ms: not before `from`, not after `to`. `unreadable`: it says so in a way we cannot read. */
type CreationTime = { readonly from: number; readonly to: number } | 'unreadable';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Zones reach from UTC-12 to UTC+14. */
const latestZoneMs = 12 * hourMs;
const earliestZoneMs = 14 * hourMs;

/** Every time of creation that a record shows, under whatever of the usual names. */
export function creationTimes(record: ApiRecord): CreationTime[] {
  return Object.entries(record)
    .filter(([name, value]) => isCreationName(name) && value != null && typeof value !== 'boolean')
    .map(([, value]) => timeOf(value));
}

function timeOf(value: unknown): CreationTime {
  if (typeof value === 'number') return stampOf(value);
  if (typeof value !== 'string') return 'unreadable';
  const text = value.trim();
  if (/^\d{9,17}(\.\d+)?$/.test(text)) return stampOf(Number(text));
  const [, day, time, zone] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?)\s?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?$/i.exec(
      text,
    ) ?? [];
  if (day === undefined)
    return /\b(GMT|UTC|Z)$|[+-]\d{4}$/i.test(text) ? exact(Date.parse(text)) : 'unreadable';
  if (time === undefined) return within(Date.parse(`${day}T00:00:00Z`), dayMs);
  const at = Date.parse(`${day}T${time.replace(',', '.')}${isoZone(zone)}`);
  return zone === undefined ? within(at, 0) : exact(at);
}

/** Seconds, milliseconds or microseconds since 1970. */
function stampOf(value: number): CreationTime {
  if (value >= 1e9 && value < 1e11) return exact(value * 1000);
  if (value >= 1e12 && value < 1e14) return exact(value);
  return value >= 1e15 && value < 1e17 ? exact(value / 1000) : 'unreadable';
}

function exact(at: number): CreationTime {
  return Number.isNaN(at) ? 'unreadable' : { from: at, to: at };
}

/** A time without a zone may be anybody's. */
function within(at: number, lengthMs: number): CreationTime {
  return Number.isNaN(at) ? 'unreadable' : { from: at - earliestZoneMs, to: at + lengthMs + latestZoneMs };
}

function isoZone(zone = 'Z'): string {
  if (/^[a-z]+$/i.test(zone)) return 'Z';
  const [, sign, hours, minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return `${sign}${hours}:${minutes}`;
}
