import { type Command, Option } from 'commander';
import { addSeedFlags, addWordsFlags, numberFlag, type SeedFlags } from './flags.ts';

interface OneResource {
  readonly name: string;
  readonly description: string;
  readonly count: string;
}

const oneResource: readonly OneResource[] = [
  { name: 'users', description: 'create users, and leave them on the API', count: '10' },
  {
    name: 'vms',
    description: 'create virtual machines, spread over the users that the API holds',
    count: '20',
  },
];

/** The argument that names resources and counts. */
export const wordsArgument = '[resource=count...]';

/** The flags that were typed and say what to make. */
export function typedSource(command: Command): string[] {
  return ['users', 'vms', 'seed'].filter((name) => command.getOptionValueSource(name) === 'cli');
}

/** A command for one resource: its name, and how many. */
function addOneResource(program: Command, { name, description, count }: OneResource): void {
  addSeedFlags(
    program
      .command(name)
      .description(description)
      .addOption(numberFlag('-c, --count <n>', 'how many', count)),
  ).action(async (flags: SeedFlags & { count: string }) => {
    const [{ seedRecords }, { readCount }] = await Promise.all([
      import('./actions/seed.ts'),
      import('./seed-flags.ts'),
    ]);
    process.exitCode = await seedRecords({ [name]: readCount('--count', flags.count) }, flags);
  });
}

/** Commands for the resources of a configuration. A name that is a command already stays that command. */
export function addOwnResources(program: Command, names: readonly string[]): void {
  const known = new Set(program.commands.map((command) => command.name()));
  for (const name of names)
    if (!known.has(name))
      addOneResource(program, {
        name,
        description: `create ${name}, and leave them on the API`,
        count: '10',
      });
  for (const command of program.commands) if (!known.has(command.name())) addWordsFlags(command);
}

function addCreate(program: Command): void {
  addSeedFlags(
    program
      .command('create')
      .argument('<resource=count...>', 'what to create: teams=2 users=6, or users=admin:1,member:5')
      .description('create records of any resources, and leave them on the API'),
  ).action(async (words: string[], flags: SeedFlags) => {
    const [{ seedRecords }, { readSeedWords }] = await Promise.all([
      import('./actions/seed.ts'),
      import('./seed-words.ts'),
    ]);
    process.exitCode = await seedRecords(readSeedWords(words), flags);
  });
}

/** The commands that create records and leave them on the API. */
export function addSeedCommands(program: Command): void {
  for (const resource of oneResource) addOneResource(program, resource);
  addSeedFlags(
    addSeedSource(
      program.command('full-dataset').description('create users, and virtual machines spread over them'),
      'what to create, instead: {"users":{"admin":1,"member":4},"vms":10}, or @file.json',
    ),
  ).action(async (flags: SeedFlags & { users: string; vms: string; seed?: string }) => {
    const [{ seedRecords }, { readSeed }] = await Promise.all([
      import('./actions/seed.ts'),
      import('./seed-flags.ts'),
    ]);
    process.exitCode = await seedRecords(readSeed(flags, 1), flags);
  });
  addCreate(program);
}

/** `--users` and `--vms`, or `--seed` instead. */
export function addSeedSource(command: Command, seedHelp: string): Command {
  return command
    .addOption(numberFlag('--users <n>', 'how many users', '20'))
    .addOption(numberFlag('--vms <n>', 'how many virtual machines', '50'))
    .addOption(new Option('--seed <json>', seedHelp).conflicts(['users', 'vms']));
}
