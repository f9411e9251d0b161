import type { CliCommand } from './command.ts';
import { demo } from './commands/demo.ts';
import { demoApi } from './commands/demo-api.ts';
import { fullDataset } from './commands/full-dataset.ts';
import { generate } from './commands/generate.ts';
import { plan } from './commands/plan.ts';
import { status } from './commands/status.ts';
import { sweep } from './commands/sweep.ts';
import { users } from './commands/users.ts';
import { vms } from './commands/vms.ts';

/** In the order of the help. */
export const commands: readonly CliCommand[] = [
  users,
  vms,
  fullDataset,
  status,
  plan,
  generate,
  sweep,
  demo,
  demoApi,
];
