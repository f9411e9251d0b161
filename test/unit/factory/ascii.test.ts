import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ascii } from '../../../src/factory/ascii.ts';

test.each([
  ['Éloïse', '', 'eloise'],
  ['Lefèvre-Cœur', '', 'lefevre-coeur'],
  ["D'Artagnan", '', 'dartagnan'],
  ['Le Goff', '', 'le-goff'],
  ['Müller', '', 'muller'],
  ['Müller', 'de', 'mueller'],
  ['Weiß', 'de_AT', 'weiss'],
  ['Mu\u0308ller', 'de', 'mueller'], // decomposed
  ['Ægir Bjørnsson', '', 'aegir-bjornsson'],
  ['Łukasz Żółć', '', 'lukasz-zolc'],
  ['Щербакова', 'ru', 'shcherbakova'],
  ['Йордан Ёлкин', 'ru', 'iordan-elkin'],
  ['Παπαδόπουλος', 'el', 'papadopoylos'],
  ['نزار', 'ar', 'nzar'],
  ['أحمد', 'ar', 'ahmd'],
  ['佐藤', 'ja', ''],
  ['さくら', 'ja', ''],
  ['김민준', 'ko', ''],
  ['J. R. R.', '', 'j-r-r'],
  ['', '', ''],
])('%s (%s) is spelled "%s"', (name, locale, spelled) => {
  expect(ascii(name, locale)).toBe(spelled);
});

test('whatever the text, only words of a-z and 0-9 between single dashes are left', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'de', 'ru'), (text, locale) => {
      expect(ascii(text, locale)).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
    }),
  );
});
