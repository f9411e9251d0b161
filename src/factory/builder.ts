import { didYouMean, show } from '../lib/check.ts';
import { type StreamKey, shuffled, streamKey } from '../lib/random.ts';
import { buildingSays as say } from '../messages/building.ts';
import type { BuildContext, Trait } from './definition.ts';
import { fakerOn } from './faker-internals.ts';
import { findLocale, type Locale } from './locale.ts';
import { type AnyResource, type Attributes, type BelongsTo, keyNames, showsKey } from './resource.ts';
import { defaultGenerator, type GeneratorVersion, type PhoneKind, recordStream } from './stream.ts';
import { type UniqueScope, uniqueFor } from './unique.ts';

/** One record to build; `RecordSpec` of the plan is one. */
export interface BuildSpec {
  readonly resource: string;
  readonly index: number;
  readonly traits: readonly string[];
  /** Attributes and params; wins over traits. */
  readonly set: Attributes;
  /** 1 up: the same record with the next unique values, to try if somebody else has taken the first. @default 0 */
  readonly variant?: number | undefined;
}

export interface BuilderOptions {
  /** If two resources have the same path (`users`, and `admins` extended from it), unique values of the later one get a mark, `-r2`. */
  readonly resources: Iterable<AnyResource>;
  /** Same number, same people. */
  readonly randomSeed: number;
  /** The dataset's tag, `sb4k2x9q7m1p-3`: it makes unique values unique. */
  readonly namespace: string;
  /** Default: French. */
  readonly locale?: Locale | undefined;
  /** Default `example.com`: mail to it reaches nobody. */
  readonly emailDomain?: string | undefined;
  /** "Today" of the generated data. Default 2026-01-01T00:00:00Z. */
  readonly refDate?: Date | undefined;
  /** Called whenever Faker draws a date that depends on the reference date. */
  readonly onDate?: (() => void) | undefined;
  /** @default 2 */
  readonly generator?: GeneratorVersion | undefined;
  /** @default 'safe' */
  readonly phones?: PhoneKind | undefined;
  /** Project, file and suite: gives each suite its own people. Default: none. */
  readonly path?: string | undefined;
}

export interface Builder {
  /**
   * One record's attributes: a function of (randomSeed, path, resource, index) and what the spec asks for, and of nothing
   * else; only passwords differ. `parents` holds each parent record by resource name, as the server answered it: `{ id }` will do.
   */
  build(spec: BuildSpec, parents: Readonly<Record<string, Attributes>>): Attributes;
}

export const defaultRefDate: Date = new Date('2026-01-01T00:00:00Z');

interface Entry {
  readonly resource: AnyResource;
  readonly stream: StreamKey;
  readonly unique: UniqueScope;
  /** By size: in which order the numbers below it have their turn. */
  readonly orders: Map<number, Uint32Array>;
}

/** A builder draws from one shared random stream, so a definition's `build` must not call the same builder again. */
export function createBuilder(options: BuilderOptions): Builder {
  const { randomSeed, namespace, path = '', emailDomain = 'example.com', refDate = defaultRefDate } = options;
  const { generator = defaultGenerator, phones = 'safe', onDate } = options;
  checkNamespace(namespace);
  const { code: locale, definition } = options.locale ?? findLocale();
  const stream = recordStream();
  const fake = fakerOn(definition, stream, refDate, { onDate });

  const entries = new Map<string, Entry>();
  const onPath = new Map<string, number>();
  for (const resource of options.resources) {
    const order = (onPath.get(resource.path) ?? 0) + 1;
    onPath.set(resource.path, order);
    const unique = { namespace, emailDomain, locale, mark: order === 1 ? '' : `r${order}` };
    entries.set(resource.name, { resource, unique, stream: streamOf(resource.name), orders: new Map() });
  }

  return { build };

  function streamOf(...names: string[]): StreamKey {
    return streamKey(generator, randomSeed, path, ...names);
  }

  function build(spec: BuildSpec, parents: Readonly<Record<string, Attributes>>): Attributes {
    const { index } = spec;
    const entry = entries.get(spec.resource);
    if (entry === undefined) {
      throw new TypeError(
        say.unknownResource(spec.resource) + didYouMean(spec.resource, [...entries.keys()]),
      );
    }
    const { definition } = entry.resource;
    const params: Record<string, unknown> = { ...definition.params };
    const fixed: Record<string, unknown> = {};
    const context: BuildContext = {
      fake,
      unique: uniqueFor(entry.unique, index, spec.variant ?? 0),
      index,
      params,
      locale,
      refDate,
      generator,
      phones,
      ref: (parent) => parents[parent] ?? missingParent(spec, parent),
      given: (attribute, otherwise) => given(fixed, attribute, otherwise),
      sequence: (values) => (typeof values === 'function' ? values(index) : atTurn(values, index)),
      turn: (size, place = index) => orderOf(spec.resource, entry, size)[place % size] as number,
    };

    const override = (values: object): void => {
      for (const [name, value] of Object.entries(values)) (name in params ? params : fixed)[name] = value;
    };
    for (const name of spec.traits) {
      const trait = traitOf(entry.resource, name);
      // A stream of its own: a trait that draws must not change what the rest of the record draws.
      if (typeof trait === 'function') stream.start(streamOf(spec.resource, name), index);
      override(typeof trait === 'function' ? trait(context) : trait);
    }
    override(spec.set);

    stream.start(entry.stream, index);
    const keys = foreignKeys(entry.resource, spec, parents);
    const attributes = { ...keys, ...objectOf(entry.resource, definition.build(context)), ...fixed };
    definition.afterBuild?.(attributes, context);
    checkKey(entry.resource, attributes);
    return attributes;
  }

  function orderOf(resource: string, { orders }: Entry, size: number): Uint32Array {
    let order = orders.get(size);
    if (order === undefined) {
      order = shuffled(streamOf(resource, 'turn', String(checkSize(size))), size);
      orders.set(size, order);
    }
    return order;
  }

  function foreignKeys(
    resource: AnyResource,
    spec: BuildSpec,
    parents: Readonly<Record<string, Attributes>>,
  ): Record<string, unknown> {
    const keys: Record<string, unknown> = {};
    for (const link of resource.belongsTo) {
      const parent = parents[link.resource];
      if (parent !== undefined) keys[link.foreignKey] = parentValue(parent, link, spec);
      else if (!link.optional && !(link.foreignKey in spec.set)) missingParent(spec, link.resource);
    }
    return keys;
  }

  function parentValue(
    parent: Attributes,
    { resource, field, foreignKey }: BelongsTo,
    spec: BuildSpec,
  ): unknown {
    if (field === undefined) {
      const idField = entries.get(resource)?.resource.idField ?? 'id';
      // `data.id` is the id of what is inside `data`.
      return parent[idField] ?? parent[idField.slice(idField.lastIndexOf('.') + 1)];
    }
    if (parent[field] !== undefined) return parent[field];
    throw new TypeError(
      say.noField(`${spec.resource}[${spec.index}]`, foreignKey, field, resource) +
        didYouMean(field, Object.keys(parent)),
    );
  }
}

/** Parents for a record that is built without any: each has the id 1. */
export function standIns(resource: AnyResource): Readonly<Record<string, Attributes>> {
  const links = resource.belongsTo.map(({ resource: name, field = 'id' }) => [name, { id: 1, [field]: 1 }]);
  return Object.fromEntries(links);
}

/** At most 32, so that a plus-addressed local part (64) has room for a readable name. */
function checkNamespace(namespace: string): void {
  if (/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/.test(namespace)) return;
  throw new TypeError(say.badNamespace(namespace));
}

function checkKey({ name, key }: AnyResource, attributes: Attributes): void {
  if (showsKey(key, attributes)) return;
  const missing = keyNames(key).find((part) => !(part in attributes)) ?? '';
  const hint = didYouMean(missing, Object.keys(attributes));
  throw new TypeError(say.noKey(name, missing) + hint);
}

function traitOf(resource: AnyResource, name: string): Trait<object, object, string> {
  const { traits = {} } = resource.definition;
  const trait = Object.hasOwn(traits, name) ? traits[name] : undefined;
  if (trait === undefined) {
    throw new TypeError(say.unknownTrait(name, resource.name) + didYouMean(name, Object.keys(traits)));
  }
  return trait;
}

function given<V>(fixed: Attributes, attribute: string, otherwise: V): V {
  const value = fixed[attribute];
  return typeof value === typeof otherwise ? (value as V) : otherwise;
}

function atTurn<V>(values: readonly V[], index: number): V {
  if (values.length === 0) throw new RangeError(say.emptySequence);
  return values[index % values.length] as V;
}

function checkSize(size: number): number {
  if (Number.isSafeInteger(size) && size > 0 && size <= 1_000_000) return size;
  throw new RangeError(say.badTurn(show(size)));
}

function missingParent(spec: BuildSpec, parent: string): never {
  throw new TypeError(say.noParent(`${spec.resource}[${spec.index}]`, parent));
}

/** An `async` build, or one that forgets to return, would make records of nothing. */
function objectOf({ name }: AnyResource, built: unknown): object {
  const isObject = typeof built === 'object' && built !== null && !Array.isArray(built);
  if (isObject && !('then' in built && typeof built.then === 'function')) return built;
  throw new TypeError(say.noObject(name, isObject ? undefined : show(built)));
}
