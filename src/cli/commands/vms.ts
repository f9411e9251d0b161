import type { CliCommand } from '../command.ts';
import { addSeedFlags, numberFlag, type SeedFlags } from '../flags.ts';

export const vms: CliCommand = {
  name: 'vms',
  summary: 'create virtual machines, spread over the users that the API holds',
  configure(command) {
    addSeedFlags(command.addOption(numberFlag('-c, --count <n>', 'how many', '20'))).action(
      async (flags: SeedFlags & { count: string }) => {
        const [{ seedRecords }, { readCount }] = await Promise.all([
          import('../actions/seed.ts'),
          import('../counts.ts'),
        ]);
        process.exitCode = await seedRecords({ vms: readCount('--count', flags.count) }, flags);
      },
    );
  },
};
