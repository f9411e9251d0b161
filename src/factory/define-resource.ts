import { buildingSays } from '../messages/building.ts';
import { createBuilder, standIns } from './builder.ts';
import { checkDefinition } from './check-definition.ts';
import type {
  AnyDefinition,
  Belongs,
  BuildContext,
  Created,
  Definition,
  Simplify,
  Trait,
  WithKeys,
} from './definition.ts';
import type { Extended, Extension } from './extension.ts';
import type { AnyResource, Attributes, BelongsTo, Resource, ResourceTypes } from './resource.ts';

/** A resource with what makes variations of it. Frozen: `extend` and `trait` return new ones. */
export interface DefinedResource<T extends ResourceTypes> extends Resource<T> {
  /** The same resource with one more trait, or another one of that name. */
  trait<Name extends string>(
    name: Name,
    overrides: Trait<T['attributes'] & T['params'], T['params'], T['parents']>,
  ): DefinedResource<Simplify<Omit<T, 'traits'> & { traits: T['traits'] | Name }>>;
  /**
   * The same resource with more attributes, params, traits or secrets, or other settings. What its `build` returns is added
   * to (or replaces) what the original builds; hooks run after the original's.
   * @example const admins = users.extend({ name: 'admins', build: ({ fake }) => ({ badge: fake.string.alphanumeric(6) }) });
   */
  extend<
    Name extends string = T['name'],
    Added extends object = Record<string, unknown>,
    Params extends object = Record<never, never>,
    TraitName extends string = never,
    Secret extends string = never,
  >(
    changes: Extension<T, Name, Added, Params, TraitName, Secret>,
  ): DefinedResource<Extended<T, Name, Added, Params, TraitName, Secret>>;
}

/**
 * Defines a REST collection and how one of its records is made up. All types are inferred.
 *
 * @throws TypeError for an unknown key (naming the nearest right one) or a value of the wrong kind.
 * @example
 * const books = defineResource({
 *   name: 'books',
 *   path: '/book',
 *   key: 'isbn',
 *   belongsTo: { users: 'owner_id' },
 *   build: ({ fake, unique }) => ({ title: fake.book.title(), isbn: `978-${unique.namespace}-${unique.token}` }),
 *   traits: { untitled: { title: '' } },
 * });
 */
export function defineResource<
  const Name extends string,
  // The compiler first checks the rest with this default, before it has read what `build` returns: it must let anything pass.
  Built extends object = Record<string, unknown>,
  Params extends object = Record<never, never>,
  TraitName extends string = never,
  Secret extends string = never,
  const Parents extends Belongs = Record<never, never>,
  Fields extends object = Record<never, never>,
>(
  definition: Definition<Name, Built, Params, TraitName, Secret, Parents, Fields>,
): DefinedResource<{
  name: Name;
  attributes: WithKeys<Built, Parents>;
  record: Created<WithKeys<Built, Parents>, Secret, Fields>;
  params: Params;
  traits: TraitName;
  parents: keyof Parents & string;
}> {
  checkDefinition(definition);
  return resourceFrom(definition);
}

function resourceFrom<T extends ResourceTypes>(given: AnyDefinition): DefinedResource<T> {
  // A copy: later changes that the caller makes to the object have no effect here.
  const definition = Object.freeze({
    ...given,
    params: Object.freeze({ ...given.params }),
    traits: Object.freeze({ ...given.traits }),
    secrets: Object.freeze([...(given.secrets ?? [])]),
  });
  const { name, path, key, id = 'id', idField = id, schema, params, traits, secrets, preview } = definition;
  let attributeNames: readonly string[] | undefined;
  const resource: DefinedResource<ResourceTypes> = {
    ...deliveryOf(definition),
    name,
    path,
    key,
    idField,
    schema,
    secrets,
    preview,
    definition,
    belongsTo: linksOf(definition.belongsTo ?? {}),
    traitNames: Object.freeze(Object.keys(traits)),
    paramNames: Object.freeze(Object.keys(params)),
    attributeNames: () =>
      (attributeNames ??= Object.freeze([...(definition.attributes ?? builtNames(resource))])),
    toRequest: (attributes) => (definition.toRequest?.(attributes) as Attributes | undefined) ?? attributes,
    trait: (trait, overrides) => resourceFrom({ ...definition, traits: { ...traits, [trait]: overrides } }),
    extend: (changes) => resourceFrom(extended(definition, changes as unknown as Partial<AnyDefinition>)),
  };
  return Object.freeze(resource) as unknown as DefinedResource<T>; // types are carried, never computed
}

function deliveryOf(definition: AnyDefinition): Partial<AnyDefinition> {
  const {
    api,
    answers,
    listPath,
    idempotency,
    lookup,
    bulk,
    ready,
    onDuplicate,
    atLeastOnce,
    credentials,
    on,
    afterCreate,
  } = definition;
  return {
    api,
    answers,
    listPath,
    idempotency,
    lookup,
    // The same call under its earlier name: by it the seeder sees that several can go at once.
    bulk: api?.createMany === undefined ? bulk : { path: definition.path, ...api.createMany },
    ready,
    onDuplicate,
    atLeastOnce,
    credentials,
    on,
    ...(afterCreate && { afterCreate }),
  };
}

function linksOf(parents: Belongs): readonly BelongsTo[] {
  const links = Object.entries(parents).map(([resource, link]): BelongsTo => {
    if (typeof link === 'string') return Object.freeze({ resource, foreignKey: link });
    const { of: _, create = 0, ...known } = link;
    return Object.freeze({ resource, ...known, create: Number(create) });
  });
  return Object.freeze(links);
}

/** The names are found by building one record, with stand-ins for its parents. */
function builtNames(resource: AnyResource): string[] {
  const builder = createBuilder({ resources: [resource], randomSeed: 0, namespace: 'names' });
  const spec = { resource: resource.name, index: 0, traits: [], set: {} };
  try {
    return Object.keys(builder.build(spec, standIns(resource)));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new TypeError(buildingSays.cannotList(resource.name, why), { cause });
  }
}

function extended(base: AnyDefinition, changes: Partial<AnyDefinition>): AnyDefinition {
  const merged = {
    ...base,
    ...changes,
    params: { ...base.params, ...changes.params },
    traits: { ...base.traits, ...changes.traits },
    secrets: [...new Set([...(base.secrets ?? []), ...(changes.secrets ?? [])])],
    build: (context: BuildContext) => ({ ...base.build(context), ...changes.build?.(context) }),
    afterBuild: (attributes: object, context: BuildContext) => {
      base.afterBuild?.(attributes, context);
      changes.afterBuild?.(attributes, context);
    },
    ...(base.attributes && { attributes: [...base.attributes, ...(changes.attributes ?? [])] }),
    ...((base.afterCreate || changes.afterCreate) && {
      afterCreate: async (...args: Parameters<NonNullable<AnyDefinition['afterCreate']>>) => {
        await base.afterCreate?.(...args);
        await changes.afterCreate?.(...args);
      },
    }),
  };
  checkDefinition(merged);
  return merged;
}
