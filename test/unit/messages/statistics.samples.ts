import { statisticsSay } from '../../../src/messages/statistics.ts';
import { type Sampled, sampled } from './samples.ts';

export const statistics: Sampled = sampled({
  says: statisticsSay,
  samples: {
    of: [[3, 1200]],
    foundAgain: [[1], [3]],
    perOwner: [['vms', 'user']],
    spread: [[1, 2.25, 3]],
    retries: [[1], [3]],
    heldBack: [[1], [3]],
    mayExist: [
      [1, 'users'],
      [3, 'users'],
    ],
  },
});
