import { describingSays } from '../../../src/messages/describing.ts';
import { type Sampled, sampled } from './samples.ts';

const where = 'the path of the removal of "users"';

export const describing: Sampled = sampled({
  says: describingSays,
  samples: {
    create: [['users']],
    createMany: [['users']],
    read: [['users']],
    list: [['users']],
    remove: [['users']],
    removeMany: [['users']],
    pathOf: [['the list of "users"']],
    queryOf: [['the list of "users"']],
    headerOf: [['x-tenant', 'the list of "users"']],
    pathFromSlash: [['`"users"` (string)']],
    noHeaderText: [['"X-Team"']],
    noPathPart: [['id', where, '`".."` (string)']],
    noValue: [
      ['teams.id', where, undefined],
      ['teams.id', where, 'object'],
    ],
    openapiIsYaml: [['/openapi']],
    noField: [['idd', where, ['id', 'key', 'email']]],
    oneIsThere: [['users']],
    noResource: [['users']],
    notConnected: [['users', 'billing']],
    readIsFunction: [['users']],
    createGaveNoId: [['users', 'id']],
    gaveNoList: [['users', 'list', 'data, total']],
    cannotList: [
      ['users', ['teams.id']],
      ['users', ['teams.id', 'plans.id']],
    ],
    readyDuration: [['vms', 'soon']],
    limitedThrew: [[200, '`"TypeError"` (string)']],
    limitedReturned: [[200, '`"yes"` (string)']],
    baseUrl: [['`"localhost"` (string)']],
    array: [[0], [1], [3]],
    scalar: [['string']],
    noUsableId: [[201, 'id']],
    noUsableIdIn: [[201, 'id', 'ok, uuid']],
    functionThrew: [
      ['201 with no usable "id" in the answer; it has: ok', 'answers.one', 'x is not a function'],
    ],
    operationFailed: [['/operations/7']],
    operationLedNowhere: [['/operations/7']],
    noList: [['users', 'http://127.0.0.1:3000/users', 'an empty object']],
    noListAt: [['users', 'http://127.0.0.1:3000/users', 'data.items', 'an array of 7']],
    stepRefused: [['409 Conflict', 1, '400 Bad Request']],
    otherKey: [['email']],
  },
});
