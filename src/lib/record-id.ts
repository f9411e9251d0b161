/** The server's name for one record. Digits that a JSON number cannot hold are a text. */
export type RecordId = string | number;

/** Whether a value can name a record in a path and be trusted to be exact. */
export function isRecordId(value: unknown): value is RecordId {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  return typeof value === 'string' && isPathSegment(value);
}

/** Some servers decode `%2F` and `%5C` before they resolve a path, so `a/../b` leads to another record, or to all of them. */
const leadsElsewhere = /(^|[/\\])\.\.?([/\\]|$)/;

/** A segment that does not lead to the folder itself or its parent, holds nothing unprintable, and can be URL-encoded. */
function isPathSegment(text: string): boolean {
  return (
    text !== '' &&
    !leadsElsewhere.test(text) &&
    text.length <= 512 &&
    text.isWellFormed() &&
    text.trim() === text &&
    !/\p{Cc}|\p{Cf}/u.test(text)
  );
}

/** Random enough that no API gives it to a second record: a UUID, an ObjectId, a snowflake. */
const longestAgain = 15;

/** Whether an API may give this id to another record once the first one is gone: a number, or a short text. */
export function mayBeGivenAgain(id: RecordId): boolean {
  return String(id).length <= longestAgain;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id as ids are compared: an API may write a number as a text, and a UUID in capitals here and in small letters there. */
export function comparable(id: RecordId | undefined): string {
  const text = String(id);
  return text.length === 36 && uuid.test(text) ? text.toLowerCase() : text;
}
