import { hash, randomBytes } from 'node:crypto';
import type { DemoSettings } from './options.ts';
import { Refusal } from './refusal.ts';
import type { Store } from './store/store.ts';
import type { Account } from './store/users.ts';

/** Bearer tokens: opaque, random, kept only as hashes, good for `tokenTtl`. */
export interface Sessions {
  /** A new token for that user. */
  open(userId: number): string;
  /** Whose token the `Authorization` header holds. Refuses with 401. */
  authenticate(authorization: string | undefined): Account;
}

export function createSessions(store: Store, settings: DemoSettings): Sessions {
  const { clock, tokenTtl } = settings;
  const standing = settings.token === undefined ? undefined : digest(settings.token);
  return {
    open(userId) {
      const token = randomBytes(32).toString('base64url');
      const now = clock.wall();
      store.tokens.forget(now - tokenTtl); // expired ones stay a while, to be told from made-up ones
      store.tokens.add(digest(token), userId, Math.floor(now + tokenTtl));
      return token;
    },
    authenticate(authorization) {
      const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
      if (token === undefined)
        throw new Refusal(401, 'Authentication required: send `Authorization: Bearer TOKEN`.');
      const hashed = digest(token);
      if (hashed === standing) {
        const operator = store.users.findByEmail(settings.operator.email);
        if (operator !== undefined) return operator;
      }
      const session = store.tokens.find(hashed);
      if (session === undefined) throw new Refusal(401, 'Invalid token.');
      if (session.expires_at <= clock.wall()) throw new Refusal(401, 'This token is expired.');
      const account = store.users.find(session.user_id);
      if (account === undefined) throw new Refusal(401, 'Invalid token.');
      return account;
    },
  };
}

function digest(token: string): string {
  return hash('sha256', token, 'base64url');
}
