import { demoPageSays } from '../../../src/messages/demo-page.ts';
import { type Sampled, sampled } from './samples.ts';

export const demoPage: Sampled = sampled({
  says: demoPageSays,
  samples: {},
  same: ['action', 'emailColumn', 'machine', 'machines'],
});
