export { demoBaseUrl, type HandlersOptions, handlers } from './handlers.ts';
export { createOfflineNetwork, type OfflineNetwork } from './network.ts';
