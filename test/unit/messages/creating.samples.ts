import { creatingSays } from '../../../src/messages/creating.ts';
import { type Sampled, sampled } from './samples.ts';

export const creating: Sampled = sampled({
  says: creatingSays,
  samples: {
    notSent: [['email: must be an e-mail address']],
    noParentCreated: [['users']],
    unfinished: [['503 Service Unavailable']],
    notReady: [['1m']],
    noParents: [
      ['users', 'vms'],
      ['teams', 'users'],
    ],
    stoppedByRefusals: [[5, '422 Unprocessable Entity']],
    noIdFound: [['users', 'id', 'email, name']],
    sentElsewhere: [['users', '302 redirect to http://127.0.0.1:3000/login, not followed']],
    notUnderstood: [['users', 'id', '200 with no usable "id" in the answer']],
  },
});
