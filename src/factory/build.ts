import { show } from '../lib/check.ts';
import { buildingSays } from '../messages/building.ts';
import { createBuilder, standIns } from './builder.ts';
import { findLocale } from './locale.ts';
import type { AnyResource, Attributes, AttributesOf, ParamsOf, TraitOf } from './resource.ts';
import type { GeneratorVersion, PhoneKind } from './stream.ts';

/** How `build` and `buildList` make their records. */
export interface BuildOptions<R extends AnyResource = AnyResource> {
  /** Combined in order, the last one wins; the overrides win over all. */
  readonly traits?: readonly TraitOf<R>[];
  /** Same number, same records. Default 1. */
  readonly randomSeed?: number;
  /** Index of the (first) record; another index is another person. Default 0. */
  readonly index?: number;
  /** Any Faker locale. Default `fr`. */
  readonly locale?: string;
  /** Default `example.com`. */
  readonly emailDomain?: string;
  /** Which version of the generated data. Default 2. */
  readonly generator?: GeneratorVersion;
  /** Which phone numbers people have. Default `safe`. */
  readonly phones?: PhoneKind;
  /** "Today" of the generated data. Default 2026-01-01. */
  readonly referenceDate?: Date;
  /** The tag in unique values. Default `sb0000000000-0`. */
  readonly namespace?: string;
  /** Parent records by resource name. Default: a stand-in with id 1 for each. */
  readonly parents?: Readonly<Record<string, Attributes>>;
}

/**
 * One record's attributes, without any I/O: for unit tests. The same call gives the same record, its password apart.
 *
 * @throws TypeError for an unknown trait; SeedbedError `SEEDBED_CONFIG` for an unknown locale.
 * @example
 * const lyonnais = build(users, { city: 'Lyon' }, { traits: ['admin'] });
 */
export function build<R extends AnyResource>(
  resource: R,
  overrides: Partial<AttributesOf<R> & ParamsOf<R>> = {},
  options: BuildOptions<R> = {},
): AttributesOf<R> {
  return builderOf(resource, overrides, options)(options.index ?? 0);
}

/**
 * `count` records' attributes, all different, without any I/O.
 * @example
 * const team = buildList(users, 3, { role: 'viewer' });
 */
export function buildList<R extends AnyResource>(
  resource: R,
  count: number,
  overrides: Partial<AttributesOf<R> & ParamsOf<R>> = {},
  options: BuildOptions<R> = {},
): AttributesOf<R>[] {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(buildingSays.badCount(show(count)));
  }
  const buildAt = builderOf(resource, overrides, options);
  const { index: first = 0 } = options;
  return Array.from({ length: count }, (_, at) => buildAt(first + at));
}

/** Builds the record of an index. */
function builderOf<R extends AnyResource>(
  resource: R,
  set: Attributes,
  options: BuildOptions<R>,
): (index: number) => AttributesOf<R> {
  const { randomSeed = 1, namespace = 'sb0000000000-0', traits = [], parents = standIns(resource) } = options;
  const { locale, emailDomain, generator, phones, referenceDate: refDate } = options;
  const builder = createBuilder({
    resources: [resource],
    randomSeed,
    namespace,
    emailDomain,
    generator,
    phones,
    refDate,
    locale: findLocale(locale),
  });
  return (index) =>
    builder.build({ resource: resource.name, index, traits, set }, parents) as AttributesOf<R>;
}
