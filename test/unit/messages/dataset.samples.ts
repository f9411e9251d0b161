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
    failed: [['ada@example.com', '/login', 'the page shows no field "Password"']],
    failedAndPageSays: [['ada@example.com', '/login', 'the form stays', 'Closed on Sundays']],
    cannotOpen: [['net::ERR_CONNECTION_REFUSED']],
    pageAnswered: [['500 Internal Server Error']],
    noField: [['Password']],
    cannotUseField: [['Email']],
    cannotUseButton: [['Sign in']],
    formStaysAfter: [['POST /login: 401 Unauthorized']],
    nextPageAnswered: [['500 Internal Server Error']],
    noStorageState: [['users[0]']],
    stateUnusable: [['users[0]']],
    asNoRecord: [['`"users"` (string)']],
    asNoResource: [
      ['user[0]', ['users', 'vms'], 'users'],
      ['cars[0]', ['users', 'vms'], undefined],
    ],
    asTooFar: [
      ['users[0]', 'users', 0],
      ['users[5]', 'users', 2],
    ],
    asNotCreated: [['users[1]']],
    signedInAs: [['users[0]']],
  },
});
