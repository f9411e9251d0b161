import { reportSays } from '../../../src/messages/report.ts';
import { type Sampled, sampled } from './samples.ts';

export const report: Sampled = sampled({
  says: reportSays,
  same: ['howToRemove', 'suite'],
  samples: {
    title: [['shop']],
    begun: [['1 July 2026']],
    someMissing: [[1], [2]],
    someLeft: [[1], [2]],
    howToRemove: [['sb0123456789']],
    waitedNote: [['4 %']],
    timelineLabel: [[231, '3.2 s', 0, 1]],
    longestWait: [['3.2 s']],
    waitLine: [['3.2 s', '41 ms']],
    more: [[7]],
    requestsLabel: [[1], [231]],
    latencyBar: [['41 ms', 12]],
    datasetsLabel: [[1], [14]],
    onlyFirst: [[100, 1234]],
    perParent: [['vms', 'user']],
    perParentLabel: [['vms', 'users']],
    perParentNote: [['vms', 'users']],
    split: [['vms', 'status']],
    ofDataset: [['a.spec.ts › fleet', 'seed.users']],
    notMade: [[1], [2]],
    splitLabel: [['vms', 'status']],
    failedCount: [[1], [2]],
    tableOf: [['vms']],
    logIsGone: [['sb0123456789']],
    unknownRun: [
      ['x', []],
      ['x', ['sb0123456789']],
    ],
    notALog: [['out.txt']],
    written: [['out.html', '42 kB']],
  },
});
