import { commandsSay } from '../../../src/messages/commands.ts';
import { type Sampled, sampled } from './samples.ts';

export const commands: Sampled = sampled({ says: commandsSay, samples: { own: [['teams']] } });
