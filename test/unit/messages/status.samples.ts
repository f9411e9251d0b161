import { statusSays } from '../../../src/messages/status.ts';
import { type Sampled, sampled } from './samples.ts';

export const status: Sampled = sampled({
  says: statusSays,
  samples: {
    answers: [['12 ms']],
    orMore: [['20']],
    latencyOf: [
      ['4 ms', '12 ms', 1],
      ['4 ms', '12 ms', 3],
    ],
    quota: [[10, '20 s']],
    remaining: [
      [0, '7 s'],
      [12, '7 s'],
    ],
    refused: [[1], [12]],
    with: [['users', 'vms']],
    per: [['vms', 'user']],
    by: [
      ['vms', 'status'],
      ['teams', 'colour'],
    ],
    ofAll: [[3, 1200]],
    deadButFor: [[1], [3]],
    elsewhere: [['http://127.0.0.1:4010/api:demo']],
    notObeyed: [['.seedbed/runs/x/1.ndjson', 'it is empty']],
  },
  same: ['api'],
});
