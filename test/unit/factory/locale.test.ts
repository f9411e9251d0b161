import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadLocale, loadLocaleSync, locales } from '../../../src/factory/locale.ts';

test('the list is what the installed Faker has', () => {
  const folder = dirname(fileURLToPath(import.meta.resolve('@faker-js/faker/locale/fr')));
  const files = readdirSync(folder).filter((file) => file.endsWith('.js'));
  expect(locales).toEqual(files.map((file) => file.slice(0, -3)).sort());
});

test('an unknown locale is named with the nearest one', async () => {
  const error = { code: 'SEEDBED_CONFIG', message: 'Unknown locale "pt-BR". Did you mean "pt_BR"?' };
  await expect(loadLocale('pt-BR')).rejects.toMatchObject(error);
  expect(() => loadLocaleSync('pt-BR')).toThrow(expect.objectContaining(error));
});

test('a path is no locale', async () => {
  await expect(loadLocale('../index')).rejects.toMatchObject({ code: 'SEEDBED_CONFIG' });
});

test('both ways load the locale alone, French by default', async () => {
  expect((await loadLocale()).rawDefinitions.metadata?.code).toBe('fr');
  expect(loadLocaleSync('de').rawDefinitions.metadata?.code).toBe('de');
});
