import type { AuthConfig, UserAuth } from '../lib/auth.ts';
import { type Clock, systemClock } from '../lib/clock.ts';
import { lowerCaseNames } from './add-to-request.ts';
import type { ApiClient, ApiResponse, Exchange } from './api-client.ts';
import { type Budget, createBudget } from './budget/budget.ts';
import { type AuthScheme, type AuthSetting, authScheme, userScheme } from './login/auth.ts';
import { Session } from './login/session.ts';
import type { SendLogin } from './login/token.ts';
import type { Watched } from './request-watch.ts';
import { defaultRetryPolicy, type RetryPolicy } from './retry-policy.ts';
import { Sender } from './sender.ts';
import { createExchange } from './wire/exchange.ts';

/** What {@link createClient} works with. */
export interface ClientOptions {
  readonly exchange: Exchange;
  /** @default 'none' */
  readonly auth?: AuthConfig | undefined;
  /** How created users sign in. @default as `auth` does, if that is a login; else by the usual login */
  readonly userAuth?: UserAuth | undefined;
  /** Constant headers of every request. @default none */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Constant query parameters of every request. @default none */
  readonly query?: Readonly<Record<string, string>> | undefined;
  /** Whether an answer is a refusal for the rate whatever its status says, or how many seconds to wait. @default none is */
  readonly limited?: ((answer: ApiResponse) => boolean | number | undefined) | undefined;
  /** Reaches another server, which gives out tokens. @default directly */
  readonly exchangeAt?: ((baseUrl: string) => Exchange) | undefined;
  /** How users log in, as far as `auth` does not say it. @default none: then `auth` must say it */
  readonly login?: AuthSetting['login'];
  /** What remedies call the variables of credentials. @default SEEDBED_EMAIL, SEEDBED_PASSWORD, SEEDBED_TOKEN */
  readonly variables?: AuthSetting['variables'];
  /** Makes one login of the operator serve several processes. @default each makes its own */
  readonly shareLogin?: ((scheme: AuthScheme) => AuthScheme) | undefined;
  /** Share one among all clients of one API. @default one that learns the limit from answers */
  readonly budget?: Budget | undefined;
  /** What differs from {@link defaultRetryPolicy}. */
  readonly retry?: Partial<RetryPolicy> | undefined;
  readonly clock?: Clock | undefined;
  readonly watched?: Watched | undefined;
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
  const { budget = createBudget({ clock }), retry, headers = {}, query = {} } = options;
  const policy = { ...defaultRetryPolicy, ...retry };
  const isPlain = Object.keys(headers).length + Object.keys(query).length === 0;
  const constants = isPlain ? undefined : { headers: lowerCaseNames(headers), query };
  const { limited, watched } = options;
  const sender = new Sender({ exchange, budget, policy, clock, random, constants, limited, watched });
  const closing = new AbortController();
  const elsewhere = new Map<string, Sender>();
  const { login, variables, userAuth, exchangeAt = (baseUrl) => createExchange({ baseUrl }) } = options;
  const setting = { baseUrl: exchange.baseUrl, clock, login, variables };
  /** Logins go to the API, or to another server: that has its own limits, and gets none of our constant headers. */
  const senderAt = (baseUrl: string): Sender => {
    if (baseUrl === exchange.baseUrl) return sender;
    const isHere = new URL(baseUrl).origin === new URL(exchange.baseUrl).origin;
    const { stats } = sender;
    const other =
      elsewhere.get(baseUrl) ??
      new Sender({
        exchange: exchangeAt(baseUrl),
        budget: createBudget({ clock }),
        policy,
        clock,
        random,
        stats,
        watched,
        ...(isHere && { constants, limited }),
      });
    elsewhere.set(baseUrl, other);
    return other;
  };
  /** A login is nobody's own request, so only closing the client ends it early. */
  const clientAs = (scheme: AuthScheme, isOperator: boolean, close: () => Promise<void>): ApiClient => {
    const logIn: SendLogin = (request, { baseUrl = exchange.baseUrl, redirects = false } = {}) =>
      senderAt(baseUrl).logIn(request, closing.signal, redirects);
    const session = new Session(scheme, logIn, isOperator);
    return {
      baseUrl: exchange.baseUrl,
      stats: sender.stats,
      request: (request, requestOptions = {}) => sender.send(request, requestOptions, session),
      session: async (signal) => (session.current ?? (await session.signIn(signal))).session,
      // Its connections are its parent's.
      as: (user) =>
        clientAs(userScheme(userAuth, auth, { record: {}, ...user }, setting), false, async () => {}),
      close,
    };
  };
  const { shareLogin = (scheme: AuthScheme) => scheme } = options;
  return clientAs(shareLogin(authScheme(auth, setting)), true, async () => {
    closing.abort(new DOMException('The client was closed', 'AbortError'));
    await Promise.all(
      [exchange, ...[...elsewhere.values()].map((other) => other.exchange)].map((one) => one.close()),
    );
  });
}
