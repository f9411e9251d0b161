import { actionsSay } from '../../../src/messages/actions.ts';
import { type Sampled, sampled } from './samples.ts';

export const actions: Sampled = sampled({
  says: actionsSay,
  samples: {
    checking: [['users']],
    checkLeft: [
      [1, 'sb0123456789'],
      [3, 'sb0123456789'],
    ],
    write: [['users']],
    limitOf: [[10, '20 s']],
    timeOf: [['12 s']],
    timeWithoutLimit: [['12 s']],
    goTo: [['users']],
    demoApiAt: [['http://127.0.0.1:4010/']],
    removedAgain: [
      [15, 0, 0],
      [1, 1, 2],
    ],
    samePassword: [['seedbed-demo']],
    publicAccount: [['operator@example.com', 'seedbed-demo']],
    ownAccount: [['me@example.com']],
  },
  same: ['email', 'page'],
});
