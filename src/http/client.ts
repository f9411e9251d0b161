import { type Clock, systemClock } from '../lib/clock.ts';
import type { ApiClient, Exchange } from './api-client.ts';
import { type AuthOptions, type AuthSetting, authScheme, Session } from './auth.ts';
import { type Budget, createBudget } from './budget.ts';
import { defaultRetryPolicy, type RetryPolicy } from './retry-policy.ts';
import { Sender } from './sender.ts';

/** What {@link createClient} works with. */
export interface ClientOptions {
  readonly exchange: Exchange;
  /** @default 'none' */
  readonly auth?: AuthOptions | undefined;
  /** How users log in, as far as `auth` does not say it. @default none: then `auth` must say it */
  readonly login?: AuthSetting['login'];
  /** What remedies call the variables of credentials. @default SEEDBED_EMAIL, SEEDBED_PASSWORD, SEEDBED_TOKEN */
  readonly variables?: AuthSetting['variables'];
  /** Share one among all clients of one API. @default one that learns the limit from answers */
  readonly budget?: Budget | undefined;
  /** What differs from {@link defaultRetryPolicy}. */
  readonly retry?: Partial<RetryPolicy> | undefined;
  readonly clock?: Clock | undefined;
  /** In [0, 1). @default Math.random */
  readonly random?: (() => number) | undefined;
}

/**
 * Sends requests under one budget, signed in, and repeats what is safe to repeat.
 *
 * @example
 * const client = createClient({
 *   exchange: createExchange({ baseUrl }),
 *   auth: { email, password, loginPath: '/login', tokenField: 'token' },
 *   budget: createBudget({ rateLimit: { requests: 10, perMs: 20_000 } }),
 * });
 * const { body } = await client.request({ method: 'POST', path: '/user', body: user });
 */
export function createClient(options: ClientOptions): ApiClient {
  const { exchange, auth = 'none', clock = systemClock, random = Math.random } = options;
  const { budget = createBudget({ clock }), retry } = options;
  const sender = new Sender({ exchange, budget, policy: { ...defaultRetryPolicy, ...retry }, clock, random });
  const closing = new AbortController();
  const { login, variables } = options;
  const setting = { baseUrl: exchange.baseUrl, login, variables };
  return clientAs(sender, auth, setting, closing, async () => {
    closing.abort(new DOMException('The client was closed', 'AbortError'));
    await exchange.close();
  });
}

/** A login is nobody's own request, so only closing the client ends it early. */
function clientAs(
  sender: Sender,
  auth: AuthOptions,
  setting: AuthSetting,
  closing: AbortController,
  close: () => Promise<void>,
): ApiClient {
  const scheme = authScheme(auth, setting);
  const session = new Session(scheme, (login) => sender.logIn(login, closing.signal));
  const paths = typeof auth === 'object' && 'email' in auth ? auth : undefined;
  return {
    baseUrl: setting.baseUrl,
    stats: sender.stats,
    request: (request, options = {}) => sender.send(request, options, session),
    // Its connections are its parent's.
    as: ({ email, password }) =>
      clientAs(sender, { ...paths, email, password }, setting, closing, async () => {}),
    close,
  };
}
