import type { LocaleFaker } from './locale.ts';
import type { GeneratorVersion, PhoneKind } from './stream.ts';
import type { Unique } from './unique.ts';

/** One record's attributes before the server knows it, by name. */
export type Attributes = Readonly<Record<string, unknown>>;

/** What `build`, trait functions and `afterBuild` receive. Everything drawn from `fake` repeats with the randomSeed. */
export interface BuildContext<Params extends object = object, Parent extends string = string> {
  /** Faker in the seed's locale, with this record's own random stream and a fixed reference date. */
  readonly fake: LocaleFaker;
  /** Values that no other record, dataset or run can have. */
  readonly unique: Unique;
  /** 0-based within the dataset and resource. */
  readonly index: number;
  /** Transient params: the definition's defaults, then what traits and the seed set. */
  readonly params: Readonly<Params>;
  /** The locale's code, `fr`. */
  readonly locale: string;
  /** "Today" of the generated data, so that ages do not drift. @default 2026-01-01 */
  readonly refDate: Date;
  /** Which version of the generated data is asked for; a definition that changes what it makes may go on making the earlier. @default 2 */
  readonly generator: GeneratorVersion;
  /** Which phone numbers are asked for. @default 'safe' */
  readonly phones: PhoneKind;
  /**
   * The parent record: as the server answered it when seeding, as built when offline.
   * @example const { name } = ref('users');
   */
  ref(parent: Parent): Attributes;
  /**
   * The value that a trait or the seed fixes for an attribute, else `otherwise`; for attributes that others are derived from.
   * A fixed value of another type than `otherwise` is passed over here (the schema will report it).
   * @example const city = given('city', fake.location.city());
   */
  given<V>(attribute: string, otherwise: V): V;
  /**
   * The value at the record's index, starting again after the last; or what the function makes of the index.
   * @example const role = sequence(['admin', 'member']);
   */
  sequence<V>(values: readonly V[] | ((index: number) => V)): V;
  /**
   * A whole number from 0, below `size` (1 to 1,000,000). The first `size` records get each number once, in an order that differs from
   * dataset to dataset; then it begins again: for values that should look drawn and not repeat. `place` says whose turn it is.
   * @default place: the record's index
   * @example const colour = colours[turn(colours.length)];
   */
  turn(size: number, place?: number): number;
}
