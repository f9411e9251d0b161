import type { DemoFlags } from '../actions/demo.ts';
import type { CliCommand } from '../command.ts';

export const demo: CliCommand = {
  name: 'demo',
  summary: 'start an API, seed 5 users and 10 VMs through it, show them, remove them; needs nothing set up',
  configure(command) {
    command
      .option('--keep', 'leave API and data open for a browser, until Ctrl-C')
      .action(async (flags: DemoFlags) => {
        process.exitCode = await (await import('../actions/demo.ts')).runDemo(flags);
      });
  },
};
