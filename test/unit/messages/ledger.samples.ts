import { ledgerSays } from '../../../src/messages/ledger.ts';
import { type Sampled, sampled } from './samples.ts';

export const ledger: Sampled = sampled({
  says: ledgerSays,
  samples: {
    cannotWrite: [['.seedbed/runs/sb1/1.ndjson', 'ENOSPC: no space left on device']],
    unreadable: [['EACCES'], [undefined]],
    otherUser: [[1001, 1000]],
    damagedField: [['owner']],
    newer: [[3, 2]],
  },
});
