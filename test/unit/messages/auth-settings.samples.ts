import { authSettingsSay } from '../../../src/messages/auth-settings.ts';
import { type Sampled, sampled } from './samples.ts';

const auth = '"auth" in seedbed.config.ts';
const origin = 'https://staging.example.com';

export const authSettings: Sampled = sampled({
  says: authSettingsSay,
  samples: {
    form: [[auth, '{ bearer }, "none"', 'a function']],
    tokenPlace: [[auth]],
    csrfPlace: [[auth]],
    missing: [[auth]],
    object: [[auth, 'path, method']],
    text: [[auth]],
    missingText: [[auth]],
    noLineBreak: [[auth]],
    headerText: [[auth]],
    headerName: [[auth]],
    function: [[auth]],
    path: [[auth, origin]],
    tokenUrl: [[auth, origin]],
    oneOf: [
      [auth, ['json', 'form']],
      [auth, ['password']],
    ],
  },
});
