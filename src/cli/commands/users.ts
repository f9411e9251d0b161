import type { CliCommand } from '../command.ts';
import { addSeedFlags, numberFlag, type SeedFlags } from '../flags.ts';

export const users: CliCommand = {
  name: 'users',
  summary: 'create users, and leave them on the API',
  configure(command) {
    addSeedFlags(command.addOption(numberFlag('-c, --count <n>', 'how many', '10'))).action(
      async (flags: SeedFlags & { count: string }) => {
        const [{ seedRecords }, { readCount }] = await Promise.all([
          import('../actions/seed.ts'),
          import('../counts.ts'),
        ]);
        process.exitCode = await seedRecords({ users: readCount('--count', flags.count) }, flags);
      },
    );
  },
};
