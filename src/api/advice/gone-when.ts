import type { Answer } from '../../factory/description.ts';
import { isPlainObject } from '../../lib/check.ts';
import { type ApiRecord, valueAt } from '../evidence.ts';
import { asCode } from './patch.ts';

/** How APIs call the field that marks a record as removed. */
const marks = /archiv|delet|remov|disabl|inactiv|active|status|state|trash/i;

/**
 * The test for "gone" of an API that keeps the record and marks it: `({ body }) => body.archived === true`. It reads as it works.
 * Undefined if nothing marks it.
 */
export function goneWhen(
  before: ApiRecord,
  after: ApiRecord,
  at: string,
): ((answer: Answer) => boolean) | undefined {
  const name = Object.keys(after).find((key) => marks.test(key) && isMark(before[key], after[key]));
  if (name === undefined || !/^[A-Za-z_$][\w$]*$/.test(name)) return undefined;
  const value = after[name];
  const isConstant = typeof value === 'boolean' || isWord(value);
  const gone = ({ body }: Answer): boolean => {
    const record = at === '' ? body : valueAt(body, at);
    if (!isPlainObject(record)) return false;
    return isConstant ? record[name] === value : record[name] !== null && record[name] !== undefined;
  };
  const place = `body?.${at === '' ? '' : `${at.replaceAll('.', '?.')}?.`}${name}`;
  const code = isConstant
    ? `({ body }) => ${place} === ${typeof value === 'string' ? `'${value}'` : String(value)}`
    : `({ body }) => ${place} != null`;
  return asCode(gone, code);
}

function isMark(before: unknown, after: unknown): boolean {
  return before !== after && after !== null && after !== undefined && typeof after !== 'object';
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z_-]{1,20}$/.test(value);
}
