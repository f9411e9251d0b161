import { type Clock, systemClock } from '../lib/clock.ts';
import type { ApiClient, Exchange } from './api-client.ts';
import { type AuthOptions, authScheme } from './auth.ts';
import { type Budget, createBudget } from './budget.ts';
import { defaultRetryPolicy, type RetryPolicy } from './retry-policy.ts';
import { Sender } from './sender.ts';
import { Session } from './session.ts';

/** What {@link createClient} works with. */
export interface ClientOptions {
  readonly exchange: Exchange;
  /** @default 'none' */
  readonly auth?: AuthOptions | undefined;
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
 *   auth: { email, password },
 *   budget: createBudget({ rateLimit: { requests: 10, perMs: 20_000 } }),
 * });
 * const { body } = await client.request({ method: 'POST', path: '/user', body: user });
 */
export function createClient(options: ClientOptions): ApiClient {
  const { exchange, auth = 'none', clock = systemClock, random = Math.random } = options;
  const { budget = createBudget({ clock }), retry } = options;
  const sender = new Sender({ exchange, budget, policy: { ...defaultRetryPolicy, ...retry }, clock, random });
  const closing = new AbortController();
  return clientAs(sender, auth, closing, async () => {
    closing.abort(new DOMException('The client was closed', 'AbortError'));
    await exchange.close();
  });
}

/** A login is nobody's own request, so only closing the client ends it early. */
function clientAs(
  sender: Sender,
  auth: AuthOptions,
  closing: AbortController,
  close: () => Promise<void>,
): ApiClient {
  const { baseUrl } = sender.exchange;
  const scheme = authScheme(auth, baseUrl);
  const session = new Session(scheme, (login) => sender.logIn(login, closing.signal));
  const paths = typeof auth === 'object' && 'email' in auth ? auth : undefined;
  return {
    baseUrl,
    stats: sender.stats,
    request: (request, options = {}) => sender.send(request, options, session),
    // Its connections are its parent's.
    as: ({ email, password }) => clientAs(sender, { ...paths, email, password }, closing, async () => {}),
    close,
  };
}
