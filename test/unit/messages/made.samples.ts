import { madeSays } from '../../../src/messages/made.ts';
import { type Sampled, sampled } from './samples.ts';

export const made: Sampled = sampled({
  says: madeSays,
  samples: {
    again: [[0], [4294967295]],
    withPublic: [['camille@example.com', 'Demo']],
    withGiven: [['camille@example.com']],
    more: [[1], [2], [1234]],
  },
});
