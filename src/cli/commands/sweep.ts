import { Option } from 'commander';
import type { SweepFlags } from '../actions/sweep.ts';
import type { CliCommand } from '../command.ts';
import { addApiFlags, numberFlag } from '../flags.ts';

export const sweep: CliCommand = {
  name: 'sweep',
  summary: 'remove what dead runs left on the API, or one run by name',
  configure(command) {
    addApiFlags(command)
      .optionsGroup('What goes:')
      .option('--run <id>', 'this run only, also if its records were made to stay')
      .option('--all', 'every run that is not alive, also if its records were made to stay')
      .option(
        '--unproved',
        'with --run: also what nothing shows to be its records any more, by their ids, on purpose',
      )
      .addOption(
        new Option(
          '--older-than <time>',
          'only runs that began this long ago, such as 2h; also what `ttl` keeps',
        ),
      )
      .addOption(
        numberFlag('--max-delete <n>', 'remove nothing at all if it would be more records than this', '1000'),
      )
      .option('--dry-run', 'only show what would go')
      .optionsGroup('Result:')
      .option('--json', 'write it to stdout as JSON')
      .action(async (flags: SweepFlags) => {
        process.exitCode = await (await import('../actions/sweep.ts')).runSweep(flags);
      });
  },
};
