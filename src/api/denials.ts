import { serverWords } from '../http/server-words.ts';
import { isPlainObject } from '../lib/check.ts';
import { type ApiRecord, isId } from './evidence.ts';

/** Names under which an answer says with 200 that something went wrong, or that it did not do what it was asked. */
const errorNames = ['error', 'errors', 'errorMessage', 'error_message', 'errorCode', 'error_code'];
const verdictNames = ['success', 'succeeded', 'isSuccess', 'is_success', 'ok', 'deleted', 'removed'];
const statusNames = ['status', 'statusCode', 'status_code', 'code'];
const countNames =
  /^(deleted|removed|affected)[_-]?(count|rows|records|items)?$|^(rows?|records)[_-]?(affected|deleted)$/i;

/**
 * True if the answer to a removal says that nothing was removed, whatever its status: `{ "error": "locked" }`, `{ "success": false }`,
 * `{ "deletedCount": 0 }`. A record itself says nothing of the kind: `deleted` may be one of its fields.
 */
export function deniesRemoval(body: unknown, idName: string): boolean {
  if (!isPlainObject(body) || isId(body[idName])) return false;
  return (
    errorNames.some((name) => isFilled(body[name])) ||
    verdictNames.some((name) => body[name] === false) ||
    statusNames.some((name) => isFailure(body[name])) ||
    Object.entries(body).some(([name, value]) => value === 0 && countNames.test(name))
  );
}

function isFilled(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

function isFailure(value: unknown): boolean {
  if (typeof value === 'number') return value >= 400 && value < 600;
  return typeof value === 'string' && /^(error|fail|failed|failure)$/i.test(value);
}

/** Words that say that there is no such record. */
const missing =
  /not[\s_-]?found|no such|(does|did) ?n[o']t exist|no longer exists|introuvable|n'existe (pas|plus)/i;
/** The words of an answer that says so and holds no record. */
const aroundWords =
  /^(message|msg|detail|details|errors?|error_?(message|code|description)|code|status|status_?code|success|ok|title|type|timestamp|path|instance|request_?id|trace_?id|data|result)$/i;

/**
 * True if the answer to a reading holds no record, whatever its status: only empty fields, as in `{ "data": null }`, or words that say so.
 * Another error says nothing of the record.
 */
export function deniesRecord(body: ApiRecord): boolean {
  const entries = Object.entries(body);
  if (entries.every(([, value]) => value === null || (Array.isArray(value) && value.length === 0)))
    return true;
  return entries.every(([name]) => aroundWords.test(name)) && missing.test(serverWords(body) ?? '');
}

/** How APIs mark a record that they keep: by a time, or a flag. */
const removedAt = /^(is_?|was_?)?(deleted|removed|trashed)(_?(at|on|date|time))?$/i;

const stateName = /^(lifecycle_?|record_?)?(status|state)$/i;
const removedState = /^(deleted|removed|trashed|purged|destroyed)$/i;

/** True if a record that is still listed says of itself that it was removed: `{ "deleted_at": "2026-01-01T…" }`, `{ "status": "deleted" }`. */
export function isMarkedRemoved(record: ApiRecord): boolean {
  return Object.entries(record).some(([name, value]) =>
    removedAt.test(name)
      ? isYes(value) || isTime(value)
      : stateName.test(name) && typeof value === 'string' && removedState.test(value),
  );
}

/** What removing changed in a record that stays: only that it changed tells, for a seed may set the same. */
export interface RemovalMark {
  readonly name: string;
  /** Undefined: any time. */
  readonly value: string | number | boolean | undefined;
}

const offState = /^(archived|inactive|disabled|deactivated|closed|cancell?ed|terminated|suspended|hidden)$/i;
const onFlag = /^(is_?)?(active|enabled|visible|live)$/i;
const offFlag = /^(is_?)?(archived|disabled|inactive|hidden|closed|deactivated)$/i;
const offTime = /^(archived|disabled|deactivated|closed|terminated)_?(at|on|date|time)$/i;

/** How an API that keeps what was removed has marked a record: by the difference between what it showed before and after. */
export function markBetween(before: ApiRecord, after: ApiRecord): RemovalMark | undefined {
  for (const [name, value] of Object.entries(after)) {
    const old = before[name];
    if (value === old) continue;
    const isOff =
      (stateName.test(name) && typeof value === 'string' && offState.test(value)) ||
      (onFlag.test(name) && (value === false || value === 0) && Boolean(old)) ||
      (offFlag.test(name) && isYes(value) && !old);
    if (isOff) return { name, value: value as RemovalMark['value'] };
    if (offTime.test(name) && isTime(value) && !old) return { name, value: undefined };
  }
  return undefined;
}

export function hasMark(record: ApiRecord, { name, value }: RemovalMark): boolean {
  return value === undefined ? isTime(record[name]) : record[name] === value;
}

function isYes(value: unknown): boolean {
  return value === true || value === 1 || value === 'true' || value === '1';
}

function isTime(value: unknown): boolean {
  return (
    (typeof value === 'string' && /\d{4}-\d\d/.test(value)) || (typeof value === 'number' && value > 1e9)
  );
}
