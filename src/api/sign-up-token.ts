import { keyValue } from '../factory/key.ts';
import type { AnyResource } from '../factory/resource.ts';
import { textAt } from '../http/login-failure.ts';
import { type ApiRecord, spelled } from './evidence.ts';
import type { Answered, Found } from './operations.ts';

/**
 * The token that a sign-up answers beside the user, or instead of it, as `userAuth.from` says: `{ "token": "…", "user": { "id": 7 } }`.
 * It becomes a field of the record, under that very name, so that whoever signs in as this user finds it there.
 */
export class SignUpToken {
  readonly #path: string;
  /** Of users whose answer held no record: by key, until they are found. */
  readonly #byKey = new Map<string, string>();

  constructor(path: string) {
    this.#path = path;
  }

  /** The record with the token of the answer that it came in, unless it has one itself. */
  with({ record, id }: Answered, body: unknown): Answered {
    return { record: this.#add(record, textAt(body, this.#path)), id };
  }

  /** An answer without a record: its user is looked up. */
  remember({ key }: AnyResource, sent: ApiRecord, body: unknown): void {
    const [token, name] = [textAt(body, this.#path), keyValue(key, sent)];
    if (token !== undefined && name !== undefined) this.#byKey.set(spelled(name), token);
  }

  /** The same with the tokens of the users that were found. */
  found({ key }: AnyResource, found: Found): Found {
    if (this.#byKey.size === 0) return found;
    const records = found.records.map((record) => {
      const name = keyValue(key, record);
      return name === undefined ? record : this.#add(record, this.#byKey.get(spelled(name)));
    });
    return { ...found, records };
  }

  #add(record: ApiRecord, token: string | undefined): ApiRecord {
    const isThere = token === undefined || textAt(record, this.#path) !== undefined;
    return isThere ? record : { ...record, [this.#path]: token };
  }
}
