import { mswSays } from '../../../src/messages/msw.ts';
import { type Sampled, sampled } from './samples.ts';

export const msw: Sampled = sampled({
  says: mswSays,
  samples: {
    badBaseUrl: [['ftp://127.0.0.1']],
    noInterceptor: [[]],
    unhandled: [['GET', 'https://example.com/']],
  },
});
