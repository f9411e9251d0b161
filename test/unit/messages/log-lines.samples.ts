import { logLinesSay } from '../../../src/messages/log-lines.ts';
import { type Sampled, sampled } from './samples.ts';

export const logLines: Sampled = sampled({
  says: logLinesSay,
  samples: {
    begun: [['sb0123456789', 'http://127.0.0.1:4010']],
    asked: [['a.spec.ts › fleet']],
    made: [
      [['5 users', '10 vms'], 41, 16],
      [[], 41, 0],
    ],
    madeBut: [
      [['4 users'], 1, 41, 16],
      [[], 3, 41, 3],
    ],
    dropped: [['a.spec.ts › fleet']],
    grown: [[['2 vms']], [[]]],
    dataWaited: [['a.spec.ts › fleet', 820]],
    removed: [
      [1, 30],
      [15, 60],
    ],
    removedBut: [[14, 1, 60]],
    request: [['POST /user', '201', 12]],
    requestAfter: [['POST /user', '201', 12, 1400]],
    pulse: [[43, 2, 1, 1003]],
    answers: [
      [1, 12],
      [43, 1003],
    ],
    limit: [[14_000]],
    down: [[500]],
    turn: [[1400]],
    retry: [['POST /user', 14_000]],
    gaveUp: [['POST /user', '422 Unprocessable Content', 1]],
    login: [['/auth/login', 200, 12]],
    swept: [[12]],
    sweptRun: [
      ['sb0123456789', ['5 users']],
      ['sb0123456789', []],
    ],
    left: [['users', '7', '409 Conflict']],
  },
});
