import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { BuildContext } from './build-context.ts';
import type { Delivery } from './delivery.ts';
import type { HookApi } from './description.ts';

export type { Attributes, BuildContext } from './build-context.ts';

/** Fields in the order in which a table shows them, and their headings. */
export type Headings = Readonly<Record<string, string>>;

/** A resource, as far as a link to it needs to know. */
export interface Linked {
  readonly name: string;
  readonly types?: { record: object };
}

/** How a definition says that its records belong to another resource. */
export interface ParentLink {
  /** The attribute that takes the parent's id. */
  readonly foreignKey: string;
  /** True if a record can exist without this parent. A resource that belongs to itself (`manager_id`) must say so. @default false */
  readonly optional?: boolean;
  /** The field of the parent whose value the foreign key takes. @default the parent's id */
  readonly field?: string;
  /** The parent itself: then the foreign key has the type of that field. @default known by its name alone; ids are numbers */
  readonly of?: Linked;
  /**
   * What happens if a seed asks for these records and not for this parent: `true` makes one parent, a number that many. They are removed
   * with the dataset. `false` takes those of the run's base dataset, or of the API. @default false
   */
  readonly create?: boolean | number;
}

/**
 * How a definition names its parents: by the foreign key alone, or with options.
 * @example belongsTo: { users: 'user_id', teams: { foreignKey: 'team', of: teams, field: 'slug' } }
 */
export type Belongs = Readonly<Record<string, string | ParentLink>>;

/** A set of overrides, of attributes or params, or a function of the context that returns one. */
export type Trait<Settable extends object, Params extends object, Parent extends string> =
  | Readonly<Partial<Settable>>
  | ((context: BuildContext<Params, Parent>) => Readonly<Partial<Settable>>);

/** Says, in types only, which fields the server adds to a created record. Made by {@link serverFields}. */
export interface ServerFields<Fields extends object> {
  readonly fields?: Fields;
}

/**
 * The fields the server adds beside `id: number`; costs nothing at run time.
 * @example server: serverFields<{ created_at: number }>()
 */
export function serverFields<Fields extends object>(): ServerFields<Fields> {
  return {};
}

export type Simplify<T> = { [K in keyof T]: T[K] };
type KeyName<Link> = Link extends string
  ? Link
  : Link extends { readonly foreignKey: infer K extends string }
    ? K
    : never;
type FieldValue<Link> = Link extends { readonly of: { readonly types?: infer T extends { record: object } } }
  ? FieldOf<T['record'], Link extends { readonly field: infer F } ? F : 'id'>
  : Link extends { readonly field: string }
    ? string | number
    : number;
type FieldOf<Record, Field> = Field extends keyof Record ? Record[Field] : string | number;
type KeyValue<Link> = Link extends { readonly optional: true }
  ? FieldValue<Link> | undefined
  : FieldValue<Link>;
/** `{ users: 'user_id' }` → `{ user_id: number }`; with `of: users`, whatever the id of users is. */
export type ForeignKeys<Parents extends Belongs> = {
  [P in keyof Parents as KeyName<Parents[P]>]: KeyValue<Parents[P]>;
};
/** What `build` returns, plus the foreign keys it left to us. */
export type WithKeys<Built extends object, Parents extends Belongs> = Simplify<
  Omit<ForeignKeys<Parents>, keyof Built> & Built
>;
/** Attributes without secrets, plus the server's own fields. */
export type Created<All extends object, Secret extends string, Fields extends object> = Simplify<
  Readonly<Omit<Omit<All, Secret> & { id: number }, keyof Fields> & Fields>
>;

/**
 * What `defineResource` takes. Every type parameter is inferred; write `build` before what takes the attributes, so that it knows their type.
 */
export interface Definition<
  Name extends string,
  Built extends object,
  Params extends object,
  TraitName extends string,
  Secret extends string,
  Parents extends Belongs,
  Fields extends object,
> extends Delivery<Created<WithKeys<NoInfer<Built>, NoInfer<Parents>>, NoInfer<Secret>, NoInfer<Fields>>> {
  /**
   * The plural noun a seed uses: `users` in `{ users: 5 }`. Unique among the configuration's resources.
   * @example name: 'users'
   */
  readonly name: Name;
  /**
   * Collection path on the API, below its base URL. Records are created with POST there, and listed with GET.
   * @example path: '/user'
   */
  readonly path: string;
  /**
   * Natural key: an attribute whose value is unique and by which the record is found again; or several that are unique together.
   * @default none
   * @example key: ['user_id', 'group_id']
   */
  readonly key?:
    | (keyof WithKeys<NoInfer<Built>, NoInfer<Parents>> & string)
    | readonly (keyof WithKeys<NoInfer<Built>, NoInfer<Parents>> & string)[];
  /**
   * The field of the server's answer that holds the id, or a path to it. @default 'id'
   * @example id: 'objectId'
   */
  readonly id?: string;
  /** The earlier name of `id`; it wins if both are given. @default what `id` says */
  readonly idField?: string;
  /**
   * Any Standard Schema (zod, valibot, arktype) over the attributes: a bad record is reported and not sent. @default none
   * @example schema: z.object({ name: z.string().min(1) })
   */
  readonly schema?: StandardSchemaV1;
  /**
   * Transient params and their defaults: a seed can set them, `build` reads them, they are never sent. @default {}
   * @example params: { hasPhoto: false }
   */
  readonly params?: Params;
  /**
   * Parents and the attribute that takes the parent's id; or options, see {@link ParentLink}. Parents are created first. @default {}
   * @example belongsTo: { users: 'user_id' }
   */
  readonly belongsTo?: Parents;
  /**
   * Attributes that no log, report or `toJSON()` may show. @default []
   * @example secrets: ['password']
   */
  readonly secrets?: readonly Secret[];
  /**
   * Which fields the command line's preview shows, in this order, and under which headings. Secrets are never shown.
   * @default the id and the first five fields that are texts, numbers or yes and no
   * @example preview: { id: 'id', title: 'title', page_count: 'pages' }
   */
  readonly preview?: Headings;
  /**
   * Types of the fields that the server adds. @default id: number
   * @example server: serverFields<{ created_at: number }>()
   */
  readonly server?: ServerFields<Fields>;
  /**
   * Attribute names; needed only if `build` cannot run without a real parent. @default found by running `build` once
   * @example attributes: ['name', 'team']
   */
  readonly attributes?: readonly NoInfer<keyof Built & string>[];
  /**
   * One record's attributes. Synchronous, no I/O; draw from `fake`, never from `Math.random` or the clock.
   * @example build: ({ fake, unique }) => ({ name: fake.company.name(), email: unique.email() })
   */
  build(context: BuildContext<NoInfer<Params>, keyof NoInfer<Parents> & string>): Built;
  /**
   * Named variations: overrides, or a function of the context. Combined in the order asked for; the last one wins. @default {}
   * @example traits: { admin: { role: 'admin' } }
   */
  readonly traits?: {
    readonly [T in TraitName]: Trait<
      WithKeys<NoInfer<Built>, NoInfer<Parents>> & NoInfer<Params>,
      NoInfer<Params>,
      keyof NoInfer<Parents> & string
    >;
  };
  /**
   * Attributes → the create request's JSON body. @default all attributes as they are
   * @example toRequest: ({ name }) => ({ user: { name } })
   */
  toRequest?(attributes: Readonly<WithKeys<NoInfer<Built>, NoInfer<Parents>>>): object;
  /** May change the finished attributes in place, after traits and the seed's `set`. */
  afterBuild?(
    attributes: WithKeys<NoInfer<Built>, NoInfer<Parents>>,
    context: BuildContext<NoInfer<Params>, keyof NoInfer<Parents> & string>,
  ): void;
  /**
   * Runs once the API created the record, before tests see it. If it throws, the record counts as failed and is removed with the dataset.
   * @example afterCreate: async ({ id }, { api }) => void (await api.request({ method: 'POST', path: `/user/${id}/activate` }))
   */
  afterCreate?(
    record: Created<WithKeys<NoInfer<Built>, NoInfer<Parents>>, NoInfer<Secret>, NoInfer<Fields>>,
    tools: { readonly api: HookApi },
  ): void | Promise<void>;
}

/** A definition whose types are not known, as the builder handles it. */
export interface AnyDefinition extends Delivery {
  readonly name: string;
  readonly path: string;
  readonly key?: string | readonly string[];
  readonly id?: string;
  readonly idField?: string;
  readonly schema?: StandardSchemaV1;
  readonly params?: object;
  readonly belongsTo?: Belongs;
  readonly secrets?: readonly string[];
  readonly preview?: Headings;
  readonly attributes?: readonly string[];
  build(context: BuildContext): object;
  readonly traits?: Readonly<Record<string, Trait<object, object, string>>>;
  toRequest?(attributes: object): object;
  afterBuild?(attributes: object, context: BuildContext): void;
  afterCreate?(record: object, tools: { readonly api: HookApi }): void | Promise<void>;
}
