import { type AnyResource, keyValue } from '../factory/resource.ts';
import { textAt } from '../http/login/login-failure.ts';
import { type ApiRecord, compareToSent, spelled } from './evidence.ts';
import type { Answered } from './operations.ts';

/** At most this many users are between their sign-up and their look-up: earlier ones are settled. */
const mostOpen = 1000;

/**
 * The token that a sign-up answers beside the user, or instead of it, as `userAuth.from` says: `{ "token": "…", "user": { "id": 7 } }`. It
 * becomes a field of the record, under the same name, so that a later sign-in of this user finds it there.
 */
export class SignUpToken {
  readonly #path: string;
  /** For users that their answer did not show, by key: they are read or found next. */
  readonly #open = new Map<string, string>();

  constructor(path: string) {
    this.#path = path;
  }

  /** What the answer to a sign-up came to, with the token that it holds. */
  async of(
    resource: AnyResource,
    sent: ApiRecord,
    body: unknown,
    created: () => Answered | Promise<Answered>,
  ): Promise<Answered> {
    const token = textAt(body, this.#path);
    let shows = false;
    try {
      const { record, id } = await created();
      shows = compareToSent(resource, sent, record) === 'same';
      return { record: this.#add(record, token), id };
    } finally {
      if (!shows) this.#remember(keyValue(resource.key, sent), token);
    }
  }

  #remember(key: string | undefined, token: string | undefined): void {
    if (key === undefined || token === undefined) return;
    const [oldest] = this.#open.keys();
    if (this.#open.size >= mostOpen && oldest !== undefined) this.#open.delete(oldest);
    this.#open.set(spelled(key), token);
  }

  /** A user as the API shows it, with the token if the sign-up's answer did not show the user. */
  shown({ key }: AnyResource, record: ApiRecord): ApiRecord {
    const name = this.#open.size === 0 ? undefined : keyValue(key, record);
    return name === undefined ? record : this.#add(record, this.#open.get(spelled(name)));
  }

  #add(record: ApiRecord, token: string | undefined): ApiRecord {
    const isThere = token === undefined || textAt(record, this.#path) !== undefined;
    return isThere ? record : { ...record, [this.#path]: token };
  }
}
