import type { ApiRecord } from './evidence.ts';
import { isCreationName } from './fingerprint.ts';

/** When a record says it was made, in epoch ms: not before `from`, not after `to`. `unreadable`: it says so in a way we cannot read. */
export type CreationTime = { readonly from: number; readonly to: number } | 'unreadable';

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
