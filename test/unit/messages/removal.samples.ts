import { removalSays } from '../../../src/messages/removal.ts';
import { type Sampled, sampled } from './samples.ts';

const command = 'seedbed sweep --run sb4k2x9q7m1p --unproved';

export const removal: Sampled = sampled({
  says: removalSays,
  samples: {
    noLookUp: [[command]],
    notOursAlone: [['boss@example.com', command]],
    partShown: [['users', command]],
    notLookedUp: [['503 Service Unavailable']],
    hasDependants: [['409 Conflict']],
    hasDependantsOf: [['409 Conflict', 'those of run sb4k2x9q7m1p']],
    thoseOfRuns: [
      [['sb4k2x9q7m1p'], 0],
      [['sb4k2x9q7m1p', 'sb4k2x9q7m1q'], 1],
      [['sb4k2x9q7m1p', 'sb4k2x9q7m1q'], 3],
    ],
    movedSince: [
      [
        'https://staging.example.com/api/users',
        'https://api.example.com/users',
        'seedbed sweep --run sb4k2x9q7m1p',
      ],
    ],
    unseen: [['it cannot be looked at', command]],
    notProved: [[command]],
    stillThere: [['200']],
    goneUnseen: [['404 Not Found']],
    useless: [['[DELETE] /users/7', '405', 'users']],
    hidesKeys: [[1], [3]],
    nextElsewhere: [['https://other.example']],
    longList: [[1_048_576]],
    left: [
      ['users', '7', '409 Conflict'],
      ['users', undefined, '409 Conflict'],
    ],
    foreign: [[1], [3]],
    waiting: [[1], [3]],
    audited: [
      [1, 1],
      [3, 2],
    ],
    unsearched: [['users', 'it has no natural key that can be looked up']],
    bulkUseless: [['users', '200']],
  },
});
