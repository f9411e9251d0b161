import { type Command, Option } from 'commander';
import type { CheckFlags } from './actions/check.ts';
import type { DemoFlags } from './actions/demo.ts';
import type { DemoApiFlags } from './actions/demo-api.ts';
import type { GenerateFlags } from './actions/generate.ts';
import type { PlanFlags } from './actions/plan.ts';
import type { StatusFlags } from './actions/status.ts';
import type { SweepFlags } from './actions/sweep.ts';
import {
  addApiFlags,
  addDataFlags,
  addLimitFlags,
  addPaceFlags,
  addWordsFlags,
  numberFlag,
} from './flags.ts';
import { addSeedCommands, addSeedSource, typedSource, wordsArgument } from './seed-commands.ts';

/**
 * Every command, in the order of the help. They load nothing but their flags; what an action needs is imported when it runs. An action
 * sets `process.exitCode`, or throws. Each command is made by `program.command`, for only then it reports errors as the program does.
 */
export function addCommands(program: Command): void {
  addSeedCommands(program);
  addStatus(program);
  addCheck(program);
  addPlan(program);
  addGenerate(program);
  addSweep(program);
  addDemo(program);
  addDemoApi(program);
  for (const command of program.commands) addWordsFlags(command);
}

function addStatus(program: Command): void {
  addApiFlags(
    program
      .command('status')
      .description('show whether the API answers, what it holds, and which runs are in the ledger'),
  )
    .optionsGroup('Result:')
    .option('-v, --verbose', 'show also every setting, its value and where it comes from')
    .option('--json', 'write it to stdout as JSON')
    .action(async (flags: StatusFlags) => {
      process.exitCode = await (await import('./actions/status.ts')).printStatus(flags);
    });
}

function addCheck(program: Command): void {
  addApiFlags(
    program
      .command('check')
      .argument('[resource...]', 'which resources, with those they belong to (default: all)')
      .description(
        'prove how the API is described: create one record of each resource, find it, remove it; say what to write',
      ),
  )
    .optionsGroup('Result:')
    .option('--json', 'write it to stdout as JSON')
    .action(async (names: string[], flags: CheckFlags) => {
      process.exitCode = await (await import('./actions/check.ts')).runCheck(names, flags);
    });
}

function addPlan(program: Command): void {
  const plan = program
    .command('plan')
    .argument(wordsArgument, 'what to plan: teams=2 users=6 (default: what --users and --vms say)')
    .description('show what a seed would do and how long it takes; sends nothing');
  addLimitFlags(addPaceFlags(addSeedSource(plan, 'what to plan, instead: JSON, or @file.json')))
    .optionsGroup('Result:')
    .option('--json', 'write it to stdout as JSON')
    .action(async (words: string[], flags: PlanFlags, command: Command) => {
      const { printPlan } = await import('./actions/plan.ts');
      process.exitCode = await printPlan(flags, words, typedSource(command));
    });
}

function addGenerate(program: Command): void {
  const generate = program
    .command('generate')
    .argument(wordsArgument, 'what to generate: members=5 (default: what --users and --vms say)')
    .description('write records to a file or stdout, without any API; passwords are left out')
    .option('--users <n>', 'how many users (default: 10, or 0 if only --vms is given)')
    .option('--vms <n>', 'how many virtual machines (default: 20, or 0 if only --users is given)')
    .addOption(
      new Option('--seed <json>', 'what to generate, instead: JSON, or @file.json').conflicts([
        'users',
        'vms',
      ]),
    );
  addDataFlags(generate)
    .optionsGroup('Result:')
    .addOption(
      new Option('-f, --format <format>', 'how to write them')
        .choices(['json', 'ndjson', 'csv'])
        .default('json'),
    )
    .option('-o, --output <file>', 'where to; for csv one file a resource: out.users.csv, out.vms.csv')
    .option('--resource <name>', 'write only this one')
    .action(async (words: string[], flags: GenerateFlags, command: Command) => {
      const { generateRecords } = await import('./actions/generate.ts');
      process.exitCode = await generateRecords(flags, words, typedSource(command));
    });
}

function addSweep(program: Command): void {
  addApiFlags(
    program.command('sweep').description('remove what dead runs left on the API, or one run by name'),
  )
    .optionsGroup('What goes:')
    .option('--run <id>', 'this run only, also if its records were made to stay')
    .option('--all', 'every run that is not alive, also if its records were made to stay')
    .option(
      '--unproved',
      'with --run: also what nothing shows to be its records any more, by their ids, on purpose',
    )
    .option('--older-than <time>', 'only runs that began this long ago, such as 2h; also what `ttl` keeps')
    .addOption(
      numberFlag('--max-delete <n>', 'remove nothing at all if it would be more records than this', '1000'),
    )
    .option('--dry-run', 'only show what would go')
    .optionsGroup('Result:')
    .option('--json', 'write it to stdout as JSON')
    .action(async (flags: SweepFlags) => {
      process.exitCode = await (await import('./actions/sweep.ts')).runSweep(flags);
    });
}

function addDemo(program: Command): void {
  program
    .command('demo')
    .description(
      'start an API, seed 5 users and 10 VMs through it, show them, remove them; needs nothing set up',
    )
    .option('--keep', 'leave API and data open for a browser, until Ctrl-C')
    .action(async (flags: DemoFlags) => {
      process.exitCode = await (await import('./actions/demo.ts')).runDemo(flags);
    });
}

function addDemoApi(program: Command): void {
  program
    .command('demo-api')
    .description('run the demo API and its web page, on this machine only, until Ctrl-C')
    .addOption(numberFlag('--port <n>', 'port on 127.0.0.1; 0 for any free one', '4010'))
    .option('--db <file>', 'SQLite file to keep the data in (default: in memory)')
    .option('--rate-limit <n/time>', 'answer 429 above it: 10/20s')
    .option('--no-retry-after', 'send no Retry-After with a 429')
    .option('--rate-limit-headers', 'send RateLimit headers with every answer')
    .addOption(numberFlag('--latency <ms>', 'wait before each answer', '0'))
    .option('--token-ttl <time>', 'how long a log-in is good', '24h')
    .option('--no-bulk', 'offer no bulk calls, as the hosted backend')
    .option('--lax-delete', 'delete users who own VMs, and leave orphans')
    .option('--no-idempotency', 'ignore Idempotency-Key')
    .addOption(
      new Option('--duplicate-status <n>', 'answer to an e-mail that is taken')
        .choices(['400', '403', '409'])
        .default('409'),
    )
    .addHelpText(
      'after',
      '\nThe account is DEMO_API_EMAIL and DEMO_API_PASSWORD if both are set, else a public one.',
    )
    .action(async (flags: DemoApiFlags) => {
      process.exitCode = await (await import('./actions/demo-api.ts')).serveDemoApi(flags);
    });
}
