import { type Command, Option } from 'commander';
import { addSeedFlags, numberFlag, type SeedFlags } from './flags.ts';

interface OneResource {
  readonly name: 'users' | 'vms';
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

/** The commands that create records and leave them on the API. */
export function addSeedCommands(program: Command): void {
  for (const { name, description, count } of oneResource)
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
}

/** `--users` and `--vms`, or `--seed` instead. */
export function addSeedSource(command: Command, seedHelp: string): Command {
  return command
    .addOption(numberFlag('--users <n>', 'how many users', '20'))
    .addOption(numberFlag('--vms <n>', 'how many virtual machines', '50'))
    .addOption(new Option('--seed <json>', seedHelp).conflicts(['users', 'vms']));
}
