import { sweepingSays } from '../../../src/messages/sweeping.ts';
import { type Sampled, sampled } from './samples.ts';

const run = 'sb4k2x9q7m1p';

export const sweeping: Sampled = sampled({
  says: sweepingSays,
  samples: {
    isAlive: [[run, 4711]],
    isElsewhere: [[run, 'https://staging.example.com', 'http://127.0.0.1:3000']],
    noRun: [['customer-success']],
    tooMany: [[1200, 1000]],
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
  },
});
