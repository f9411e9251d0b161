/** The server's name for one record. Digits that a JSON number cannot hold are a text. */
export type RecordId = string | number;

/** Whether a value can name a record in a path and be trusted to be exact. */
export function isRecordId(value: unknown): value is RecordId {
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
