import { remediesSay } from '../../../src/messages/remedies.ts';
import { type Sampled, sampled } from './samples.ts';

const variables = { email: 'SEEDBED_EMAIL', password: 'SEEDBED_PASSWORD', token: 'SEEDBED_TOKEN' };

export const remedies: Sampled = sampled({
  says: remediesSay,
  samples: {
    asksToWait: [[180_000, 120_000]],
    letNothingThrough: [[125_000, 120_000]],
    nothingAnswered: [[125_000, 120_000]],
    noApiToLogIn: [['[POST] http://127.0.0.1:3000/login: connection refused.']],
    setCredentials: [[variables]],
    checkCredentials: [[variables]],
    tokenRefused: [[variables]],
    checkSetting: [['auth.basic']],
    checkHeader: [['x-api-key']],
    checkFunction: [['auth']],
  },
});
