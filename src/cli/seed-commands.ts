import { type Command, Option } from 'commander';
import { commandsSay } from '../messages/commands.ts';
import { flagsSay } from '../messages/flags.ts';
import { seedRecords } from './actions/seed.ts';
import { addSeedFlags, addWordsFlags, numberFlag, type SeedFlags } from './flags.ts';
import { addExamples } from './help.ts';
import { readCount, readSeed, readSeedWords } from './seed-source.ts';

interface OneResource {
  readonly name: string;
  readonly description: string;
  readonly count: string;
}

/** The argument that names resources and counts. */
export const wordsArgument = '[resource=count...]';

/** The flags that were typed and say what to make. */
export function typedSource(command: Command): string[] {
  return ['users', 'vms', 'seed'].filter((name) => command.getOptionValueSource(name) === 'cli');
}

/** A command for one resource: its name, and how many. */
function addOneResource(program: Command, { name, description, count }: OneResource): void {
  const one = program
    .command(name)
    .description(description)
    .addOption(numberFlag('-c, --count <n>', flagsSay.count, count));
  addExamples(one, [`seedbed ${name} -c 5`, `seedbed ${name} -c 200 --rate-limit 10/20s -o ${name}.json`]);
  addSeedFlags(one).action(async (flags: SeedFlags & { count: string }) => {
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
        description: commandsSay.own(name),
        count: '10',
      });
  for (const command of program.commands) if (!known.has(command.name())) addWordsFlags(command);
}

function addCreate(program: Command): void {
  const create = program
    .command('create')
    .argument('<resource=count...>', commandsSay.whatToCreate)
    .description(commandsSay.create);
  addExamples(create, ['seedbed create teams=2 users=6', 'seedbed create users=admin:1,member:5 vms=10']);
  addSeedFlags(create).action(async (words: string[], flags: SeedFlags) => {
    process.exitCode = await seedRecords(readSeedWords(words), flags);
  });
}

function addFullDataset(program: Command): void {
  const fullDataset = program.command('full-dataset').description(commandsSay.fullDataset);
  addExamples(fullDataset, ['seedbed full-dataset', 'seedbed full-dataset --users 20 --vms 50 -o out.json']);
  addSeedFlags(addSeedSource(fullDataset)).action(
    async (flags: SeedFlags & { users: string; vms: string; seed?: string }) => {
      process.exitCode = await seedRecords(readSeed(flags, 1), flags);
    },
  );
}

/** What adds each of the commands that create records and leave them on the API. */
export const seedCommands: Readonly<Record<string, (program: Command) => void>> = {
  users: (program) => addOneResource(program, { name: 'users', description: commandsSay.users, count: '10' }),
  vms: (program) => addOneResource(program, { name: 'vms', description: commandsSay.vms, count: '20' }),
  'full-dataset': addFullDataset,
  create: addCreate,
};

/** `--users` and `--vms`, or `--seed` instead. */
export function addSeedSource(command: Command): Command {
  return command
    .addOption(numberFlag('--users <n>', flagsSay.users, '20'))
    .addOption(numberFlag('--vms <n>', flagsSay.vms, '50'))
    .addOption(new Option('--seed <json>', flagsSay.seed).conflicts(['users', 'vms']));
}
