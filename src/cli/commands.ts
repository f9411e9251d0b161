import { type Command, Option } from 'commander';
import description from '../../package.json' with { type: 'json' };
import { SeedbedError } from '../errors.ts';
import { didYouMean } from '../lib/check.ts';
import { commandLineSays } from '../messages/command-line.ts';
import { commandsSay } from '../messages/commands.ts';
import { flagsSay } from '../messages/flags.ts';
import type { CheckFlags } from './actions/check.ts';
import type { DemoFlags } from './actions/demo.ts';
import type { DemoApiFlags } from './actions/demo-api.ts';
import type { WorkerFlags } from './actions/distributed.ts';
import type { GenerateFlags } from './actions/generate.ts';
import type { PlanFlags } from './actions/plan.ts';
import type { ReportFlags } from './actions/report.ts';
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
import { addExamples, formatFullHelp } from './help.ts';
import { addSeedSource, seedCommands, typedSource, wordsArgument } from './seed-commands.ts';
import { print } from './terminal.ts';

function addStatus(program: Command): void {
  const status = program.command('status').description(commandsSay.status);
  addExamples(addApiFlags(status), ['seedbed status', 'seedbed status --verbose'])
    .optionsGroup(commandLineSays.result)
    .option('-v, --verbose', flagsSay.allSettings)
    .option('--json', flagsSay.json)
    .action(async (flags: StatusFlags) => {
      process.exitCode = await (await import('./actions/status.ts')).printStatus(flags);
    });
}

function addCheck(program: Command): void {
  const check = program
    .command('check')
    .argument('[resource...]', commandsSay.whatToCheck)
    .summary(commandsSay.checkShort)
    .description(commandsSay.check);
  addExamples(addApiFlags(check), ['seedbed check', 'seedbed check users'])
    .optionsGroup(commandLineSays.result)
    .option('--json', flagsSay.json)
    .action(async (names: string[], flags: CheckFlags) => {
      process.exitCode = await (await import('./actions/check.ts')).runCheck(names, flags);
    });
}

function addPlan(program: Command): void {
  const plan = program
    .command('plan')
    .argument(wordsArgument, commandsSay.whatToPlan)
    .description(commandsSay.plan);
  addExamples(plan, [
    'seedbed plan --users 200 --vms 500 --rate-limit 10/20s',
    'seedbed plan teams=2 users=6',
  ]);
  addLimitFlags(addPaceFlags(addSeedSource(plan)))
    .optionsGroup(commandLineSays.result)
    .option('--json', flagsSay.json)
    .action(async (words: string[], flags: PlanFlags, command: Command) => {
      const { printPlan } = await import('./actions/plan.ts');
      process.exitCode = await printPlan(flags, words, typedSource(command));
    });
}

function addGenerate(program: Command): void {
  const generate = program
    .command('generate')
    .argument(wordsArgument, commandsSay.whatToGenerate)
    .summary(commandsSay.generate)
    .description(commandsSay.generateLong)
    .option('--users <n>', flagsSay.usersToGenerate)
    .option('--vms <n>', flagsSay.vmsToGenerate)
    .addOption(new Option('--seed <json>', flagsSay.seed).conflicts(['users', 'vms']));
  addExamples(generate, ['seedbed generate', 'seedbed generate --users 1000 --format csv -o people.csv']);
  addDataFlags(generate)
    .optionsGroup(commandLineSays.result)
    .addOption(new Option('-f, --format <format>', flagsSay.format).choices(['json', 'ndjson', 'csv']))
    .option('-o, --output <file>', flagsSay.generateOutput)
    .option('--resource <name>', flagsSay.resource)
    .action(async (words: string[], flags: GenerateFlags, command: Command) => {
      const { generateRecords } = await import('./actions/generate.ts');
      process.exitCode = await generateRecords(flags, words, typedSource(command));
    });
}

function addReport(program: Command): void {
  const report = program
    .command('report')
    .argument('[run]', flagsSay.reportOf)
    .description(commandsSay.report);
  addExamples(report, ['seedbed report', 'seedbed report --html out.html', 'seedbed report sb0123456789'])
    .option('--html <file>', flagsSay.html)
    .action(async (run: string | undefined, flags: ReportFlags) => {
      process.exitCode = await (await import('./actions/report.ts')).tellReport(run, flags);
    });
}

function addSweep(program: Command): void {
  const sweep = addApiFlags(program.command('sweep').description(commandsSay.sweep));
  addExamples(sweep, ['seedbed sweep --dry-run', 'seedbed sweep --run sb0123456789', 'seedbed sweep --all'])
    .optionsGroup(commandLineSays.whatGoes)
    .option('--run <id>', flagsSay.run)
    .option('--all', flagsSay.all)
    .option('-y, --yes', flagsSay.yes)
    .option('--unproved', flagsSay.unproved)
    .option('--older-than <time>', flagsSay.olderThan)
    .addOption(numberFlag('--max-delete <n>', flagsSay.maxDelete, '1000'))
    .option('--dry-run', flagsSay.dryRun)
    .optionsGroup(commandLineSays.result)
    .option('-v, --verbose', flagsSay.verboseSweep)
    .option('--json', flagsSay.json)
    .action(async (flags: SweepFlags) => {
      process.exitCode = await (await import('./actions/sweep.ts')).runSweep(flags);
    });
}

function addWorker(program: Command): void {
  const worker = program.command('worker').description(commandsSay.worker);
  addExamples(addApiFlags(worker), ['seedbed worker', 'seedbed worker --concurrency 16']).action(
    async (flags: WorkerFlags) => {
      process.exitCode = await (await import('./actions/distributed.ts')).runWorker(flags);
    },
  );
}

function addDemo(program: Command): void {
  const demo = program.command('demo').summary(commandsSay.demo).description(commandsSay.demoLong);
  addExamples(demo, ['seedbed demo', 'seedbed demo --keep'])
    .option('--keep', flagsSay.keep)
    .action(async (flags: DemoFlags) => {
      process.exitCode = await (await import('./actions/demo.ts')).runDemo(flags);
    });
}

function addDemoApi(program: Command): void {
  const demoApi = program.command('demo-api').description(commandsSay.demoApi);
  addExamples(
    demoApi,
    ['seedbed demo-api', 'seedbed demo-api --port 0 --rate-limit 10/20s'],
    [commandsSay.demoApiAccount],
  )
    .addOption(numberFlag('--port <n>', flagsSay.port, '4010'))
    .option('--db <file>', flagsSay.db)
    .option('--rate-limit <n/time>', flagsSay.demoRateLimit)
    .option('--no-retry-after', flagsSay.noRetryAfter)
    .option('--rate-limit-headers', flagsSay.rateLimitHeaders)
    .addOption(numberFlag('--latency <ms>', flagsSay.latency, '0'))
    .option('--token-ttl <time>', flagsSay.tokenTtl, '24h')
    .option('--no-bulk', flagsSay.noBulk)
    .option('--lax-delete', flagsSay.laxDelete)
    .option('--no-idempotency', flagsSay.noIdempotency)
    .addOption(
      new Option('--duplicate-status <n>', flagsSay.duplicateStatus)
        .choices(['400', '403', '409'])
        .default('409'),
    )
    .action(async (flags: DemoApiFlags) => {
      process.exitCode = await (await import('./actions/demo-api.ts')).serveDemoApi(flags);
    });
}

function addVersion(program: Command): void {
  const version = program.command('version').description(commandsSay.version);
  addExamples(version, ['seedbed version']).action(() => print(description.version));
}

/** All flags of a command, and what the program says of settings and exit codes; `--help` keeps to a screen. */
function addHelp(program: Command): void {
  const help = program
    .command('help')
    .argument('[command]', commandsSay.whoseHelp)
    .description(commandsSay.help);
  addExamples(help, ['seedbed help', 'seedbed help users']).action((name: string | undefined) => {
    const command = name === undefined ? program : program.commands.find((one) => one.name() === name);
    if (command === undefined)
      throw new SeedbedError(
        'SEEDBED_CONFIG',
        `${commandLineSays.noSuchCommand(name ?? '')}${didYouMean(
          name ?? '',
          program.commands.map((one) => one.name()),
        )}`,
      );
    const helper = command.createHelp();
    helper.helpWidth = process.stdout.columns ?? 80;
    print(formatFullHelp(command, helper).trimEnd());
  });
}

/** What adds each command, in the order of the help. */
const commands: Readonly<Record<string, (program: Command) => void>> = {
  ...seedCommands,
  status: addStatus,
  check: addCheck,
  plan: addPlan,
  generate: addGenerate,
  sweep: addSweep,
  report: addReport,
  worker: addWorker,
  demo: addDemo,
  'demo-api': addDemoApi,
  version: addVersion,
  help: addHelp,
};

/**
 * Adds the command that a word names alone: the flags of all of them take some 15 ms to declare. Adds every command for any other word, and
 * for `help`, which tells of them. They load nothing but their flags; what an action needs is imported when it runs. An action sets
 * `process.exitCode`, or throws. Each command is made by `program.command`, because only then it reports errors as the program does.
 */
export function addCommands(program: Command, word = 'help'): void {
  const isOne = Object.hasOwn(commands, word) && word !== 'help';
  for (const name of isOne ? [word] : Object.keys(commands)) commands[name]?.(program);
  for (const command of program.commands) addWordsFlags(command);
}
