import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from './database.ts';
import { type Users, usersIn } from './users.ts';
import { type Vms, vmsIn } from './vms.ts';

/** Everything the demo API remembers. Synchronous: SQLite in the same process answers in microseconds. */
export interface Store {
  readonly users: Users;
  readonly vms: Vms;
  readonly tokens: Tokens;
  readonly answers: Answers;
  /** All that `work` writes, in one commit; nothing of it where `work` throws. */
  together<T>(work: () => T): T;
  close(): void;
}

/** @throws SeedbedError `SEEDBED_FILE` where `path` cannot be opened or holds something else. */
export function openStore(path: string): Store {
  const db = openDatabase(path);
  return {
    users: usersIn(db),
    vms: vmsIn(db),
    tokens: tokensIn(db),
    answers: answersIn(db),
    together: (work) => {
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => {
      if (db.isOpen) db.close();
    },
  };
}

/** Sessions, by the hash of their token: a stolen database holds no token. They go with their user. */
export interface Tokens {
  add(hash: string, userId: number, expiresAt: number): void;
  find(hash: string): { user_id: number; expires_at: number } | undefined;
  /** Forgets tokens that expired before `when`. */
  forget(when: number): void;
}

function tokensIn(db: DatabaseSync): Tokens {
  const add = db.prepare('INSERT INTO tokens (hash, user_id, expires_at) VALUES (?, ?, ?)');
  const find = db.prepare('SELECT user_id, expires_at FROM tokens WHERE hash = ?');
  const forget = db.prepare('DELETE FROM tokens WHERE expires_at < ?');
  return {
    add: (hash, userId, expiresAt) => void add.run(hash, userId, expiresAt),
    find: (hash) => find.get(hash) as { user_id: number; expires_at: number } | undefined,
    forget: (when) => void forget.run(when),
  };
}

interface StoredAnswer {
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

function answersIn(db: DatabaseSync): Answers {
  const find = db.prepare('SELECT fingerprint, body FROM answers WHERE key = ? AND expires_at > ?');
  const forget = db.prepare('DELETE FROM answers WHERE expires_at <= ?');
  const add = db.prepare(
    'INSERT OR REPLACE INTO answers (key, fingerprint, body, expires_at) VALUES (?, ?, ?, ?)',
  );
  return {
    find: (key, now) => find.get(key, now) as StoredAnswer | undefined,
    add: (key, answer, now, expiresAt) => {
      forget.run(now);
      add.run(key, answer.fingerprint, answer.body, expiresAt);
    },
  };
}
