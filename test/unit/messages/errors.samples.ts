import { errorsSay } from '../../../src/messages/errors.ts';
import { type Sampled, sampled } from './samples.ts';

const url = 'http://127.0.0.1:3000/users';

export const errors: Sampled = sampled({
  says: errorsSay,
  samples: {
    needsNode: [['22.19', '20.20.2']],
    request: [
      ['POST', url, '503 Service Unavailable', 1, 1830],
      ['POST', url, '503 Service Unavailable', 3, 1830],
    ],
  },
});
