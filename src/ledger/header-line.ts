import { isPlainObject } from '../lib/check.ts';
import { ledgerSays } from '../messages/ledger.ts';
import { isWord } from './event-line.ts';
import { type LedgerHeader, ledgerVersion, type ProcessIdentity } from './ledger.ts';

/** A header as it was read, and the mark of its owner's door. */
export interface ReadHeader {
  readonly header: LedgerHeader;
  /** See `door`: version 1 has none. */
  readonly door: string | undefined;
}

/** In characters: a reader takes no line of more than 64 kB. */
const mostPlaces = 40_000;

/** The first line. The run's id is `run` on disk, as version 1 has it, so that an older seedbed names the run when it refuses the file. */
export function headerLine(header: LedgerHeader, door?: string): string {
  const { runId, baseUrl, startedAt, policy, namespace, places, owner } = header;
  return JSON.stringify({
    version: ledgerVersion,
    run: runId,
    baseUrl,
    startedAt,
    policy,
    namespace,
    places: JSON.stringify(places ?? {}).length > mostPlaces ? undefined : places,
    owner,
    door,
  });
}

/** Reads a first line; a text says why it cannot be obeyed. */
export function parseHeader(line: string): ReadHeader | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return ledgerSays.firstLine;
  }
  if (!isPlainObject(value)) return ledgerSays.firstLine;
  const { version, run, baseUrl, startedAt, policy, namespace, places, owner, door } = value;
  if (typeof version === 'number' && Number.isSafeInteger(version) && version > ledgerVersion)
    return ledgerSays.newer(version, ledgerVersion);
  if (version !== 1 && version !== ledgerVersion) return damaged('version');
  if (typeof run !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(run)) return damaged('run');
  if (!isHttpUrl(baseUrl)) return damaged('baseUrl');
  if (!isTime(startedAt)) return damaged('startedAt');
  if (policy !== 'keep' && policy !== 'remove') return damaged('policy');
  if (places !== undefined && !arePlaces(places)) return damaged('places');
  const identity = ownerIn(owner);
  if (identity === undefined) return damaged('owner');
  return {
    header: {
      version,
      runId: run,
      baseUrl,
      startedAt,
      policy,
      namespace: isWord(namespace) ? namespace : undefined,
      ...(places !== undefined && { places }),
      owner: identity,
    },
    door: isWord(door) ? door : undefined,
  };
}

function damaged(field: string): string {
  return ledgerSays.damagedField(field);
}

function isHttpUrl(value: unknown): value is string {
  if (!isWord(value, 2048) || /\s/.test(value) || !URL.canParse(value)) return false;
  return /^https?:$/.test(new URL(value).protocol);
}

function arePlaces(value: unknown): value is Readonly<Record<string, string>> {
  return isPlainObject(value) && Object.values(value).every((place) => isHttpUrl(place));
}

/** Epoch ms that a `Date` can hold. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e15;
}

function ownerIn(value: unknown): ProcessIdentity | undefined {
  if (!isPlainObject(value)) return undefined;
  const { pid, startTime, boot, host, machine } = value;
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid <= 0) return undefined;
  if (
    typeof startTime !== 'number' ||
    !(startTime >= 0 && startTime < Infinity) ||
    !isWord(boot) ||
    !isWord(host)
  )
    return undefined;
  return { pid, startTime, boot, host, machine: isWord(machine) ? machine : undefined };
}
