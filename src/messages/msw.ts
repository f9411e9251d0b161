import { inBoth } from './language.ts';

const english = {
  badBaseUrl: (got: string): string => `Expected \`baseUrl\` to be an http or https URL, got \`${got}\``,
  noInterceptor: (): string =>
    'Failed to open an offline network: this version of msw does not see every HTTP client. With msw 2 run ' +
    '`npm install --save-dev @mswjs/interceptors@0.45` beside it, or use msw 3. `setupServer(...handlers())` works without, for ' +
    '`fetch`, axios and `node:http`; it does not see undici and seedbed itself.',
  unhandled: (method: string, url: string): string =>
    `[${method}] ${url} was stopped: the network is offline, and no handler answers this request.`,
};

const french: typeof english = {
  badBaseUrl: (got) => `\`baseUrl\` doit être une URL http ou https, reçu : \`${got}\``,
  noInterceptor: () =>
    "Impossible d'ouvrir un réseau hors ligne : cette version de msw ne voit pas tous les clients HTTP. Avec msw 2, exécutez " +
    '`npm install --save-dev @mswjs/interceptors@0.45`, ou passez à msw 3. `setupServer(...handlers())` fonctionne sans cela pour ' +
    '`fetch`, axios et `node:http`, mais ne voit ni undici ni seedbed lui-même.',
  unhandled: (method, url) =>
    `[${method}] ${url} : requête bloquée. Le réseau est hors ligne et aucun handler ne répond à cette requête.`,
};

/** What the offline network says. */
export const mswSays: typeof english = inBoth(english, french);
