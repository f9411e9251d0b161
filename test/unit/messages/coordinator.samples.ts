import { coordinatorSays } from '../../../src/messages/coordinator.ts';
import { type Sampled, sampled } from './samples.ts';

const url = 'rediss://redis.example.com:6379';

export const coordinator: Sampled = sampled({
  says: coordinatorSays,
  samples: {
    badUrl: [['SEEDBED_COORDINATOR']],
    missingPeer: [['ioredis'], ['bullmq']],
    unreachable: [[url, 'connect ECONNREFUSED 127.0.0.1:6379']],
    lost: [[url]],
    back: [[url]],
    failing: [[url, 'OOM command not allowed']],
    otherConfig: [
      ['users', 'role'],
      ['users', ''],
    ],
    otherVersion: [['0.2.0', '0.1.0']],
    changingKey: [['users']],
    noSuchRun: [['sb4k2x9q7m1p']],
    comeBack: [['sb4k2x9q7m1p']],
    sharedStays: [['sb4k2x9q7m1p']],
    working: [[url]],
    presentElsewhere: [['sb4k2x9q7m1p']],
    mended: [[7005]],
  },
});
