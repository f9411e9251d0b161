import { createRequire } from 'node:module';
import { allFakers, Faker } from '@faker-js/faker';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { recordStream } from '../../../src/factory/stream.ts';

/** A new copy each time: what it warns of is said once a process. */
let internals: typeof import('../../../src/factory/faker-internals.ts');
const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
beforeEach(async () => {
  vi.resetModules();
  internals = await import('../../../src/factory/faker-internals.ts');
});
afterEach(() => warn.mockClear());

const refDate = new Date(0);
const french = allFakers.fr;
const require = createRequire(import.meta.url);

describe('Faker still has each name beyond its API that seedbed uses', () => {
  test("the constructor of the locale `base` is the class, and takes a locale's data as they are", () => {
    const loaded: string[] = [];
    const load = (name: string): unknown => {
      loaded.push(name);
      return require(name);
    };
    const own = internals.fakerOn(french.rawDefinitions, recordStream(), refDate, { load });
    expect(loaded).toEqual(['@faker-js/faker/locale/base']);
    expect(own.constructor.name).toBe(Faker.name);
    expect(own.person.firstName()).not.toBe('');
    expect(own.rawDefinitions).toBe(french.rawDefinitions);
    expect(own.defaultRefDate()).toEqual(refDate);
  });

  test('one module for each locale, in one folder, under the names that its root exports', () => {
    expect(internals.localeNames()).toEqual(Object.keys(allFakers).sort());
    for (const name of Object.keys(allFakers))
      expect([name, internals.hasLocale(name)]).toEqual([name, true]);
    for (const name of ['xx', '../index', '']) expect(internals.hasLocale(name)).toBe(false);
  });

  test("a locale's code, which is its name", () => {
    for (const [name, { rawDefinitions }] of Object.entries(allFakers))
      expect(rawDefinitions.metadata?.code).toBe(name);
  });

  test("a locale's data, loaded when something of it is asked for", () => {
    const loaded: string[] = [];
    const load = (name: string): unknown => {
      loaded.push(name);
      return require(name);
    };
    const lazy = internals.lazyDefinition('fr', load);
    const own = internals.fakerOn(lazy, recordStream(), refDate);
    own.helpers.arrayElement([own.number.int(9), own.datatype.boolean()]);
    expect(loaded).toEqual([]);
    const { female, generic } = french.rawDefinitions.person?.first_name ?? {};
    expect([female, generic].flat()).toContain(own.person.firstName('female'));
    expect(loaded).toEqual(['@faker-js/faker/locale/fr']);
    expect(own.rawDefinitions).toEqual(french.rawDefinitions);
    expect('person' in lazy && !('persons' in lazy)).toBe(true);
    expect(() => own.location.countryCode()).not.toThrow();
    expect(loaded).toHaveLength(1);
  });

  test('the words of French streets, and `null` for a country without postcodes', () => {
    expect(internals.streetWords(french)?.prefixes).toContain('Rue');
    expect(internals.streetWords(french)?.names.length).toBeGreaterThan(50);
    const without = Object.values(allFakers).filter((locale) => !internals.hasPostcodes(locale));
    expect(without.length).toBeGreaterThan(0);
    for (const locale of without) expect(() => locale.location.zipCode()).toThrow();
  });

  test('nothing is warned of', () => {
    internals.fakerOn(french.rawDefinitions, recordStream(), refDate);
    internals.streetWords(french);
    expect(warn).not.toHaveBeenCalled();
  });
});

describe('without them', () => {
  test("the class comes from Faker's root, and it is said once", () => {
    for (const other of [Object, undefined, () => ({})]) {
      const load = (name: string): unknown =>
        name === '@faker-js/faker' ? require(name) : { faker: { constructor: other } };
      const own = internals.fakerOn(french.rawDefinitions, recordStream(), refDate, { load });
      expect(own.person.firstName()).not.toBe('');
      expect(own.rawDefinitions).toBe(french.rawDefinitions);
    }
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[1]).toMatchObject({ code: 'SEEDBED_FAKER_INTERNALS' });
  });

  test('streets are drawn by the pattern, and it is said once', () => {
    const bare = { rawDefinitions: { ...french.rawDefinitions, location: {} } };
    expect([internals.streetWords(bare), internals.streetWords(bare)]).toEqual([undefined, undefined]);
    expect(warn).toHaveBeenCalledTimes(1);
  });
});
