import { madeSays } from '../../../src/messages/made.ts';
import { type Sampled, sampled } from './samples.ts';

export const made: Sampled = sampled({
  says: madeSays,
  samples: {
    again: [[0], [4294967295]],
    withPublic: [['camille@example.com', 'Demo']],
    withGiven: [['camille@example.com']],
    more: [[1], [2], [1234]],
    unknownExtension: [['people.xlsx']],
    cannotWrite: [['out.json', 'EACCES: permission denied']],
    cannotKeep: [['/tmp', 'ENOSPC: no space left on device']],
    noFolder: [['missing']],
    wrote: [
      [['20 users'], ['out.json'], 41],
      [['2 users', '3 vms'], ['out.users.csv', 'out.vms.csv'], 1830],
    ],
    of: [[3, 1200]],
    foundAgain: [[1], [3]],
    perOwner: [['vms', 'user']],
    spread: [[1, 2.25, 3]],
    pausesOf: [[6000, 0.5]],
    retries: [[1], [3]],
    heldBack: [[1], [3]],
    notMade: [[3, 'users', 'not sent']],
    mayExist: [
      [1, 'users'],
      [3, 'users'],
    ],
  },
});
