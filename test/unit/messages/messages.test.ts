import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { languageOf, setLanguage } from '../../../src/messages/language.ts';
import { words } from '../../../src/messages/words.ts';
import type { Sampled } from './samples.ts';

afterEach(() => setLanguage('en'));

const here = fileURLToPath(new URL('.', import.meta.url));
const room = fileURLToPath(new URL('../../../src/messages', import.meta.url));
const subjects = readdirSync(room)
  .map((file) => file.replace('.ts', ''))
  .filter((name) => !['language', 'words'].includes(name));

test('every file of sentences has its samples', () => {
  const sampledFiles = readdirSync(here)
    .filter((file) => file.endsWith('.samples.ts'))
    .map((file) => file.replace('.samples.ts', ''));
  expect(sampledFiles.sort()).toEqual(subjects.slice().sort());
});

describe.each(subjects)('the sentences of %s', async (subject) => {
  const exported: Readonly<Record<string, Sampled>> = await import(`./${subject}.samples.ts`);
  const { says, samples, same = [] } = Object.values(exported)[0] as Sampled;
  const inLanguage = (to: 'en' | 'fr', key: string): string[] => {
    setLanguage(to);
    const sentence = says[key];
    if (typeof sentence !== 'function') return [String(sentence)];
    const calls = (samples as Readonly<Record<string, readonly (readonly never[])[]>>)[key] ?? [];
    return calls.map((values) => sentence(...values));
  };

  test.each(Object.keys(says))('%s reads well in both languages', (key) => {
    const [english, french] = [inLanguage('en', key), inLanguage('fr', key)];
    expect(english.length).toBeGreaterThan(0);
    for (const told of [...english, ...french]) {
      expect(told.trim()).not.toBe('');
      expect(told).not.toMatch(/undefined|\[object|NaN| {2,}\S.* \.$/);
    }
    if (!same.includes(key)) expect(french).not.toEqual(english);
    // French has a space before these signs, English has none.
    for (const told of french) expect(told).not.toMatch(/[\p{L}\d)»][!?](?:\s|$)/u);
    for (const told of english) expect(told).not.toMatch(/\s[;!?](?:\s|$)/);
  });
});

test.each([
  [{ LC_ALL: 'fr_FR.UTF-8' }, 'fr'],
  [{ LANG: 'fr_CA.UTF-8' }, 'fr'],
  [{ LANGUAGE: 'fr' }, 'fr'],
  [{ LANGUAGE: 'de:fr:en', LANG: 'de_DE.UTF-8' }, 'fr'],
  [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'fr_FR' }, 'fr'],
  [{ LANG: 'C.UTF-8', LANGUAGE: 'fr' }, 'fr'],
  [{ LANG: 'fr_FR', LC_ALL: 'C' }, 'en'],
  [{ LANG: 'fr_FR', LC_ALL: 'en_GB.UTF-8' }, 'en'],
  [{ LANG: 'fr_FR', SEEDBED_LANG: 'en' }, 'en'],
  [{ LANG: 'de_DE.UTF-8' }, undefined],
  [{}, undefined],
] as const)('the environment %o asks for %s', (environment, expected) => {
  expect(languageOf(environment)).toBe(expected);
});

test.each([
  ['en', '0 records', '1 record', '1,234 records', 'a, b and c', '1.8 s', '4.2 %'],
  ['fr', '0 fiche', '1 fiche', '1\u202f234 fiches', 'a, b et c', '1,8 s', '4,2 %'],
] as const)(
  'in %s numbers, plurals and lists follow the language',
  (to, none, one, many, list, time, share) => {
    setLanguage(to);
    const [singular, plural] = to === 'en' ? ['record', 'records'] : ['fiche', 'fiches'];
    const count = (n: number): string => words().count(n, singular, plural);
    expect([count(0), count(1), count(1234)]).toEqual([none, one, many]);
    expect(words().and(['a', 'b', 'c'])).toBe(list);
    expect([words().duration(1830), words().percent(0.042)]).toEqual([time, share]);
  },
);

test.each([
  ['none', 0, '0 %'],
  ['one of 10,000', 0.0001, '0.1 %'],
  ['two thirds', 2 / 3, '66.7 %'],
  ['all but one of 10,000', 0.9999, '99.9 %'],
  ['all', 1, '100 %'],
])('a share says %s as what it is', (_, share, said) => {
  setLanguage('en');
  expect(words().percent(share)).toBe(said);
});

test.each(['en', 'fr'] as const)('in %s a figure is written as Intl writes it, small ones too', (to) => {
  setLanguage(to);
  const whole = new Intl.NumberFormat(to);
  const tenth = new Intl.NumberFormat(to, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  for (const value of [0, 1, 9, 10, 99, 100, 999, 999.4, 999.5, 1000, 1001, 12_345, -1, -1000]) {
    expect(words().number(value)).toBe(whole.format(value));
    expect(words().number(value, 1)).toBe(tenth.format(value));
    expect(words().number(value + 0.249, 0)).toBe(whole.format(Math.round(value + 0.249)));
  }
});
