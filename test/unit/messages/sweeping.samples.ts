import { sweepingSays } from '../../../src/messages/sweeping.ts';
import { type Sampled, sampled } from './samples.ts';

const api = 'http://127.0.0.1:4010/api:demo';

const run = 'sb4k2x9q7m1p';

export const sweeping: Sampled = sampled({
  says: sweepingSays,
  samples: {
    isAlive: [[run, 4711]],
    isElsewhere: [[run, 'https://staging.example.com', 'http://127.0.0.1:3000']],
    noRun: [['customer-success']],
    keptRuns: [[1], [3]],
    tooMany: [[1200, 1000]],
    oneTooMany: [[1000]],
    deadLeft: [
      [1, '409 Conflict'],
      [3, '409 Conflict'],
    ],
    deadForeign: [[1], [3]],
    notObeyed: [
      [1, 'it is a symbolic link'],
      [3, 'it is a symbolic link'],
    ],
    failed: [['connection refused']],
    removed: [[0], [1], [12]],
    removedBut: [
      [1, 1],
      [12, 3],
    ],
    ask: [
      [1, 1, api],
      [120, 3, api],
    ],
    alive: [[['sb0123456789']], [['sb0123456789', 'sb9876543210']]],
    elsewhere: [
      ['sb0123456789', 1, api],
      ['sb0123456789', 12, api],
    ],
    couldGo: [[1], [3]],
    unmarked: [[1], [3]],
    unclear: [[1], [3]],
    young: [[1], [3]],
    mayRun: [[1], [3]],
    ahead: [[7_200_000], [-7_200_000]],
    tooYoung: [['1h']],
  },
});
