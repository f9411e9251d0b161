import { Option } from 'commander';
import type { GenerateFlags } from '../actions/generate.ts';
import type { CliCommand } from '../command.ts';
import { addDataFlags } from '../flags.ts';

export const generate: CliCommand = {
  name: 'generate',
  summary: 'write records to a file or stdout, without any API; passwords are left out',
  configure(command) {
    command
      .option('--users <n>', 'how many users (default: 10, or 0 where only --vms is given)')
      .option('--vms <n>', 'how many virtual machines (default: 20, or 0 where only --users is given)')
      .addOption(
        new Option('--seed <json>', 'what to generate, instead: JSON, or @file.json').conflicts([
          'users',
          'vms',
        ]),
      )
      .option(
        '--email-domain <domain>',
        'domain of the e-mails (default: example.com, which reaches nobody)',
      );
    addDataFlags(command)
      .optionsGroup('Result:')
      .addOption(
        new Option('-f, --format <format>', 'how to write them')
          .choices(['json', 'ndjson', 'csv'])
          .default('json'),
      )
      .option('-o, --output <file>', 'where to; for csv one file a resource: out.users.csv, out.vms.csv')
      .option('--resource <name>', 'write only this one')
      .action(async (flags: GenerateFlags) => {
        process.exitCode = await (await import('../actions/generate.ts')).generateRecords(flags);
      });
  },
};
