import type { DatabaseSync } from 'node:sqlite';

/** Sessions, by the hash of their token: a stolen database holds no token. They go with their user. */
export interface Tokens {
  add(hash: string, userId: number, expiresAt: number): void;
  find(hash: string): { user_id: number; expires_at: number } | undefined;
  /** Forgets tokens that expired before `when`. */
  forget(when: number): void;
}

export function tokensIn(db: DatabaseSync): Tokens {
  const add = db.prepare('INSERT INTO tokens (hash, user_id, expires_at) VALUES (?, ?, ?)');
  const find = db.prepare('SELECT user_id, expires_at FROM tokens WHERE hash = ?');
  const forget = db.prepare('DELETE FROM tokens WHERE expires_at < ?');
  return {
    add: (hash, userId, expiresAt) => void add.run(hash, userId, expiresAt),
    find: (hash) => find.get(hash) as { user_id: number; expires_at: number } | undefined,
    forget: (when) => void forget.run(when),
  };
}
