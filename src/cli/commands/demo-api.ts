import { Option } from 'commander';
import type { DemoApiFlags } from '../actions/demo-api.ts';
import type { CliCommand } from '../command.ts';
import { numberFlag } from '../flags.ts';

export const demoApi: CliCommand = {
  name: 'demo-api',
  summary: 'run the demo API and its web page, on this machine only, until Ctrl-C',
  configure(command) {
    command
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
        '\nThe account is DEMO_API_EMAIL and DEMO_API_PASSWORD where both are set, else a public one.',
      )
      .action(async (flags: DemoApiFlags) => {
        process.exitCode = await (await import('../actions/demo-api.ts')).serveDemoApi(flags);
      });
  },
};
