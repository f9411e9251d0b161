import { datasetSays } from '../../../src/messages/dataset.ts';
import { type Sampled, sampled } from './samples.ts';

export const dataset: Sampled = sampled({
  says: datasetSays,
  samples: {
    aUser: [['sb1-0', 'an object']],
    noCredentials: [
      ['vms[0]', 'email', 'password'],
      ['members[1]', 'login', 'secret'],
    ],
    noRecord: [['users', 0]],
    noRecordWith: [['users', 'admin', 3]],
    ofAStranger: [['vms']],
  },
});
