import { type Command, Option } from 'commander';
import type { SeedbedConfig } from '../config/config.ts';
import type { FlagGroup, Setting } from '../config/setting.ts';
import { settings } from '../config/settings.ts';
import { commandLineSays } from '../messages/command-line.ts';
import { flagsSay } from '../messages/flags.ts';

/** The pace our users know. Used if no flag, no variable and no configuration file says otherwise. */
export const commandDefaults: SeedbedConfig = { batchSize: 5, delay: 0.5 };

/** What flags say about settings, by the settings' keys. Texts as typed: the config room checks and converts them. */
export type SettingFlags = {
  readonly [Key in Exclude<keyof SeedbedConfig, 'auth' | 'run'>]?: string | readonly string[];
};

/** Who asks. */
export interface AuthFlags {
  readonly email?: string;
  readonly password?: string;
}

/** How a command that creates records tells what it did. */
export interface ResultFlags {
  readonly verbose?: boolean;
  readonly output?: string;
  readonly json?: boolean;
}

/** A command that creates records. */
export type SeedFlags = SettingFlags &
  AuthFlags &
  ResultFlags & { readonly namespace?: string; readonly distributed?: boolean; readonly resume?: string };

/** The settings that have a flag, in the order of the table. */
export const flagSettings: readonly Setting<unknown>[] = Object.values(settings).filter(
  ({ flag }) => flag !== undefined,
);

/** A setting's flag without its short form and its value: `--batch-size`. */
export function longFlag(key: keyof SeedbedConfig): string | undefined {
  const flag = flagSettings.find((setting) => setting.key === key)?.flag;
  return flag === undefined ? undefined : (new Option(flag).long ?? flag);
}

/** Where the API is, who asks, and how much it bears. */
export function addApiFlags(command: Command): Command {
  addSettings(command.optionsGroup(commandLineSays.api), 'api')
    .option('-e, --email <email>', flagsSay.email)
    .option('-p, --password <password>', flagsSay.password);
  return addLimitFlags(command);
}

/** How much the API bears. */
export function addLimitFlags(command: Command): Command {
  return addSettings(command, 'limits');
}

/** How fast records are created. */
export function addPaceFlags(command: Command): Command {
  return addSettings(command.optionsGroup(commandLineSays.pace), 'pace');
}

/** What the data is a function of. */
export function addDataFlags(command: Command): Command {
  return addSettings(command.optionsGroup(commandLineSays.data), 'data').option(
    '--namespace <tag>',
    flagsSay.namespace,
  );
}

export function addResultFlags(command: Command): Command {
  return command
    .optionsGroup(commandLineSays.result)
    .option('-v, --verbose', flagsSay.verbose)
    .option('-o, --output <file>', flagsSay.output)
    .option('--json', flagsSay.jsonOnly);
}

/** All that a command takes which creates records. */
export function addSeedFlags(command: Command): Command {
  const paced = addPaceFlags(addApiFlags(refuseDryRun(command)))
    .option('--distributed', flagsSay.distributed)
    .option('--resume <run>', flagsSay.resume);
  return addResultFlags(addSettings(addDataFlags(paced), 'users'));
}

/** Known from `sweep`, and looked for where records are made: there a command of its own does it. */
function refuseDryRun(command: Command): Command {
  const { outputError } = command.configureOutput();
  return command.configureOutput({
    outputError(text, write) {
      const isDryRun = text.includes("unknown option '--dry-run'");
      outputError?.(isDryRun ? commandLineSays.noDryRun(command.name()) : text, write);
    },
  });
}

/** A number with a default. Text as typed: the code that uses it checks it. */
export function numberFlag(flags: string, description: string, value: string): Option {
  return new Option(flags, description).default(value, value);
}

/** The language of what is told: every command takes it. */
export function addWordsFlags(command: Command): Command {
  return addSettings(command, 'words');
}

function addSettings(command: Command, group: FlagGroup): Command {
  for (const setting of flagSettings)
    if (setting.group === group) command.addOption(new SettingOption(setting));
  return command;
}

/** A setting's flag. Its value is found under the setting's key, which may differ from the flag: `--allow-host`, `allowHosts`. */
class SettingOption extends Option {
  readonly #key: string;

  constructor(setting: Setting<unknown>) {
    super(setting.flag ?? '', helpOf(setting));
    this.#key = setting.key;
    if (setting.repeatable)
      this.argParser((value: string, before: readonly string[] = []) => [...before, value]);
  }

  override attributeName(): string {
    return this.#key;
  }
}

type FlaggedKey = keyof SeedbedConfig & keyof typeof flagsSay;

/** One line: what it is, and its default, or else the variable that says it too. */
function helpOf({ key, variable, shown }: Setting<unknown>): string {
  const what = flagsSay[key as FlaggedKey];
  const value =
    commandDefaults[key] ?? (typeof shown === 'string' && key !== 'randomSeed' ? shown : undefined);
  if (value !== undefined) return `${what} ${flagsSay.otherwise(String(value))}`;
  return variable === undefined || String(what).includes(variable) ? String(what) : `${what} (${variable})`;
}
