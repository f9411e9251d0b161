import type { StatusFlags } from '../actions/status.ts';
import type { CliCommand } from '../command.ts';
import { addApiFlags } from '../flags.ts';

export const status: CliCommand = {
  name: 'status',
  summary: 'show whether the API answers, what it holds, and which runs are in the ledger',
  configure(command) {
    addApiFlags(command)
      .optionsGroup('Result:')
      .option('--json', 'write it to stdout as JSON')
      .action(async (flags: StatusFlags) => {
        process.exitCode = await (await import('../actions/status.ts')).printStatus(flags);
      });
  },
};
