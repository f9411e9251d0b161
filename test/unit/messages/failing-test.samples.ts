import { failingSays } from '../../../src/messages/failing-test.ts';
import { type Sampled, sampled } from './samples.ts';

export const failingTest: Sampled = sampled({
  says: failingSays,
  samples: {
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
