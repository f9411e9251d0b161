/**
 * What we use of Faker beyond its documented API, all of it; proved on 10.6 (`test/unit/factory/faker-internals.test.ts` has a test for
 * each name). Whatever a version has no more is done without, and said once.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Faker, Randomizer } from '@faker-js/faker';
import { buildingSays } from '../messages/building.ts';

const require = createRequire(import.meta.url);

/**
 * An own Faker over a locale's data, drawing from `randomizer`. A locale's module exports an instance only; its constructor is the
 * class. Without it the class comes from Faker's root, which takes 220 ms to load, 5 times as long as a locale.
 */
export function fakerOn(locale: Faker, randomizer: Randomizer, refDate: Date, onDate?: () => void): Faker {
  const options = { locale: locale.rawDefinitions, randomizer };
  const own = construct(locale.constructor as typeof Faker, options) ?? new (rootFaker())(options);
  own.setDefaultRefDate(
    onDate === undefined
      ? refDate
      : () => {
          onDate();
          return refDate;
        },
  );
  return own;
}

/** Names of Faker's locales, read from the folder of their modules; empty if they are kept in another way. */
export function localeNames(): readonly string[] {
  try {
    const files = readdirSync(dirname(require.resolve(localeModule('en'))));
    return files.flatMap((file) => (file.endsWith('.js') ? [file.slice(0, -3)] : [])).sort();
  } catch {
    return [];
  }
}

/** Whether Faker has a module for a locale of that name. */
export function hasLocale(name: string): boolean {
  try {
    return /^\w+$/.test(name) && require.resolve(localeModule(name)) !== '';
  } catch {
    return false;
  }
}

/** A module's name as `import` and `require` take it. */
export function localeModule(name: string): string {
  return `@faker-js/faker/locale/${name}`;
}

/** The words that French street names are made of: in the locale's data, not in Faker's types. Undefined if they are gone. */
export function streetWords({ rawDefinitions }: Pick<Faker, 'rawDefinitions'>): StreetWords | undefined {
  const { street_prefix: prefixes, street_suffix: names } = (rawDefinitions.location ?? {}) as {
    readonly street_prefix?: readonly string[];
    readonly street_suffix?: readonly string[];
  };
  if (prefixes !== undefined && names !== undefined) return { prefixes, names };
  warnOnce(buildingSays.noStreetNames);
  return undefined;
}

export interface StreetWords {
  readonly prefixes: readonly string[];
  readonly names: readonly string[];
}

/** False for a country without postcodes: Its data has `null` there, and `zipCode()` throws. */
export function hasPostcodes({ rawDefinitions }: Pick<Faker, 'rawDefinitions'>): boolean {
  return rawDefinitions.location?.postcode !== null;
}

function construct(Own: typeof Faker, options: ConstructorParameters<typeof Faker>[0]): Faker | undefined {
  try {
    const own: unknown = new Own(options);
    if (Object(own).rawDefinitions === options?.locale) return own as Faker;
  } catch {
    // Not the class: said below.
  }
  warnOnce(buildingSays.allOfFaker);
  return undefined;
}

function rootFaker(): typeof Faker {
  return (require('@faker-js/faker') as { Faker: typeof Faker }).Faker;
}

const said = new Set<string>();

function warnOnce(warning: string): void {
  if (said.has(warning)) return;
  said.add(warning);
  process.emitWarning(warning, {
    type: 'SeedbedWarning',
    code: 'SEEDBED_FAKER_INTERNALS',
  });
}
