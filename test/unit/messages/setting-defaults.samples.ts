import { defaultsSay } from '../../../src/messages/setting-defaults.ts';
import { type Sampled, sampled } from './samples.ts';

export const settingDefaults: Sampled = sampled({ says: defaultsSay, samples: {} });
