import { isPlainObject } from '../lib/check.ts';
import { base36, fnv } from '../lib/hash.ts';
import { isRecordId } from '../lib/record-id.ts';
import type { Intent, KeptBecause, LedgerEvent } from './ledger.ts';

/** How the lines of one ledger are spelled. Version 1 spells its events out and has no checksums. */
export interface LineFormat {
  readonly version: number;
  /** Where checksums begin: at the run's id, so that a line of another run's ledger does not fit. */
  readonly seed: number;
}

export function lineFormat(version: number, runId: string): LineFormat {
  return { version, seed: fnv(runId) };
}

/**
 * An event as one line, without its end. Version 2 names the event by its first field and ends with a checksum: a byte that flips
 * within an id makes another good id, and its record would be somebody else's.
 */
export function eventLine(event: LedgerEvent, { version, seed }: LineFormat): string {
  if (version === 1)
    return JSON.stringify('entry' in event ? { event: event.event, at: event.entry } : event);
  const body = short(event);
  return `${body},"#":"${base36(fnv(body, seed))}"}`;
}

/** Undefined: the line cannot be understood, or is not as it was written. */
export function parseEvent(line: string, { version, seed }: LineFormat): LedgerEvent | undefined {
  if (version !== 1) {
    const end = line.lastIndexOf(',"#":"');
    if (end === -1 || line.slice(end + 6) !== `${base36(fnv(line.slice(0, end), seed))}"}`) return undefined;
  }
  try {
    const value: unknown = JSON.parse(line);
    if (!isPlainObject(value)) return undefined;
    return version === 1 ? long(value) : checked(eventOf(value));
  } catch {
    return undefined;
  }
}

/** A text that can be printed and compared: not empty, no control characters, no half characters. */
export function isWord(value: unknown, maxLength = 256): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    value.length <= maxLength &&
    value.isWellFormed() &&
    !/\p{Cc}/u.test(value)
  );
}

/** Whether a natural key can be written down; one that cannot is left out, and its record can be found by its id only. */
export function isKey(value: unknown): value is string {
  return isWord(value, 4096);
}

/** Version 2 on disk: JSON without its closing brace. Put together by hand, because every record costs two lines. */
function short(event: LedgerEvent): string {
  const json = JSON.stringify;
  switch (event.event) {
    case 'intent': {
      const { entry, ms, dataset, resource, key, route } = event;
      const line = `{"intent":${entry},"ms":${ms},"d":${json(dataset)},"r":${json(resource)}`;
      const withKey = key === undefined ? line : `${line},"k":${json(key)}`;
      return route === undefined ? withKey : `${withKey},"w":${json(route)}`;
    }
    case 'created': {
      const line = `{"created":${event.entry},"id":${json(event.id)}`;
      return event.fingerprint === undefined ? line : `${line},"f":${json(event.fingerprint)}`;
    }
    case 'kept':
      return `{"kept":${json(event.dataset)},"because":"${event.because}"`;
    case 'closed':
      return '{"closed":true';
    default:
      return `{"${event.event}":${event.entry}`;
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** What a line says, not checked yet. */
function eventOf(line: Fields): Fields {
  const { intent, created, ms, d, r, k, w, id, f, kept, because } = line;
  if (intent !== undefined)
    return { event: 'intent', entry: intent, ms, dataset: d, resource: r, key: k, route: w };
  if (created !== undefined) return { event: 'created', entry: created, id, fingerprint: f };
  if (kept !== undefined) return { event: 'kept', dataset: kept, because };
  if (line.closed === true) return { event: 'closed' };
  const [event = '', entry] = Object.entries(line)[0] ?? [];
  return { event, entry };
}

/** Version 1 called an entry `at`, and did not say when it was meant. */
function long({ at, ...others }: Fields): LedgerEvent | undefined {
  return checked({ ...others, entry: at, ms: 0, fingerprint: undefined });
}

const reasons: readonly unknown[] = ['keep', 'on-success', 'ttl'] satisfies readonly KeptBecause[];

function checked(fields: Fields): LedgerEvent | undefined {
  const { event, entry, ms, dataset, resource, key, route, id, fingerprint, because } = fields;
  if (event === 'closed') return { event };
  if (event === 'kept') return isWord(dataset) && isReason(because) ? { event, dataset, because } : undefined;
  if (!isEntry(entry)) return undefined;
  switch (event) {
    case 'intent': {
      if (!Number.isSafeInteger(ms) || !isWord(dataset) || !isWord(resource)) return undefined;
      if ((key !== undefined && !isKey(key)) || (route !== undefined && !isRoute(route))) return undefined;
      const intent = { event, entry, ms: Number(ms), dataset, resource, key } as const;
      return route === undefined ? intent : { ...intent, route };
    }
    case 'created': {
      if (!isRecordId(id)) return undefined;
      return fingerprint === undefined || isWord(fingerprint) ? { event, entry, id, fingerprint } : undefined;
    }
    case 'rejected':
    case 'unknown':
    case 'deleted':
      return { event, entry };
    default:
      return undefined;
  }
}

/** Ids and words by name, which paths are made of. */
function isRoute(value: unknown): value is NonNullable<Intent['route']> {
  return isPlainObject(value) && Object.entries(value).every(([name, id]) => isWord(name) && isRecordId(id));
}

function isEntry(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isReason(value: unknown): value is KeptBecause {
  return reasons.includes(value);
}
