import { seedsSay } from '../../../src/messages/seeds.ts';
import { type Sampled, sampled } from './samples.ts';

const max = 10_000_000;

const many = Array.from({ length: 13 }, (_, at) => `field${at}`);

export const seeds: Sampled = sampled({
  says: seedsSay,
  samples: {
    problems: [[2], [11]],
    andMore: [[1], [2]],
    count: [[max]],
    countForEach: [[max]],
    countOrRange: [[max]],
    countWithoutPer: [[max]],
    word: [[['admin']], [['admin', 'member']], [many]],
    array: [[0], [1], [2]],
    instance: [['Date']],
    shareKeys: [['seed.vms.count', '70']],
    shareSum: [
      ['seed.vms.count', 90],
      ['seed.vms.count', 99.5],
    ],
    twoSpellings: [[50]],
    rangeUpsideDown: [['seed.users.vms', 1, 4]],
    rangeOfWhole: [['seed.users.vms', max, [0.5, 4]]],
    takes: [[['count', 'traits']]],
    nestedAlready: [['vms', 'users']],
    notItsChild: [['users', 'vms']],
    either: [['seed.vms', 'per', 'spread']],
    countOrSplit: [['seed.users']],
    noOther: [['seed.users.per', 'users']],
    noTraits: [['seed.books.traits[0]', 'books']],
    unknownAttribute: [['cty', 'seed.users.set']],
    hasAttributes: [['users', ['name', 'email']]],
    tooDeep: [['seed.users.set.a', 20]],
    reservedName: [['use']],
    scopeOfScenario: [['scenarios.team.scope']],
    noScenarios: [['seed.use']],
    circle: [['seed.use', ['a', 'b', 'a']]],
    tooManyOfGroup: [['seed.vms', max]],
    tooMany: [['vms', max, max + 1]],
    nestInstead: [['seed.users', 'users']],
    addParent: [['seed.vms', 'users']],
    badPosition: [['vms', 9, 10]],
    badBatchSize: [[0]],
    unknownParent: [['members', 'teems']],
    noFirst: [['users']],
    parentCircle: [[['users', 'teams', 'users']]],
  },
});
