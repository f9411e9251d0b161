import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeJson, escapeLines, escapeText } from '../../../src/lib/escape.ts';

test.each([
  ['a colour', '\x1b[31mred\x1b[0m', '\\x1b[31mred\\x1b[0m'],
  ['a clipboard command (OSC 52)', '\x1b]52;c;cm0gLXJmIC8=\x07', '\\x1b]52;c;cm0gLXJmIC8=\\x07'],
  ['an eight-bit CSI', '\x9b2J', '\\x9b2J'],
  ['NUL and DEL', 'a\0b\x7f', 'a\\x00b\\x7f'],
  ['a forged line', 'ok\r\nseedbed: removed 0', 'ok\\r\\nseedbed: removed 0'],
  ['a tab', 'a\tb', 'a\\tb'],
  ['a bidi override', 'user\u202egpj.exe', 'user\\u{202e}gpj.exe'],
  ['a bidi isolate', '\u2066a\u2069', '\\u{2066}a\\u{2069}'],
  ['a direction mark', 'a\u200fb', 'a\\u{200f}b'],
  ['a zero-width space', 'ad\u200bmin', 'ad\\u{200b}min'],
  ['a joiner between Latin letters', 'ad\u200dmin', 'ad\\u{200d}min'],
  ['a byte order mark', '\ufeffid', '\\u{feff}id'],
  ['a soft hyphen', 'a\u00adb', 'a\\xadb'],
  ['a Hangul filler', 'a\u3164b', 'a\\u{3164}b'],
  ['line and paragraph separators', 'a\u2028b\u2029c', 'a\\u{2028}b\\u{2029}c'],
  ['half a surrogate pair', 'a\ud800b', 'a\\u{d800}b'],
  ['tags that hide a text', 'a\u{e0041}\u{e0042}', 'a\\u{e0041}\\u{e0042}'],
])('%s is spelled out', (_, text, shown) => {
  expect(escapeText(text)).toBe(shown);
  expect(escapeText(shown)).toBe(shown);
});

test.each([
  'Zoë Müller-Lüdenscheidt, 3 rue de l’Œuf',
  'e\u0301',
  '山田太郎 한국어 שלום مرحبا',
  'می\u200cخواهم',
  'क्\u200dष',
  '👩🏽\u200d💻 👨\u200d👩\u200d👧 ❤️\u200d🔥 🇫🇷 1️⃣',
  '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
  'C:\\users\\x1b',
])('%s stays as it is', (text) => expect(escapeText(text)).toBe(text));

// Any character; and those whose meaning hangs on their neighbours, close together.
const neighbours = [
  '\u200d',
  '\u200c',
  '👩',
  '🏽',
  '\ufe0f',
  '🏴',
  '\u{e0067}',
  '\u{e007f}',
  'م',
  'ष',
  '्',
  '\r',
  'a',
];
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...neighbours), size: 'medium' }),
);

test('whatever comes, one line of what can be seen is left, and escaping it again changes nothing', () => {
  fc.assert(
    fc.property(texts, fc.option(fc.nat(30), { nil: undefined }), (text, most) => {
      const shown = escapeText(text, most);
      expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      expect(escapeText(shown)).toBe(shown);
      if (most !== undefined) expect([...shown].length).toBeLessThanOrEqual(Math.max(1, most));
    }),
    { numRuns: 2000 },
  );
});

test('printable ASCII stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
      expect(escapeText(text)).toBe(text);
    }),
  );
});

test('a long text ends with an ellipsis, and no character is cut in half', () => {
  expect(escapeText('abcdef', 6)).toBe('abcdef');
  expect(escapeText('abcdefg', 6)).toBe('abcde…');
  expect(escapeText('山田太郎', 4)).toBe('山田太郎');
  expect(escapeText('ab👩🏽\u200d💻cd', 5)).toBe('ab…');
  expect(escapeText('م\u200dممم', 3)).toBe('م…');
  expect(escapeText('x'.repeat(5_000_000), 10)).toBe(`${'x'.repeat(9)}…`);
});

test('a text of several lines keeps its line breaks only', () => {
  expect(escapeLines('a\r\nb\n\x1b[2Jc\rd')).toBe('a\nb\n\\x1b[2Jc\\rd');
});

test('JSON stays the same data, in characters that are safe to print', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const json = escapeJson(JSON.stringify(value, null, 2));
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
  expect(escapeJson(JSON.stringify({ id: '\u202e\x9b', name: 'é👩\u200d💻' }))).toBe(
    '{"id":"\\u202e\\u009b","name":"é👩\u200d💻"}',
  );
  expect(escapeJson(JSON.stringify('\u{e0041}'))).toBe('"\\udb40\\udc41"');
});
