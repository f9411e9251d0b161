import type { DatabaseSync } from 'node:sqlite';
import type { User } from '../schemas.ts';

/** A stretch of a list. `{ limit: -1, offset: 0 }` is the whole of it. */
export interface Slice {
  readonly limit: number;
  readonly offset: number;
}

/** What a login needs: never leaves the server. */
export interface Account extends User {
  readonly password: string | null;
  /** 1 for the operator. */
  readonly operator: number;
}

export interface NewAccount {
  readonly created_at: number;
  readonly name: string;
  readonly email: string;
  /** Hashed. */
  readonly password: string | null;
}

/** The users table. E-mails are unique whatever their case. */
export interface Users {
  count(): number;
  list(slice: Slice): User[];
  find(id: number): Account | undefined;
  findByEmail(email: string): Account | undefined;
  /** Undefined if the e-mail is taken. */
  add(account: NewAccount): User | undefined;
  /** Undefined if the e-mail is taken. */
  change(id: number, changes: { [K in 'name' | 'email' | 'password']: string | null }): User | undefined;
  remove(id: number): void;
  /** Makes the operator's account, or renews it. False if the e-mail is another user's. */
  setOperator(account: NewAccount): boolean;
}

const shown = 'id, created_at, name, email';

export function usersIn(db: DatabaseSync): Users {
  const count = db.prepare('SELECT count(*) AS n FROM users WHERE operator = 0');
  const list = db.prepare(`SELECT ${shown} FROM users WHERE operator = 0 ORDER BY id LIMIT ? OFFSET ?`);
  const find = db.prepare(`SELECT ${shown}, password, operator FROM users WHERE id = ?`);
  const findByEmail = db.prepare(`SELECT ${shown}, password, operator FROM users WHERE email = ?`);
  const add = db.prepare(
    `INSERT INTO users (created_at, name, email, password) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING ${shown}`,
  );
  const change = db.prepare(
    `UPDATE OR IGNORE users SET name = coalesce(?, name), email = coalesce(?, email), password = coalesce(?, password)
     WHERE id = ? RETURNING ${shown}`,
  );
  const remove = db.prepare('DELETE FROM users WHERE id = ?');
  const removeOperator = db.prepare('DELETE FROM users WHERE operator = 1 AND email <> ?');
  const setOperator = db.prepare(
    `INSERT INTO users (created_at, name, email, password, operator) VALUES (?, ?, ?, ?, 1)
     ON CONFLICT (email) DO UPDATE SET password = excluded.password WHERE operator = 1`,
  );
  return {
    count: () => Number(count.get()?.n),
    list: (slice) => list.all(slice.limit, slice.offset) as unknown as User[],
    find: (id) => find.get(id) as Account | undefined,
    findByEmail: (email) => findByEmail.get(email) as Account | undefined,
    add: (one) => add.get(one.created_at, one.name, one.email, one.password) as User | undefined,
    change: (id, to) => change.get(to.name, to.email, to.password, id) as User | undefined,
    remove: (id) => void remove.run(id),
    setOperator: (one) => {
      removeOperator.run(one.email);
      return setOperator.run(one.created_at, one.name, one.email, one.password).changes === 1;
    },
  };
}
