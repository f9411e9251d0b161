import { Option } from 'commander';
import type { CliCommand } from '../command.ts';
import { addSeedFlags, numberFlag, type SeedFlags } from '../flags.ts';

interface FullDatasetFlags extends SeedFlags {
  readonly users: string;
  readonly vms: string;
  readonly seed?: string;
}

export const fullDataset: CliCommand = {
  name: 'full-dataset',
  summary: 'create users, and virtual machines spread over them',
  configure(command) {
    command
      .addOption(numberFlag('--users <n>', 'how many users', '20'))
      .addOption(numberFlag('--vms <n>', 'how many virtual machines', '50'))
      .addOption(
        new Option(
          '--seed <json>',
          'what to create, instead: {"users":{"admin":1,"member":4},"vms":10}, or @file.json',
        ).conflicts(['users', 'vms']),
      );
    addSeedFlags(command).action(async (flags: FullDatasetFlags) => {
      const [{ seedRecords }, { readSeed }] = await Promise.all([
        import('../actions/seed.ts'),
        import('../seed-flag.ts'),
      ]);
      process.exitCode = await seedRecords(readSeed(flags, 1), flags);
    });
  },
};
