import { type Answers, answersIn } from './answers.ts';
import { openDatabase } from './database.ts';
import { type Tokens, tokensIn } from './tokens.ts';
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
