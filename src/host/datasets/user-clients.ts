import { openApis } from '../../api/open-apis.ts';
import type { ResolvedConfig } from '../../config/resolved-config.ts';
import type { UserSession } from '../../dataset/browser-session.ts';
import { SeedbedError } from '../../errors.ts';
import type { ApiClient, ApiRequest, ApiResponse } from '../../http/api-client.ts';
import { type AuthConfig, type LoginUser, sessionOf, tokenFieldOf, type UserAuth } from '../../lib/auth.ts';
import { systemClock } from '../../lib/clock.ts';
import { datasetSays } from '../../messages/dataset.ts';
import type { HostSettings } from '../host.ts';

type UserConfig = Pick<ResolvedConfig, 'userAuth' | 'signIn' | 'resources' | 'settleMs' | 'answers'>;

/** Created users that tests act as: one login for each user in a run, no matter which workers ask, and how many at once. */
export class UserClients {
  readonly #operator: ApiClient;
  readonly #config: UserConfig;
  readonly #signal: AbortSignal;
  readonly #clients = new Map<string, ApiClient>();

  /** @param signal ends what is under way, with the run */
  constructor(operator: ApiClient, config: UserConfig, signal: AbortSignal) {
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
    if (token === undefined) throw new SeedbedError('SEEDBED_CONFIG', datasetSays.noToken);
    const { key, kind = 'local', value = (given) => given } = storage;
    return { cookies, entry: { key, kind, value: value(token) } };
  }

  /** A session that has ended is found out, and renewed, in the way of every request. Any other result of the read does not matter. */
  async checkSession(user: LoginUser, resource: string, id: string | number): Promise<void> {
    const { settleMs, answers } = this.#config;
    const resources = this.#config.resources.filter(({ on }) => on === undefined);
    try {
      const apis = openApis(this.#as(user), resources, { clock: systemClock, settleMs, answers });
      await apis.of(resource).read(id, { signal: this.#signal });
    } catch {
      // The next request as this user says what is wrong.
    }
  }

  #as(user: LoginUser): ApiClient {
    const { userAuth } = this.#config;
    const from = tokenFieldOf(userAuth);
    const token = from === undefined ? undefined : user.record[from];
    const name = JSON.stringify([user.email, user.password, token]);
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
  auth,
  userAuth,
}: ResolvedConfig): HostSettings {
  const named = resources.flatMap(({ name, credentials }) =>
    credentials === undefined
      ? []
      : [[name, { email: 'email', password: 'password', ...credentials }] as const],
  );
  const users = { credentials: Object.fromEntries(named), token: tokenFieldOf(userAuth) };
  const sharesSession =
    signIn.through === 'session' || signIn.storage !== undefined || makesCookies(userAuth ?? auth);
  return { lang, form: signIn, origin: new URL(baseUrl).origin, scope, users, ahead, sharesSession };
}

function makesCookies(how: AuthConfig | UserAuth): boolean {
  return typeof how === 'object' && 'login' in how && sessionOf(how.login) === 'cookie';
}
