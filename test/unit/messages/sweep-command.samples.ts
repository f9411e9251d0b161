import { sweepCommandSays } from '../../../src/messages/sweep-command.ts';
import { type Sampled, sampled } from './samples.ts';

const api = 'http://127.0.0.1:4010/api:demo';

export const sweepCommand: Sampled = sampled({
  says: sweepCommandSays,
  samples: {
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
  },
});
