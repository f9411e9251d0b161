import { type Command, Option } from 'commander';

/** A number with a default that the help shows without quotes. Text as typed: whoever uses it checks it. */
export function numberFlag(flags: string, description: string, value: string): Option {
  return new Option(flags, description).default(value, value);
}

/** Where the API is, and who asks. Texts as typed: the config room checks and converts them. */
export interface ApiFlags {
  readonly baseUrl?: string;
  readonly allowHost?: readonly string[];
  readonly email?: string;
  readonly password?: string;
  readonly rateLimit?: string;
  readonly concurrency?: string;
}

/** How fast records are created. */
export interface PaceFlags {
  readonly batchSize?: string;
  readonly delay?: string;
}

/** What the data is a function of. */
export interface DataFlags {
  readonly randomSeed?: string;
  readonly locale?: string;
  readonly namespace?: string;
}

/** How a command that creates records tells what it did. */
export interface ResultFlags {
  readonly verbose?: boolean;
  readonly output?: string;
  readonly json?: boolean;
}

/** A command that creates records. */
export type SeedFlags = ApiFlags & PaceFlags & DataFlags & ResultFlags;

export function addApiFlags(command: Command): Command {
  return command
    .optionsGroup('API:')
    .option('--base-url <url>', 'the API, with its path (SEEDBED_BASE_URL)')
    .option(
      '--allow-host <origin>',
      'an origin besides this machine that may be used; repeatable (SEEDBED_ALLOW_HOSTS)',
      (origin: string, before: readonly string[] = []) => [...before, origin],
    )
    .option('-e, --email <email>', 'account to sign in with (SEEDBED_EMAIL)')
    .option(
      '-p, --password <password>',
      'its password. Others on this machine can read it here: better in SEEDBED_PASSWORD, in .env, or typed when asked for',
    )
    .option('--rate-limit <n/time>', "the API's limit, such as 10/20s: then it is never exceeded")
    .option('--concurrency <n>', 'most requests in flight');
}

export function addPaceFlags(command: Command): Command {
  return command
    .optionsGroup('Pace:')
    .option('-b, --batch-size <n>', 'records created together (default: 5, or the configuration)')
    .option('-d, --delay <seconds>', 'pause between batches (default: 0.5, or the configuration)');
}

export function addDataFlags(command: Command): Command {
  return command
    .optionsGroup('Data:')
    .option('--random-seed <n>', 'same number, same people (default: 1, or SEEDBED_RANDOM_SEED)')
    .option('--locale <name>', 'a Faker locale: fr, en, de, ja… (default: fr, or the configuration)')
    .option(
      '--namespace <tag>',
      'tag inside every unique value, 3 to 32 of a-z, 0-9, - (default: a new one)',
    );
}

export function addResultFlags(command: Command): Command {
  return command
    .optionsGroup('Result:')
    .option('-v, --verbose', 'show the first five records of each kind')
    .option('-o, --output <file>', 'write records and statistics to a JSON file')
    .option('--json', 'write the same to stdout, and nothing else');
}

export function addSeedFlags(command: Command): Command {
  return addResultFlags(addDataFlags(addPaceFlags(addApiFlags(command))));
}
