import { runnersSay } from '../../../src/messages/runners.ts';
import { type Sampled, sampled } from './samples.ts';

export const runners: Sampled = sampled({
  says: runnersSay,
  samples: {
    browserMode: [[]],
    waitsForDeadRuns: [[1], [12]],
    readTooEarly: [['users']],
  },
});
