import { plansSay } from '../../../src/messages/plans.ts';
import { type Sampled, sampled } from './samples.ts';

const max = 10_000_000;

export const plans: Sampled = sampled({
  says: plansSay,
  samples: {
    tooManyOfGroup: [['seed.vms', max]],
    tooMany: [['vms', max, max + 1]],
    nestInstead: [['seed.users', 'users']],
    addParent: [['seed.vms', 'users']],
    badPosition: [['vms', 9, 10]],
    badBatchSize: [[0]],
    noFirst: [['users']],
    circle: [[['users', 'teams', 'users']]],
  },
});
