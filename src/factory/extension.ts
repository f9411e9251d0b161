import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { BuildContext, Headings, Simplify, Trait } from './definition.ts';
import type { Delivery } from './delivery.ts';
import type { HookApi } from './description.ts';
import type { ResourceTypes } from './resource.ts';

type Merged<Base extends object, Added extends object> = Simplify<Omit<Base, keyof Added> & Added>;

/** Nothing if `extend` was given no `build`: then its type is the default, which has every name. */
type Known<Added extends object> = string extends keyof Added ? Record<never, never> : Added;

/** The types of an extended resource. A secret stays a secret. */
export interface Extended<
  T extends ResourceTypes,
  Name extends string,
  Added extends object,
  Params extends object,
  TraitName extends string,
  Secret extends string,
> {
  name: Name;
  attributes: Merged<T['attributes'], Known<Added>>;
  record: Simplify<
    Omit<T['record'], keyof Known<Added> | Secret> &
      Readonly<Omit<Known<Added>, Secret | Exclude<keyof T['attributes'], keyof T['record']>>>
  >;
  params: Merged<T['params'], Params>;
  traits: T['traits'] | TraitName;
  parents: T['parents'];
}

/** What `extend` takes: the keys of a definition, all optional. Parents and the server's fields stay as they were. */
export interface Extension<
  T extends ResourceTypes,
  Name extends string,
  Added extends object,
  Params extends object,
  TraitName extends string,
  Secret extends string,
  All extends object = Merged<T['attributes'], NoInfer<Added>>,
  AllParams extends object = Merged<T['params'], NoInfer<Params>>,
  Record extends object = Extended<T, Name, NoInfer<Added>, Params, TraitName, NoInfer<Secret>>['record'],
> extends Delivery<Record> {
  readonly name?: Name;
  readonly path?: string;
  readonly key?: (keyof All & string) | readonly (keyof All & string)[];
  readonly id?: string;
  readonly idField?: string;
  readonly schema?: StandardSchemaV1;
  readonly params?: Params;
  readonly secrets?: readonly Secret[];
  readonly preview?: Headings;
  readonly attributes?: readonly (keyof All & string)[];
  build?(context: BuildContext<AllParams, T['parents']>): Added;
  readonly traits?: { readonly [N in TraitName]: Trait<All & AllParams, AllParams, T['parents']> };
  toRequest?(attributes: Readonly<All>): object;
  afterBuild?(attributes: All, context: BuildContext<AllParams, T['parents']>): void;
  afterCreate?(record: Record, tools: { readonly api: HookApi }): void | Promise<void>;
}
