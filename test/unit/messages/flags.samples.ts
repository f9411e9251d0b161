import { flagsSay } from '../../../src/messages/flags.ts';
import { type Sampled, sampled } from './samples.ts';

export const flags: Sampled = sampled({ says: flagsSay, samples: { otherwise: [['5']] } });
