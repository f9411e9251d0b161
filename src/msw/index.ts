import { assertNode } from '../lib/needs-node.ts';

export {
  createOfflineNetwork,
  demoBaseUrl,
  type HandlersOptions,
  handlers,
  type OfflineNetwork,
} from './handlers.ts';

assertNode();
