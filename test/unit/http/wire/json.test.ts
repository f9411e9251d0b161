import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  mayHoldBigNumber,
  parseKeepingDigits,
  rawNumber,
  withoutPrefix,
} from '../../../../src/http/wire/json.ts';

/** As an answer is read. */
function read(text: string): unknown {
  return mayHoldBigNumber(text) ? parseKeepingDigits(text).value : JSON.parse(text);
}

describe('numbers', () => {
  test.each([
    ['9007199254740993', '9007199254740993'],
    ['-9007199254740993', '-9007199254740993'],
    ['[1,9007199254740993]', [1, '9007199254740993']],
    ['{"a":{"id":123456789012345678901}}', { a: { id: '123456789012345678901' } }],
    ['{"id": \n 9007199254740993 }', { id: '9007199254740993' }],
    ['{"id":9007199254740991}', { id: 9_007_199_254_740_991 }],
    ['{"id":1234567890123456}', { id: 1_234_567_890_123_456 }],
    ['{"id":"9007199254740993"}', { id: '9007199254740993' }],
    ['{"latitude":48.85661399999999512}', { latitude: Number('48.85661399999999512') }],
    ['[12345678901234567.5]', [12_345_678_901_234_568]],
    ['[12345678901234567e3]', [12_345_678_901_234_567e3]],
    ['[1e400,-1E400]', [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]],
    ['[0,-0,0.1,1e21]', [0, -0, 0.1, 1e21]],
  ])('%s', (text, value) => {
    expect(read(text)).toEqual(value);
  });

  test('all but whole numbers that do not fit are read as JSON.parse reads them', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), (text) => {
        expect(read(text)).toEqual(
          JSON.parse(text, (_, value: unknown) =>
            Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(JSON.stringify(value))
              ? expect.any(String)
              : value,
          ),
        );
      }),
    );
  });

  test('every whole number is either exact or kept digit by digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.boolean(), (id, inside) => {
        const text = inside ? `{"id":${id}}` : `[${id}]`;
        const [value] = Object.values(read(text) as object);
        expect(String(value)).toBe(String(id));
        expect(typeof value).toBe(Number.isSafeInteger(Number(id)) ? 'number' : 'string');
      }),
    );
  });

  test('a raw number goes out as it came', () => {
    expect(JSON.stringify({ id: rawNumber('-9007199254740993') })).toBe('{"id":-9007199254740993}');
  });

  test.each(['', '1.5', '1e3', '01', ' 1', '1}', '{"a":1}', '"1"', '--1'])(
    '%j is no raw number',
    (digits) => {
      expect(() => rawNumber(digits)).toThrow('Expected the digits of a whole number, got');
    },
  );
});

test.each([
  ['{"id":1}', '{"id":1}'],
  ['[1]', '[1]'],
  ['\uFEFF{"id":1}', '{"id":1}'],
  [')]}\',\n{"id":1}', '{"id":1}'],
  [")]}'\n[1]", '[1]'],
  ['while(1);[1]', '[1]'],
  ['\uFEFF\n for(;;);{}', '{}'],
  ['  {}', '{}'],
  ['"while(1);"', '"while(1);"'],
  ['while(2);[1]', 'while(2);[1]'],
  ['<h1>No</h1>', '<h1>No</h1>'],
  ['false', 'false'],
  ['\uFEFF', ''],
  ['', ''],
])('the JSON of %j is %j', (text, json) => {
  expect(withoutPrefix(text)).toBe(json);
});
