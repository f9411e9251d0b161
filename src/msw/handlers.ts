import { type HttpHandler, http } from 'msw';
import { createDemoApp, type DemoApp } from '../demo/app.ts';
import type { DemoAppOptions } from '../demo/options.ts';
import { framesAbove, pointTo } from '../lib/stack.ts';
import { demoSays } from '../messages/demo.ts';
import { demoPreset } from '../preset/demo-preset.ts';
import { networkOf } from './msw-internals.ts';

export interface HandlersOptions extends DemoAppOptions {
  /** Where clients think the API is, path and all. @default 'http://127.0.0.1:4010/api:demo' */
  readonly baseUrl?: string | undefined;
  /** The app to serve, if a test wants to look into its data. Default: a new one, made with the other options. */
  readonly app?: DemoApp | undefined;
}

/** Where `seedbed demo-api` listens by default. */
export const demoBaseUrl: string = demoPreset.defaultBaseUrl;

/**
 * The demo API as msw handlers: the same app as the server's, so the answers are the same to the byte.
 *
 * `setupServer(...handlers())` shows it to global `fetch`, axios and whatever else rests on `node:http`, but not to undici's own clients
 * (seedbed's included): for those see `createOfflineNetwork`.
 *
 * @example
 * const server = setupServer(...handlers({ baseUrl: 'https://api.example.com/api:demo' }));
 *
 * @throws TypeError if `baseUrl` is not an http(s) URL; and what `createDemoApp` throws.
 */
export function handlers(options: HandlersOptions = {}): HttpHandler[] {
  const base = parseBase(options.baseUrl ?? demoBaseUrl);
  const app = options.app ?? createDemoApp(options);
  // An expression, because in a path msw would take the `:demo` of `/api:demo` for a parameter; msw before 2.11 has no predicates.
  const below = new RegExp(`^${base.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?:[/?#]|$)`);
  return [
    http.all(below, ({ request }) => {
      const rest = request.url.slice(base.length);
      // The app knows `/api:GROUP` and no other prefix: what the base URL's path is, is between client and handler.
      return app.fetch(new Request(`http://demo${rest.startsWith('/') ? '' : '/'}${rest}`, request));
    }),
  ];
}

function parseBase(baseUrl: string): string {
  const url = URL.parse(baseUrl);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(demoSays.badBaseUrl(baseUrl));
  }
  return url.origin + url.pathname.replace(/\/$/, '');
}

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
 * Serves the demo API to every HTTP client of this process without opening a socket; a request to any other address fails.
 *
 * Why not `setupServer`: msw 3's does not see undici's own clients, seedbed's among them. The interceptor that sees them all is msw's,
 * but comes from a package of its own: with msw 2 install `@mswjs/interceptors` 0.45 beside it. Known limit: undici pipelining above 1
 * crashes in it; and connections opened before stay real.
 *
 * @example
 * using network = await createOfflineNetwork();
 * const seeder = await createSeeder({ baseUrl: network.url, ...demoOperator });
 *
 * @throws SeedbedError `SEEDBED_CONFIG` if this version of msw is not one that it can do this with; and what `createDemoApp` throws.
 */
export async function createOfflineNetwork(options: HandlersOptions = {}): Promise<OfflineNetwork> {
  const called = framesAbove(createOfflineNetwork);
  const app = options.app ?? createDemoApp(options);
  const closeApp = (): void => {
    if (options.app === undefined) app.close();
  };
  const network = await networkOf(handlers({ ...options, app })).catch((error: unknown) => {
    closeApp();
    throw pointTo(error, called);
  });
  network.enable();
  const close = (): void => {
    network.disable();
    closeApp();
  };
  return { url: options.baseUrl ?? demoBaseUrl, app, counts: app.counts, close, [Symbol.dispose]: close };
}
