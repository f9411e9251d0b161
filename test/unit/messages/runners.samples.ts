import { runnersSay } from '../../../src/messages/runners.ts';
import { type Sampled, sampled } from './samples.ts';

export const runners: Sampled = sampled({
  says: runnersSay,
  samples: {
    browserMode: [[]],
    waitsForDeadRuns: [[1], [12]],
    readTooEarly: [['users']],
    seeded: [
      [['5 users', '10 vms'], 41],
      [[], 1],
    ],
    namespace: [['sb1-0']],
    again: [[7]],
    kept: [[['2 users']], [[]]],
    keptIfRetriesFail: [[['2 users']], [[]]],
    toRemove: [['sb0123456789']],
    notCreated: [['users[2]', '400 Bad Request']],
    andMore: [[11]],
  },
});
