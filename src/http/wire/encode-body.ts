import { randomUUID } from 'node:crypto';

/** A request's body as it goes out. */
export interface EncodedBody {
  /** Its media type. */
  readonly type: string;
  readonly text: string;
}

/** A body as `json`, `form` or `multipart`; any other text is a media type whose body is JSON. */
export function encodeBody(body: unknown, encode: string): EncodedBody {
  switch (encode) {
    case 'json':
      return { type: 'application/json', text: JSON.stringify(body) };
    case 'form':
      return {
        type: 'application/x-www-form-urlencoded',
        text: new URLSearchParams(pairsOf(body)).toString(),
      };
    case 'multipart':
      return multipart(pairsOf(body));
    default:
      return { type: encode, text: JSON.stringify(body) };
  }
}

/** A list's items repeat its name; an object's fields stand in brackets, as forms name them: `address[city]`. */
function pairsOf(body: unknown): [string, string][] {
  const pairs: [string, string][] = [];
  const add = (name: string, given: unknown): void => {
    // A date is a text, as in JSON.
    const value = hasJson(given) ? given.toJSON() : given;
    if (value === undefined || value === null) return;
    if (Array.isArray(value)) for (const item of value) add(name, item);
    else if (typeof value === 'object' && !('rawJSON' in value))
      for (const [inner, field] of Object.entries(value)) add(`${name}[${inner}]`, field);
    else pairs.push([name, typeof value === 'object' ? JSON.stringify(value) : String(value)]);
  };
  for (const [name, value] of Object.entries(Object(body) as object)) add(name, value);
  return pairs;
}

function hasJson(value: unknown): value is { toJSON(): unknown } {
  return (
    typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function'
  );
}

function multipart(pairs: readonly [string, string][]): EncodedBody {
  const boundary = `seedbed-${randomUUID()}`;
  const quoted = (name: string): string =>
    name.replace(/["\r\n]/g, (character) => encodeURIComponent(character));
  const parts = pairs.map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`,
  );
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    text: `${parts.join('')}--${boundary}--\r\n`,
  };
}
