import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { NewVm, Vm } from '../schemas.ts';
import { openDatabase } from './database.ts';
import { type Slice, type Users, usersIn } from './users.ts';

/** Everything the demo API remembers. Synchronous: SQLite in the same process answers in microseconds. */
export interface Store {
  readonly users: Users;
  readonly vms: Vms;
  readonly tokens: Tokens;
  readonly answers: Answers;
  /** All that `work` writes, in one commit; none of it is kept if `work` throws. */
  together<T>(work: () => T): T;
  close(): void;
}

/** @throws SeedbedError `SEEDBED_FILE` if `path` cannot be opened or holds something else. */
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

/** The virtual machines table. That an owner exists is the caller's to check. */
interface Vms {
  count(): number;
  countOf(userId: number): number;
  list(slice: Slice): Vm[];
  find(id: number): Vm | undefined;
  add(vm: NewVm, createdAt: number): Vm;
  /** Undefined if there is no such VM. */
  change(id: number, changes: { [K in keyof NewVm]?: NewVm[K] | undefined }): Vm | undefined;
  /** False if there is no such VM. */
  remove(id: number): boolean;
}

const fields = ['user_id', 'name', 'operating_system', 'cpu_cores', 'ram_gb', 'disk_gb', 'status'] as const;
const shown = `id, created_at, ${fields.join(', ')}`;

function vmsIn(db: DatabaseSync): Vms {
  const count = db.prepare('SELECT count(*) AS n FROM vms');
  const countOf = db.prepare('SELECT count(*) AS n FROM vms WHERE user_id = ?');
  const list = db.prepare(`SELECT ${shown} FROM vms ORDER BY id LIMIT ? OFFSET ?`);
  const find = db.prepare(`SELECT ${shown} FROM vms WHERE id = ?`);
  const add = db.prepare(
    `INSERT INTO vms (created_at, ${fields.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING ${shown}`,
  );
  const change = db.prepare(
    `UPDATE vms SET ${fields.map((field) => `${field} = coalesce(?, ${field})`).join(', ')} WHERE id = ? RETURNING ${shown}`,
  );
  const remove = db.prepare('DELETE FROM vms WHERE id = ?');
  const values = (vm: { [K in keyof NewVm]?: NewVm[K] | undefined }): SQLInputValue[] =>
    fields.map((field) => vm[field] ?? null);
  return {
    count: () => Number(count.get()?.n),
    countOf: (userId) => Number(countOf.get(userId)?.n),
    list: (slice) => list.all(slice.limit, slice.offset) as unknown as Vm[],
    find: (id) => find.get(id) as Vm | undefined,
    add: (vm, createdAt) => add.get(createdAt, ...values(vm)) as unknown as Vm,
    change: (id, changes) => change.get(...values(changes), id) as Vm | undefined,
    remove: (id) => remove.run(id).changes === 1,
  };
}
