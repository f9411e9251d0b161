import type { SeedOptions, Spread } from './seed.ts';

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
