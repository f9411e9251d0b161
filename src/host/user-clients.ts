import type { ResolvedConfig } from '../config/resolved-config.ts';
import type { UserSession } from '../dataset/browser-session.ts';
import { SeedbedError } from '../errors.ts';
import type { ApiClient, ApiRequest, ApiResponse } from '../http/api-client.ts';
import type { LoginUser } from '../lib/auth.ts';
import { signInSays } from '../messages/sign-in.ts';
import type { HostSettings } from './host.ts';

/** Created users that tests act as: one login each in a run, whichever worker asks, and however many at once. */
export class UserClients {
  readonly #operator: ApiClient;
  readonly #config: Pick<ResolvedConfig, 'userAuth' | 'signIn'>;
  readonly #signal: AbortSignal;
  readonly #clients = new Map<string, ApiClient>();

  /** @param signal ends what is under way, with the run */
  constructor(operator: ApiClient, config: Pick<ResolvedConfig, 'userAuth' | 'signIn'>, signal: AbortSignal) {
    this.#operator = operator;
    this.#config = config;
    this.#signal = signal;
  }

  async send(request: ApiRequest, user: LoginUser): Promise<ApiResponse> {
    return this.#as(user).request(request, { signal: this.#signal });
  }

  /** What a browser needs to go on as that user. */
  async session(user: LoginUser): Promise<UserSession> {
    const { cookies, token } = await this.#as(user).session(this.#signal);
    const { storage } = this.#config.signIn;
    if (storage === undefined) return { cookies };
    if (token === undefined) throw new SeedbedError('SEEDBED_CONFIG', signInSays.noToken);
    const { key, kind = 'local', value = (given) => given } = storage;
    return { cookies, entry: { key, kind, value: value(token) } };
  }

  #as(user: LoginUser): ApiClient {
    const { userAuth } = this.#config;
    const from = typeof userAuth === 'object' && 'from' in userAuth ? user.record[userAuth.from] : undefined;
    const name = JSON.stringify([user.email, user.password, from]);
    const client = this.#clients.get(name) ?? this.#operator.as(user);
    this.#clients.set(name, client);
    return client;
  }
}

/** What workers must know of the configuration. */
export function settingsOf({
  lang,
  signIn,
  baseUrl,
  scope,
  ahead,
  resources,
  userAuth,
}: ResolvedConfig): HostSettings {
  const named = resources.flatMap(({ name, credentials }) =>
    credentials === undefined
      ? []
      : [[name, { email: 'email', password: 'password', ...credentials }] as const],
  );
  const token = typeof userAuth === 'object' && 'from' in userAuth ? userAuth.from : undefined;
  const users = { credentials: Object.fromEntries(named), token };
  return { lang, form: signIn, origin: new URL(baseUrl).origin, scope, users, ahead };
}
