export {
  createOfflineNetwork,
  demoBaseUrl,
  type HandlersOptions,
  handlers,
  type OfflineNetwork,
} from './handlers.ts';
