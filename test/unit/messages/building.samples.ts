import { buildingSays } from '../../../src/messages/building.ts';
import { type Sampled, sampled } from './samples.ts';

export const building: Sampled = sampled({
  says: buildingSays,
  samples: {
    unknownResource: [['uzers']],
    unknownTrait: [['admn', 'users']],
    unknownLocale: [['frr']],
    badCount: [['`-1` (number)']],
    badNamespace: [['A B']],
    badTurn: [['`0` (number)']],
    noObject: [
      ['books', '`3` (number)'],
      ['books', undefined],
    ],
    notJson: [['books', 'pages', 'a function']],
    noBigInt: [['books', 'pages', '12n (bigint)']],
    noKey: [['books', 'isbn']],
    noField: [['vms[3]', 'user_id', 'uuid', 'users']],
    noParent: [['vms[3]', 'users']],
    cannotList: [['books', 'x is not a function']],
    issue: [['email', 'string', '`3` (number)']],
    aged: [['2026-01-01', 7]],
    setEmailDomain: [['example.com']],
  },
});
