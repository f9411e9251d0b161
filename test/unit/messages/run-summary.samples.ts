import { summarySays } from '../../../src/messages/run-summary.ts';
import { type Sampled, sampled } from './samples.ts';

export const runSummary: Sampled = sampled({
  says: summarySays,
  same: ['suite'],
  samples: {
    made: [
      [14, 210, ['84 users', '126 vms'], 231],
      [1, 1, [], 1],
    ],
    waited: [[3200, 0.04, 820, 'a.spec.ts › fleet']],
    left: [[0], [2]],
    leftAndReport: [[0, 'out.html']],
    leftAndNoReport: [[0, 'out.html', 'EACCES']],
    leftAndSweep: [[3, 'sb0123456789']],
    noReport: [['EACCES']],
    latencies: [['3 ms', '12 ms', '41 ms']],
    shareOfRun: [['3.2 s', '4 %']],
  },
});
