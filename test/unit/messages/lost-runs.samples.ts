import { lostRunsSay } from '../../../src/messages/lost-runs.ts';
import { type Sampled, sampled } from './samples.ts';

export const lostRuns: Sampled = sampled({
  says: lostRunsSay,
  samples: {
    couldGo: [[1], [3]],
    unmarked: [[1], [3]],
    unclear: [[1], [3]],
    young: [[1], [3]],
    alive: [[1], [3]],
    ahead: [[7_200_000], [-7_200_000]],
    tooYoung: [['1h']],
  },
});
