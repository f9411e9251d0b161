import type { Place } from '../lib/check.ts';
import type { SeedbedConfig } from './config.ts';
import type { ResolvedConfig } from './resolved-config.ts';

/**
 * `api`: which one; `limits`: how much it can take; `pace`: how fast records are created; `data`: what is in them; `users`: how they sign
 * in; `words`: how it is told.
 */
export type FlagGroup = 'api' | 'limits' | 'pace' | 'data' | 'users' | 'words';

/** Everything about one setting, in one place: readers, flags, `status --verbose` and the reference page come from it. */
export interface Setting<T> {
  /** Its key in `seedbed.config.ts`. */
  readonly key: keyof SeedbedConfig;
  /** Environment variable. */
  readonly variable?: string;
  /** As the command line declares it: `-b, --batch-size <n>`. */
  readonly flag?: string;
  /** What the flag is about: a command takes the flags of whole groups. */
  readonly group?: FlagGroup;
  /** The flag may be given several times, and adds to what the environment or the file says. */
  readonly repeatable?: boolean;
  /** As one writes it in `seedbed.config.ts`. */
  readonly example: string;
  /** The default, as it is shown: a value, or words. */
  readonly shown: string | (() => string);
  /** Checks what was written, in whichever source, and converts it: seconds to milliseconds, texts to numbers. */
  read(value: unknown, place: Place, others: Others): T;
  /** What it is if no source has it. */
  readonly otherwise: T | ((others: Others) => T);
}

/** What the check of a setting may need of others. */
export interface Others {
  readonly allowHosts: readonly string[];
  /** The API's; empty until it is known. */
  readonly baseUrl: string;
  readonly sources: Pick<ResolvedConfig, 'root' | 'resources' | 'project' | 'lang'> & {
    readonly baseUrl: string | undefined;
    /** Where the preset's API describes itself, if its resources are used. */
    readonly openapi: string | undefined;
  };
}

/** The settings that have a line in the table, by their name in a resolved configuration. */
export type SettingName = Exclude<
  keyof ResolvedConfig,
  'root' | 'whoAmI' | 'auth' | 'login' | 'credentialVariables' | 'run' | 'proxy'
>;

/** Settings by their name in a resolved configuration. */
export type Settings = { readonly [Name in SettingName]: Setting<ResolvedConfig[Name]> };

/** The default of a setting, for people. */
export function shownDefault({ shown }: Pick<Setting<unknown>, 'shown'>): string {
  return typeof shown === 'function' ? shown() : shown;
}
