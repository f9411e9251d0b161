import { generatingSays } from '../../../src/messages/generating.ts';
import { type Sampled, sampled } from './samples.ts';

export const generating: Sampled = sampled({
  says: generatingSays,
  samples: {
    aged: [['2026-01-01', 7]],
    setEmailDomain: [['example.com']],
  },
});
