import { settingsSay } from '../../../src/messages/settings.ts';
import { type Sampled, sampled } from './samples.ts';

export const settings: Sampled = sampled({ says: settingsSay, samples: {} });
