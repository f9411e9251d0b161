import { endingsSay } from '../../../src/messages/endings.ts';
import { type Sampled, sampled } from './samples.ts';

export const endings: Sampled = sampled({
  says: endingsSay,
  samples: {
    authentication: [['401.']],
    unreachable: [['ECONNREFUSED.']],
    partial: [['3 × 422.']],
    missing: [
      [1, true],
      [12, true],
      [12, false],
    ],
    bug: [['x is not a function']],
    stdout: [['ENOSPC']],
    remains: [
      ['sb0123456789', 0],
      ['sb0123456789', 1],
      ['sb0123456789', 12],
    ],
  },
});
