import { expect, test } from 'vitest';
import { findLocale } from '../../../src/factory/locale.ts';

test('an unknown locale is named with the nearest one', () => {
  const error = { code: 'SEEDBED_CONFIG', message: 'Unknown locale "pt-BR". Did you mean "pt_BR"?' };
  expect(() => findLocale('pt-BR')).toThrow(expect.objectContaining(error));
});

test('a path is no locale', () => {
  expect(() => findLocale('../index')).toThrow(expect.objectContaining({ code: 'SEEDBED_CONFIG' }));
});

test('a locale has its own data, French by default', () => {
  expect(findLocale()).toMatchObject({ code: 'fr', definition: { metadata: { code: 'fr' } } });
  expect(findLocale('de')).toMatchObject({ code: 'de', definition: { metadata: { code: 'de' } } });
});

test.each([
  ['french', 'fr'],
  ['Français', 'fr'],
  ['anglais', 'en'],
  ['German', 'de'],
  ['espagnol', 'es'],
  ['italian', 'it'],
  ['portuguese', 'pt_PT'],
  ['néerlandais', 'nl'],
])('the language "%s" is not a locale, %s is', (language, locale) => {
  expect(() => findLocale(language)).toThrow(`Unknown locale "${language}". Did you mean "${locale}"?`);
  expect(findLocale(locale).code).toBe(locale);
});
