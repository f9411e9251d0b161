import { apiCheckSays } from '../../../src/messages/api-check.ts';
import { type Sampled, sampled } from './samples.ts';

export const apiCheck: Sampled = sampled({
  says: apiCheckSays,
  samples: {
    ofStep: [['duplicate', '409 Conflict']],
    answered: [[200, 'ok, data']],
    answeredInside: [[200, 'ok, data', 'data', 'uuid, email']],
    recordIn: [['data']],
    idNamed: [['ID']],
    recordsIn: [['results']],
    shownLate: [[3500]],
    somePages: [
      [1, 20],
      [3, 60],
    ],
    notOnPages: [
      [1, 20],
      [3, 60],
    ],
    leftOnPages: [[1], [2]],
    notListed: [[1], [30]],
    moreListed: [[1], [30]],
    keyNotListed: [['email']],
    refused: [['409 Conflict']],
    offered: [['/users/bulk']],
    keyRefused: [['409 Conflict']],
    left: [[1], [2]],
    endedEarly: [
      [1, 'sb4k2x9q7m1p', 'Interrupted.'],
      [2, 'sb4k2x9q7m1p', 'Interrupted.'],
    ],
  },
});
