import { afterEach, expect, test } from 'vitest';
import { chooseLanguage } from '../../../src/config/choose-language.ts';
import { resolveConfig } from '../../../src/config/resolve-config.ts';
import { language, setLanguage } from '../../../src/messages/language.ts';
import { demoPreset } from '../../../src/preset/demo-preset.ts';

afterEach(() => setLanguage('en'));

const locale = { LANG: 'fr_FR.UTF-8' };

test.each([
  [{ environment: locale }, 'fr'],
  [{ environment: { ...locale, SEEDBED_LANG: 'en' } }, 'en'],
  [{ environment: { ...locale, SEEDBED_LANG: 'en' }, explicit: 'fr' }, 'fr'],
  [{ environment: { ...locale }, file: 'en' }, 'en'],
  [{ environment: { SEEDBED_LANG: 'FR' }, file: 'en' }, 'fr'],
  [{ environment: { SEEDBED_LANG: 'de', ...locale } }, 'fr'],
  [{ environment: locale, explicit: 'klingon' }, 'fr'],
  [{ environment: {} }, 'en'],
])('%j is said in %s', (wishes, chosen) => {
  expect(chooseLanguage(wishes)).toBe(chosen);
  expect(language()).toBe(chosen);
});

const resolve = (environment: Record<string, string>, lang?: string): unknown =>
  resolveConfig({
    root: '/projects/shop',
    environment,
    ...demoPreset,
    explicit: { auth: 'none' },
    file: { ...(lang && { lang: lang as 'fr' }) },
  }).lang;

test('a configuration that is read decides it for the process', () => {
  expect(resolve({}, 'fr')).toBe('fr');
  expect(language()).toBe('fr');
  expect(resolve({ SEEDBED_LANG: 'en_GB' }, 'fr')).toBe('en');
  expect(() => resolve({ SEEDBED_LANG: 'klingon' })).toThrow('SEEDBED_LANG');
  expect(() => resolve({}, 'klingon')).toThrow('"lang" in seedbed.config.ts');
});
