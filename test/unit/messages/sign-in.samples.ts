import { signInSays } from '../../../src/messages/sign-in.ts';
import { type Sampled, sampled } from './samples.ts';

export const signIn: Sampled = sampled({
  says: signInSays,
  samples: {
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
