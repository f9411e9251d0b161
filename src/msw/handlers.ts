import { type HttpHandler, http } from 'msw/http';
import { createDemoApp, type DemoApp } from '../demo/app.ts';
import type { DemoAppOptions } from '../demo/options.ts';
import { demoPreset } from '../preset/demo-preset.ts';

export interface HandlersOptions extends DemoAppOptions {
  /** Where clients think the API is, path and all. Default `http://127.0.0.1:4010/api:demo`. */
  readonly baseUrl?: string | undefined;
  /** An app to serve, for looking into its data. Default: a new one, made with the other options. */
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
 * @throws TypeError where `baseUrl` is not an http(s) URL; and what `createDemoApp` throws.
 */
export function handlers(options: HandlersOptions = {}): HttpHandler[] {
  const base = parseBase(options.baseUrl ?? demoBaseUrl);
  const app = options.app ?? createDemoApp(options);
  // A predicate, because in a path msw would take the `:demo` of `/api:demo` for a parameter.
  const below = (url: string): boolean => url.startsWith(base) && /^(?:[/?#]|$)/.test(url.slice(base.length));
  return [
    http.all(
      ({ request }) => below(request.url),
      ({ request }) => {
        const rest = request.url.slice(base.length);
        // The app knows `/api:GROUP` and no other prefix: what the base URL's path is, is between client and handler.
        return app.fetch(new Request(`http://demo${rest.startsWith('/') ? '' : '/'}${rest}`, request));
      },
    ),
  ];
}

function parseBase(baseUrl: string): string {
  const url = URL.parse(baseUrl);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`Expected \`baseUrl\` to be an http or https URL, got \`${baseUrl}\``);
  }
  return url.origin + url.pathname.replace(/\/$/, '');
}
