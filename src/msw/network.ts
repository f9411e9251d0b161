import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { defineNetwork, InterceptorSource } from 'msw/experimental';
import { createDemoApp, type DemoApp } from '../demo/app.ts';
import { demoBaseUrl, type HandlersOptions, handlers } from './handlers.ts';

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

type Interceptor = ConstructorParameters<typeof InterceptorSource>[0]['interceptors'][number];

/**
 * Serves the demo API to every HTTP client of this process with no socket opened; any request to elsewhere fails.
 *
 * Why not `setupServer`: msw 3's does not see undici's own clients, seedbed's among them. The interceptor that sees them all is msw's,
 * but comes from a package of its own. Known limit: undici pipelining above 1 crashes in it; and connections opened before stay real.
 *
 * @example
 * using network = await createOfflineNetwork();
 * const seeder = createSeeder({ baseUrl: network.url, ...demoOperator });
 */
export async function createOfflineNetwork(options: HandlersOptions = {}): Promise<OfflineNetwork> {
  const app = options.app ?? createDemoApp(options);
  const network = defineNetwork({
    sources: [new InterceptorSource({ interceptors: [await httpInterceptor()] })],
    handlers: handlers({ ...options, app }),
    onUnhandledFrame: 'error',
    context: { quiet: true }, // otherwise msw prints every call, passwords and tokens included
  });
  network.enable();
  const close = (): void => {
    network.disable();
    if (options.app === undefined) app.close();
  };
  return { url: options.baseUrl ?? demoBaseUrl, app, counts: app.counts, close, [Symbol.dispose]: close };
}

/** Found from where msw is: it is msw's dependency, and with a strict package manager nobody else can import it. */
async function httpInterceptor(): Promise<Interceptor> {
  const msw = createRequire(import.meta.url).resolve('msw');
  const path = createRequire(msw).resolve('@mswjs/interceptors/http');
  const { HttpRequestInterceptor } = (await import(pathToFileURL(path).href)) as {
    HttpRequestInterceptor: new () => Interceptor;
  };
  return new HttpRequestInterceptor();
}
