import type { StandardSchemaV1 } from '@standard-schema/spec';
import { words } from '../messages/words.ts';
import type { AnyDefinition, Attributes, Headings } from './definition.ts';
import type { Delivery } from './delivery.ts';
import type { HookApi } from './description.ts';

export type { Attributes };

/** The types a resource carries, in one place so that helpers read `RecordOf<R>` instead of six type parameters. */
export interface ResourceTypes {
  name: string;
  /** What `build` returns, plus the foreign keys. */
  attributes: object;
  /** What tests receive: attributes without secrets, plus what the server adds (`id`, `created_at`). */
  record: object;
  /** Transient params: steer `build`, never sent. */
  params: object;
  traits: string;
  /** Names of the resources it belongs to. */
  parents: string;
}

/** How one resource belongs to another: `{ resource: 'users', foreignKey: 'user_id' }`. */
export interface BelongsTo {
  readonly resource: string;
  /** The attribute that receives the parent's server id. */
  readonly foreignKey: string;
  /** True if a record can exist without this parent. Default false. */
  readonly optional?: boolean;
  /** The parent's field whose value it receives. Default: its id. */
  readonly field?: string;
  /** So many parents are made for a seed that asks for none. Default 0: they are found elsewhere. */
  readonly create?: number;
}

/** What the rooms above know of a defined resource. Immutable; made by `defineResource` only. */
export interface Resource<T extends ResourceTypes = ResourceTypes> extends Delivery<T['record']> {
  readonly name: T['name'];
  /** Collection path on the API, `/user`; one record lives at `/user/{id}`. */
  readonly path: string;
  /** Natural key: the attribute by which a record is found again, `email`, or several. Undefined: it cannot be looked up. */
  readonly key: Key;
  /** The server's id field. Default `id`. */
  readonly idField: string;
  readonly belongsTo: readonly BelongsTo[];
  /** Attributes that are secrets: sent, kept for `dataset.credentials()`, shown nowhere. */
  readonly secrets: readonly string[];
  /** The fields that a preview shows, and their headings. Undefined: the first few. */
  readonly preview?: Headings | undefined;
  readonly traitNames: readonly T['traits'][];
  readonly paramNames: readonly string[];
  readonly schema: StandardSchemaV1 | undefined;
  /** Attribute names a seed's `set` and `each` may name (params come on top). */
  attributeNames(): readonly string[];
  /** Built attributes → the JSON body of the create request (only what the contract knows). */
  toRequest(attributes: Attributes): Attributes;
  /** Called by the seeder after each creation, before tests see the record. */
  afterCreate?(record: T['record'], tools: { readonly api: HookApi }): void | Promise<void>;
  /** What it was defined with; read by the builder only. */
  readonly definition: AnyDefinition;
  /** Phantom: never present at run time. */
  readonly types?: T;
}

// biome-ignore lint/suspicious/noExplicitAny: a resource of whatever types; `Resource<ResourceTypes>` is invariant
export type AnyResource = Resource<any>;
type TypesOf<R> = R extends Resource<infer T> ? T : never;
export type NameOf<R> = TypesOf<R>['name'];
export type AttributesOf<R> = TypesOf<R>['attributes'];
export type RecordOf<R> = TypesOf<R>['record'];
export type ParamsOf<R> = TypesOf<R>['params'];
export type TraitOf<R> = TypesOf<R>['traits'];
export type ParentOf<R> = TypesOf<R>['parents'];

/** The natural key of a resource: one field, or several that are unique together. Undefined: it has none. */
type Key = string | readonly string[] | undefined;

/** The fields it is made of. */
export function keyNames(key: Key): readonly string[] {
  if (key === undefined) return [];
  return typeof key === 'string' ? [key] : key;
}

export function isKeyName(key: Key, name: string): boolean {
  return typeof key === 'string' ? key === name : key?.includes(name) === true;
}

/** Whether a record shows the whole key; true if there is none to show. */
export function showsKey(key: Key, record: object): boolean {
  return typeof key === 'string' ? key in record : keyNames(key).every((name) => name in record);
}

/** Its value in a record: several are joined by colons, `7:3`. Undefined if a part of it is missing, or is an object or a list. */
export function keyValue(key: Key, record: Readonly<Record<string, unknown>>): string | undefined {
  if (key === undefined) return undefined;
  if (typeof key === 'string') return textOf(record[key]);
  const parts = key.map((name) => {
    const value = record[name];
    // Alone, a yes or no is no key: some APIs answer `false` for what they hide.
    return typeof value === 'boolean' ? String(value) : textOf(value);
  });
  return parts.includes(undefined) ? undefined : parts.join(':');
}

/** As messages call it: `email`, `user_id and group_id`. */
export function keyLabel(key: Key): string {
  return words().and(keyNames(key));
}

function textOf(value: unknown): string | undefined {
  if (value instanceof Date) return value.toJSON() ?? undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
