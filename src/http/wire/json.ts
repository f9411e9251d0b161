/** A number that is sent digit by digit; `JSON.stringify` knows it. */
export interface RawNumber {
  readonly rawJSON: string;
}

const json = JSON as typeof JSON & { rawJSON(text: string): RawNumber };

/**
 * For a request's body: a whole number that JavaScript cannot hold, such as an id that came as one and was kept as text.
 *
 * @example
 * JSON.stringify({ userId: rawNumber('9007199254740993') }); // {"userId":9007199254740993}
 */
export function rawNumber(digits: string): RawNumber {
  if (!/^-?(0|[1-9]\d*)$/.test(digits))
    throw new TypeError(`Expected the digits of a whole number, got ${JSON.stringify(digits)}`);
  return json.rawJSON(digits);
}

/** Whether a text can go out as a number and come back the same: a zero in front would be lost. */
export function isNumberText(value: unknown): value is string {
  return typeof value === 'string' && /^[1-9]\d*$/.test(value);
}

const openBrace = 0x7b;
const openBracket = 0x5b;
/** A byte order mark, and what keeps a page's script from reading the answer. */
const prefix = /^\uFEFF?(\s*(\)\]\}',?|while\s*\(1\);|for\s*\(;;\);))?\s*/;

/** The answer's text without what some servers put before the JSON. */
export function withoutPrefix(text: string): string {
  const first = text.charCodeAt(0);
  return first === openBrace || first === openBracket ? text : text.replace(prefix, '');
}

/** `1234567890123456` in the place of a value. The test takes a quarter of the parse's time at most, and hardly any of a create's. */
const longNumber = /(?:^|[:,[\s])-?[1-9]\d{15}/;

/** True if the text may hold whole numbers that JavaScript cannot: then {@link parseKeepingDigits} must read it. */
export function mayHoldBigNumber(text: string): boolean {
  return longNumber.test(text);
}

/** Whole numbers beyond `Number.MAX_SAFE_INTEGER` become text, digit by digit. Ten times slower than `JSON.parse`. */
export function parseKeepingDigits(text: string): {
  readonly value: unknown;
  readonly found: ReadonlySet<string>;
} {
  const found = new Set<string>();
  const keep = (_name: string, value: unknown, context?: { readonly source?: string }): unknown => {
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
    const source = context?.source;
    if (source === undefined || !/^-?\d+$/.test(source)) return value;
    found.add(source);
    return source;
  };
  return { value: JSON.parse(text, keep), found };
}
