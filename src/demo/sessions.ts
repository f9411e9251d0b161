import { hash, randomBytes, scrypt, scryptSync, timingSafeEqual } from 'node:crypto';
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

// 2^10 × 128 bytes: 0.4 ms of CPU a hash, off the main thread. The usual 2^14, r 8 costs 40 ms, which is 13 minutes of CPU for the 20,000
// users of a load test. These are throw-away passwords of made-up people; the cost stands in each hash and can be raised any time.
const cost = { N: 1024, r: 1, p: 1 };
const keyBytes = 32;

/** `scrypt$N$r$p$salt$hash`, base64url. Never the same twice. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return written(salt, await derive(password, salt, cost));
}

/** {@link hashPassword}, synchronous, for the one password that the app needs before it can start. */
export function hashPasswordNow(password: string): string {
  const salt = randomBytes(16);
  return written(salt, scryptSync(password.normalize(), salt, keyBytes, cost));
}

/** False for a user without a password. Takes as long then, so that timing does not tell which e-mails exist. */
export async function verifyPassword(password: string, hash: string | null | undefined): Promise<boolean> {
  const [, N, r, p, salt, expected] = (hash ?? nobody).split('$');
  const parameters = { N: Number(N), r: Number(r), p: Number(p) };
  const key = await derive(password, Buffer.from(salt ?? '', 'base64url'), parameters);
  return (
    timingSafeEqual(key, Buffer.from(expected ?? '', 'base64url')) &&
    hash !== nobody &&
    typeof hash === 'string'
  );
}

function written(salt: Buffer, key: Buffer): string {
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

const nobody = written(Buffer.alloc(16), Buffer.alloc(keyBytes));

function derive(password: string, salt: Buffer, parameters: typeof cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Normalized: the same accented password can be typed as different code points.
    scrypt(password.normalize(), salt, keyBytes, parameters, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
