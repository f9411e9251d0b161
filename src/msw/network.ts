import { createDemoApp, type DemoApp } from '../demo/app.ts';
import { demoBaseUrl, type HandlersOptions, handlers } from './handlers.ts';
import { networkOf } from './msw-internals.ts';

/** A process whose HTTP goes nowhere but to the demo app. */
export interface OfflineNetwork {
  /** Base URL to give to clients. */
  readonly url: string;
  readonly app: DemoApp;
  /** Records there are now, the operator left out. */
  counts(): { users: number; vms: number };
  /** Gives the real network back and, unless `app` was given, closes the app. */
  close(): void;
  [Symbol.dispose](): void;
}

/**
 * Serves the demo API to every HTTP client of this process with no socket opened; any request to elsewhere fails.
 *
 * Why not `setupServer`: msw 3's does not see undici's own clients, seedbed's among them. The interceptor that sees them all is msw's,
 * but comes from a package of its own. Known limit: undici pipelining above 1 crashes in it; and connections opened before stay real.
 *
 * @example
 * using network = await createOfflineNetwork();
 * const seeder = createSeeder({ baseUrl: network.url, ...demoOperator });
 *
 * @throws SeedbedError `SEEDBED_CONFIG` if this version of msw is not one that it can do this with; and what `createDemoApp` throws.
 */
export async function createOfflineNetwork(options: HandlersOptions = {}): Promise<OfflineNetwork> {
  const app = options.app ?? createDemoApp(options);
  const closeApp = (): void => {
    if (options.app === undefined) app.close();
  };
  const network = await networkOf(handlers({ ...options, app })).catch((error: unknown) => {
    closeApp();
    throw error;
  });
  network.enable();
  const close = (): void => {
    network.disable();
    closeApp();
  };
  return { url: options.baseUrl ?? demoBaseUrl, app, counts: app.counts, close, [Symbol.dispose]: close };
}
