import { expect, test } from 'vitest';
import { loadLocale, loadLocaleSync } from '../../../src/factory/locale.ts';

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
