import { outputSays } from '../../../src/messages/output.ts';
import { type Sampled, sampled } from './samples.ts';

export const output: Sampled = sampled({
  says: outputSays,
  samples: {
    unknownExtension: [['people.xlsx']],
    cannotWrite: [['out.json', 'EACCES: permission denied']],
    cannotKeep: [['/tmp', 'ENOSPC: no space left on device']],
    noFolder: [['missing']],
    wrote: [
      [['20 users'], ['out.json'], 41],
      [['2 users', '3 vms'], ['out.users.csv', 'out.vms.csv'], 1830],
    ],
  },
});
