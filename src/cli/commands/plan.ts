import { Option } from 'commander';
import type { PlanFlags } from '../actions/plan.ts';
import type { CliCommand } from '../command.ts';
import { addPaceFlags, numberFlag } from '../flags.ts';

export const plan: CliCommand = {
  name: 'plan',
  summary: 'show what a seed would do and how long it takes; sends nothing',
  configure(command) {
    command
      .addOption(numberFlag('--users <n>', 'how many users', '20'))
      .addOption(numberFlag('--vms <n>', 'how many virtual machines', '50'))
      .addOption(
        new Option('--seed <json>', 'what to plan, instead: JSON, or @file.json').conflicts(['users', 'vms']),
      );
    addPaceFlags(command)
      .option('--concurrency <n>', 'most requests in flight')
      .option('--rate-limit <n/time>', "the API's limit, such as 10/20s")
      .optionsGroup('Result:')
      .option('--json', 'write it to stdout as JSON')
      .action(async (flags: PlanFlags) => {
        process.exitCode = await (await import('../actions/plan.ts')).printPlan(flags);
      });
  },
};
