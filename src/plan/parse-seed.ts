import { hasLocale } from '../factory/faker-internals.ts';
import { unknownLocale } from '../factory/locale.ts';
import type { AnyResource } from '../factory/resource.ts';
import { didYouMean, isPlainObject } from '../lib/check.ts';
import { checksSay } from '../messages/checks.ts';
import { seedsSay as say } from '../messages/seeds.ts';
import { parseWord } from './parse-fields.ts';
import { parseGroup } from './parse-group.ts';
import { Problems, placeOf } from './problems.ts';
import { cleanupPolicies, type ParsedSeed, scopes, seedOptions } from './seed.ts';

export interface ParseSeedOptions {
  readonly resources: readonly AnyResource[];
  /** Named seeds that `use` may start from. Default none. */
  readonly scenarios?: Readonly<Record<string, unknown>> | undefined;
  /** What messages call the seed. Default `seed`. */
  readonly place?: string | undefined;
}

/**
 * Checks a seed whole, before anything is built or sent, and brings every spelling to one form.
 *
 * @throws SeedbedError `SEEDBED_SEED`, with every problem: its place, what was expected, what came, the nearest right word.
 * @example
 * parseSeed({ users: { count: 5, traits: ['admn'] } }, { resources: [users, vms] });
 * // Expected seed.users.traits[0] to be one of "admin", "member", got `"admn"` (string). Did you mean "admin"?
 */
export function parseSeed(input: unknown, options: ParseSeedOptions): ParsedSeed {
  const { resources, scenarios = {}, place = 'seed' } = options;
  const names = resources.map(({ name }): string => name);
  const clash = names.find((name) => seedOptions.includes(name));
  if (clash !== undefined) throw new TypeError(say.reservedName(clash));

  const problems = new Problems();
  const entries = merge(input, place, { scenarios, problems, using: [] });
  for (const [key, entry] of entries) {
    if (names.includes(key) || seedOptions.includes(key)) continue;
    const all = [...names, ...seedOptions];
    problems.add(checksSay.unknownKey(key, entry.within) + (didYouMean(key, all) || ` ${say.takes(all)}`));
  }
  const groups = resources.flatMap((resource) => {
    const entry = entries.get(resource.name);
    if (entry === undefined) return [];
    const at = {
      resource,
      place: placeOf(entry.within, resource.name),
      path: resource.name,
      parent: undefined,
    };
    return parseGroup(entry.value, at, { resources, problems }) ?? [];
  });
  const parsed = { groups, options: parseOptions(entries, problems) };
  problems.throwIfAny();
  return parsed;
}

interface MergedEntry {
  readonly value: unknown;
  /** The seed or scenario it was written in. */
  readonly within: string;
}

interface MergeContext {
  readonly scenarios: Readonly<Record<string, unknown>>;
  readonly problems: Problems;
  /** The scenarios on the way here. */
  readonly using: readonly string[];
}

/** The seed's own keys over those of the scenario it uses, over those of the scenario that one uses. */
function merge(input: unknown, within: string, context: MergeContext): Map<string, MergedEntry> {
  const { scenarios, problems, using } = context;
  if (!isPlainObject(input)) {
    problems.expected(within, say.seed, input);
    return new Map();
  }
  const { use, ...own } = input;
  let entries = new Map<string, MergedEntry>();
  if (use !== undefined) {
    const name = parseUse(use, placeOf(within, 'use'), context);
    if (name !== undefined)
      entries = merge(scenarios[name], placeOf('scenarios', name), {
        scenarios,
        problems,
        using: [...using, name],
      });
  }
  for (const [key, value] of Object.entries(own)) {
    if (value === undefined) continue;
    // The seed as written decides who shares a dataset, before a scenario is looked up.
    if (key === 'scope' && using.length > 0) problems.add(say.scopeOfScenario(placeOf(within, key)));
    else entries.set(key, { value, within });
  }
  return entries;
}

function parseUse(
  use: unknown,
  place: string,
  { scenarios, problems, using }: MergeContext,
): string | undefined {
  const names = Object.keys(scenarios);
  if (names.length === 0) {
    problems.add(say.noScenarios(place));
    return undefined;
  }
  const name = parseWord(use, names, place, problems);
  if (name === undefined || !using.includes(name)) return name;
  const circle = [...using.slice(using.indexOf(name)), name];
  problems.add(say.circle(place, circle));
  return undefined;
}

function parseOptions(entries: ReadonlyMap<string, MergedEntry>, problems: Problems): ParsedSeed['options'] {
  const value = (name: string): unknown => entries.get(name)?.value;
  const place = (name: string): string => placeOf(entries.get(name)?.within ?? 'seed', name);
  const locale = value('locale');
  const randomSeed = value('randomSeed');
  const isLocale = typeof locale === 'string' && locale !== '';
  const isRandomSeed = typeof randomSeed === 'number' && Number.isSafeInteger(randomSeed) && randomSeed >= 0;
  if (locale !== undefined && !isLocale) problems.expected(place('locale'), say.locale, locale);
  if (isLocale && !hasLocale(locale)) problems.add(unknownLocale(locale));
  if (randomSeed !== undefined && !isRandomSeed)
    problems.expected(place('randomSeed'), say.randomSeed, randomSeed);
  return {
    scope: parseWord(value('scope'), scopes, place('scope'), problems),
    cleanup: parseWord(value('cleanup'), cleanupPolicies, place('cleanup'), problems),
    locale: isLocale ? locale : undefined,
    randomSeed: isRandomSeed ? randomSeed : undefined,
  };
}
