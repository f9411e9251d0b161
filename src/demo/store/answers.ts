import type { DatabaseSync } from 'node:sqlite';

export interface StoredAnswer {
  /** Hash of the request's body: the same key with another body is a mistake of the client's. */
  readonly fingerprint: string;
  /** JSON text of the answer. */
  readonly body: string;
}

/** First answers by idempotency key. */
export interface Answers {
  find(key: string, now: number): StoredAnswer | undefined;
  add(key: string, answer: StoredAnswer, now: number, expiresAt: number): void;
}

export function answersIn(db: DatabaseSync): Answers {
  const find = db.prepare('SELECT fingerprint, body FROM answers WHERE key = ? AND expires_at > ?');
  const forget = db.prepare('DELETE FROM answers WHERE expires_at <= ?');
  const add = db.prepare(
    'INSERT OR REPLACE INTO answers (key, fingerprint, body, expires_at) VALUES (?, ?, ?, ?)',
  );
  return {
    find: (key, now) => find.get(key, now) as unknown as StoredAnswer | undefined,
    add: (key, answer, now, expiresAt) => {
      forget.run(now);
      add.run(key, answer.fingerprint, answer.body, expiresAt);
    },
  };
}
