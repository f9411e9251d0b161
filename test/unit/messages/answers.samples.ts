import { answersSay } from '../../../src/messages/answers.ts';
import { type Sampled, sampled } from './samples.ts';

export const answers: Sampled = sampled({
  says: answersSay,
  samples: {
    array: [[0], [1], [3]],
    scalar: [['string']],
    noUsableId: [[201, 'id']],
    noUsableIdIn: [[201, 'id', 'ok, uuid']],
    operationFailed: [['/operations/7']],
    operationLedNowhere: [['/operations/7']],
    noList: [['users', 'http://127.0.0.1:3000/users', 'an empty object']],
    stepRefused: [[1, '409 Conflict']],
    otherKey: [['email']],
  },
});
