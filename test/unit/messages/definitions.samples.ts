import { definitionsSay } from '../../../src/messages/definitions.ts';
import { type Sampled, sampled } from './samples.ts';

export const definitions: Sampled = sampled({
  says: definitionsSay,
  samples: {
    expected: [['`path` of resource "users"', 'a path like "/user"', '`3` (number)']],
    notADefinition: [['null']],
    cursorWithoutAt: [['`next` of `api.list` of resource "users"']],
    theResource: [['users']],
    partOf: [['path', 'resource "users"']],
    namedResource: [['users']],
    method: [[['GET', 'POST']]],
  },
});
