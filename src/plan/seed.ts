import type { AnyResource, AttributesOf, NameOf, ParamsOf, ParentOf, TraitOf } from '../factory/resource.ts';

/** How long and with whom a dataset is shared, from the shortest. */
export type Scope = 'test' | 'suite' | 'file' | 'worker' | 'run';
export const scopes: readonly Scope[] = ['test', 'suite', 'file', 'worker', 'run'];
/** When the records are removed again. `ttl`: left for a later `sweep`. */
export type CleanupPolicy = 'always' | 'on-success' | 'keep' | 'ttl';
export const cleanupPolicies: readonly CleanupPolicy[] = ['always', 'on-success', 'keep', 'ttl'];
/** What a seed says besides its resources: no resource can have these names. */
export const seedOptions: readonly string[] = ['use', 'scope', 'cleanup', 'locale', 'randomSeed'];
/** Who owns the next record: each in turn; any, at random; or few own most (the nth parent about 1/n as many as the first). */
export type Spread = 'round-robin' | 'random' | 'weighted';
export const spreads: readonly Spread[] = ['round-robin', 'random', 'weighted'];

/** From … to, both included; each parent draws its own. */
export type CountRange = readonly [min: number, max: number];
/**
 * Which share of the parents gets how many: `{ '70%': [1, 2], '30%': 5 }`. The shares make 100 %
 * and are met exactly. A key stands once in an object, so two equal shares are written `'50%'` and `'50.0%'`.
 */
export type CountShares = { readonly [share: `${number}%`]: number | CountRange };

/** The keys of a seed that are not resources. */
export interface SeedOptions {
  /**
   * A named scenario of the configuration to start from; the seed's own keys replace the scenario's. @default none
   * @example const seed = { use: 'fleet', users: 3 };
   */
  readonly use?: string | undefined;
  /** How long and with whom the dataset is shared. @default the configuration's, or 'suite' */
  readonly scope?: Scope | undefined;
  /** When the dataset is removed. @default the configuration's, or 'always' */
  readonly cleanup?: CleanupPolicy | undefined;
  /** A Faker locale, `fr`, `de`, `pt_BR`. @default the configuration's, or `fr` */
  readonly locale?: string | undefined;
  /** Whole number from 0 to 2^32 - 1 that makes the data repeatable. @default the configuration's, or 1 */
  readonly randomSeed?: number | undefined;
}

/** What may be fixed on a record: its attributes, and the params that steer its factory. */
export type Fixed<R extends AnyResource> = Partial<AttributesOf<R>> & Partial<ParamsOf<R>>;

/** What every form of entry can say of its records. */
interface Common<R extends AnyResource> {
  /** Applied in order to every record; the last one wins. */
  readonly traits?: readonly TraitOf<R>[] | undefined;
  /** Attributes and params of every record. Wins over traits. */
  readonly set?: Fixed<R> | undefined;
  /** Attributes and params by turns: the first record gets the first, and so on, over again. Wins over `set`. */
  readonly each?: readonly Fixed<R>[] | undefined;
}

/** `{ admin: 1, member: 4 }`. A trait that is named like another key of the entry can only be given in `traits`. */
type Split<R extends AnyResource> =
  string extends TraitOf<R> ? unknown : { readonly [T in TraitOf<R>]?: number | undefined };

type Named<All extends AnyResource, Name> = Extract<All, { readonly name: Name }>;
type ChildName<All, Parent extends AnyResource> = All extends AnyResource
  ? NameOf<Parent> extends ParentOf<All>
    ? NameOf<All>
    : never
  : never;

/** Records made for each parent, spelled out. */
export type ChildFields<All extends AnyResource, R extends AnyResource> = Common<R> & {
  readonly count?: number | CountRange | CountShares | undefined;
} & Split<R> &
  Children<All, R>;

/** Records made for each parent: `3`, `[1, 4]`, `{ count: [1, 4], traits: ['running'] }`. */
export type ChildEntry<All extends AnyResource, R extends AnyResource> =
  | number
  | CountRange
  | ChildFields<All, R>;

type Children<All extends AnyResource, R extends AnyResource> = {
  readonly [Name in ChildName<All, R>]?: ChildEntry<All, Named<All, Name>> | undefined;
};

/** What a seed asks of one resource, spelled out. */
export type EntryFields<All extends AnyResource, R extends AnyResource> = Common<R> & {
  /** How many in all; with `per`, how many for each parent (there also a range or shares). Default: as many as `each` has. */
  readonly count?: number | CountRange | CountShares | undefined;
  /** Makes `count` a number for each record of this parent. Not together with `for` and `spread`. */
  readonly per?: ParentOf<R> | undefined;
  /** The parent that `spread` hands the records out to. @default every resource it belongs to */
  readonly for?: ParentOf<R> | undefined;
  /** @default 'round-robin' */
  readonly spread?: Spread | undefined;
} & Split<R> &
  Children<All, R>;

/** What a seed asks of one resource: `5`, `{ count: 5, traits: ['admin'] }`, `{ admin: 1, member: 4 }`. */
export type Entry<All extends AnyResource, R extends AnyResource> = number | EntryFields<All, R>;

/**
 * The data asked for: a plain object, JSON only.
 *
 * @example
 * { users: 5, vms: 10 }
 * { users: { admin: 1, member: 4 }, vms: { count: 10, spread: 'weighted' } }
 * { users: { count: 4, set: { city: 'Lyon' }, vms: [1, 4] }, scope: 'file' }
 */
export type Seed<R extends AnyResource = AnyResource> = SeedOptions &
  (string extends NameOf<R>
    ? Readonly<Record<string, unknown>>
    : { readonly [Name in NameOf<R>]?: Entry<R, Named<R, Name>> | undefined });

/** A part of the parents, and how many children each of them gets. */
export interface Share {
  /** 0 < percent ≤ 100; a group's shares sum to 100. */
  readonly percent: number;
  readonly min: number;
  readonly max: number;
}

/** One trait's part of a group. */
export interface SplitPart {
  readonly trait: string;
  readonly count: number;
}

/** Records of one resource that were asked for together, checked and in one form whatever the seed's spelling. */
export interface SeedGroup {
  readonly resource: string;
  /** Where it stands, for messages: `seed.users.vms`. */
  readonly place: string;
  /** Where it stands inside the seed, `users.vms`: names its random streams, so it leaves the scenario out. */
  readonly path: string;
  /** How many in all, or for each parent if `per` is given. */
  readonly count: number | readonly Share[];
  readonly per: string | undefined;
  readonly for: string | undefined;
  readonly spread: Spread;
  /** Empty, or sums to `count`. */
  readonly split: readonly SplitPart[];
  readonly traits: readonly string[];
  readonly set: Readonly<Record<string, unknown>>;
  readonly each: readonly Readonly<Record<string, unknown>>[];
  /** Groups made for each record of this group. */
  readonly children: readonly SeedGroup[];
}

/** A seed that was checked whole. Plain data: it can cross a socket. */
export interface ParsedSeed {
  readonly groups: readonly SeedGroup[];
  readonly options: Omit<SeedOptions, 'use'>;
}
