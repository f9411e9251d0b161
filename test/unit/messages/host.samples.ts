import { hostSays } from '../../../src/messages/host.ts';
import { type Sampled, sampled } from './samples.ts';

export const host: Sampled = sampled({
  says: hostSays,
  samples: {
    noLog: [['EACCES: permission denied']],
    nothingToTrack: [[['users', 'vms'], 'user']],
    failed: [['disk full']],
    unknownCall: [['frobnicate']],
    lost: [['its socket closed']],
    endedUnexpectedly: [['SIGKILL']],
    exitCode: [[1]],
    noSocket: [[85, ['/tmp: EACCES', '/run: its path is too long']]],
    namespaceInUse: [['smoke', 'sbabcdefghij', 4711]],
    deadline: [[90_000]],
    look: [['2 records of dead runs are still on the API.']],
    stray: [['TypeError: x']],
    lastStray: [['TypeError: x']],
    cleanupTime: [[10, 20_000]],
    tooFew: [
      [0, 10, 10],
      [1, 10, 10],
      [9, 1200, 1200],
    ],
    ofResource: [['users', 4, 5]],
    whichData: [['sb1-0', 1]],
    left: [[1], [12]],
    andMore: [[2]],
    howToRemove: [['sbabcdefghij']],
  },
});
