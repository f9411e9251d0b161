/**
 * What we use of Faker beyond its documented API, all of it; proved on 10.6 (`test/unit/factory/faker-internals.test.ts` has a test for
 * each name). Whatever a version has no more is done without, and said once.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Faker, LocaleDefinition, Randomizer } from '@faker-js/faker';
import { warnOnce } from '../lib/warn-once.ts';
import { buildingSays } from '../messages/building.ts';

const require = createRequire(import.meta.url);

/** Requires a module by its name. For tests: a version that has moved its files. */
export type Require = (name: string) => unknown;

/**
 * An own Faker over a locale's data, drawing from `randomizer`. Modules of locales export an instance only, whose constructor is the class;
 * the smallest, `base`, is loaded in 10 ms. Without it the class comes from Faker's root, which takes 220 ms to load.
 */
export function fakerOn(
  locale: LocaleDefinition,
  randomizer: Randomizer,
  refDate: Date,
  { onDate, load = require }: { onDate?: (() => void) | undefined; load?: Require } = {},
): Faker {
  const options = { locale, randomizer };
  const own = construct(options, load) ?? new (load('@faker-js/faker') as Root).Faker(options);
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

/** What the data of a locale are, loaded when one of its categories is first asked for. Node's `require` has loaded ES modules since 22.12. */
export function lazyDefinition(locale: string, load: Require = require): LocaleDefinition {
  let loaded: LocaleDefinition | undefined;
  const definition = (): LocaleDefinition => {
    loaded ??= (load(localeModule(locale)) as OfLocale).faker.rawDefinitions;
    return loaded;
  };
  return new Proxy<LocaleDefinition>(
    {},
    {
      // Faker asks with a symbol whether it has made this object itself.
      get: (_, name) => (typeof name === 'symbol' ? undefined : Reflect.get(definition(), name)),
      has: (_, name) => Reflect.has(definition(), name),
      ownKeys: () => Reflect.ownKeys(definition()),
      getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(definition(), name),
    },
  );
}

interface OfLocale {
  readonly faker: Faker;
}

interface Root {
  readonly Faker: typeof Faker;
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
  warnOnce(buildingSays.noStreetNames, 'SEEDBED_FAKER_INTERNALS');
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

function construct(options: ConstructorParameters<typeof Faker>[0], load: Require): Faker | undefined {
  try {
    const { faker } = load(localeModule('base')) as OfLocale;
    const own: Partial<Faker> = new (faker.constructor as typeof Faker)(options);
    // Nothing of the locale is asked for: that would load it.
    if (typeof own.setDefaultRefDate === 'function') return own as Faker;
  } catch {
    // Not the class: said below.
  }
  warnOnce(buildingSays.allOfFaker, 'SEEDBED_FAKER_INTERNALS');
  return undefined;
}
