import { progressSays } from '../../../src/messages/progress.ts';
import { type Sampled, sampled } from './samples.ts';

export const progress: Sampled = sampled({
  says: progressSays,
  samples: {
    of: [['users', 1234, 5000]],
    failed: [[1], [3]],
    rate: [[4.21], [1234]],
    left: [['12 s']],
    forLimit: [['14 s']],
    forApi: [['4 s']],
    deadRuns: [[1], [12]],
  },
});
