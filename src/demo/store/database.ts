import { chmodSync, closeSync, openSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { SeedbedError } from '../../errors.ts';
import { demoSays } from '../../messages/demo.ts';

const version = 1;

// AUTOINCREMENT: an id is never given twice, so a late clean-up cannot delete somebody else's record.
// `vms.user_id` is no foreign key: lax installations leave orphan VMs behind.
const tables = `
CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  created_at INTEGER NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE COLLATE NOCASE,
  password TEXT,
  operator INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE vms (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  created_at INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  operating_system TEXT NOT NULL,
  cpu_cores INTEGER NOT NULL,
  ram_gb INTEGER NOT NULL,
  disk_gb INTEGER NOT NULL,
  status TEXT NOT NULL
) STRICT;
CREATE INDEX vms_by_user ON vms (user_id);
CREATE TABLE tokens (
  hash TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tokens_by_user ON tokens (user_id);
CREATE INDEX tokens_by_expiry ON tokens (expires_at);
CREATE TABLE answers (
  key TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  body TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_by_expiry ON answers (expires_at);
PRAGMA user_version = ${version};
`;

/**
 * Opens the demo API's SQLite file, with its tables. Only this user can read it: it holds accounts.
 *
 * @throws SeedbedError `SEEDBED_FILE` if it cannot be opened or holds something else.
 */
export function openDatabase(path: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    createPrivate(path);
    // Not imported: a Node without it could not even be told that it is too old.
    const sqlite = process.getBuiltinModule('node:sqlite');
    db = new sqlite.DatabaseSync(path, { enableForeignKeyConstraints: true });
    // One writer that commits each request: with WAL and NORMAL a commit costs no disk flush.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000;');
    const found = db.prepare('PRAGMA user_version').get()?.user_version;
    if (found === 0) db.exec(`BEGIN IMMEDIATE; ${tables} COMMIT;`);
    else if (found !== version) throw new RangeError(demoSays.otherVersion(String(found), version));
    makePrivate(db.location());
    return db;
  } catch (cause) {
    db?.close();
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SeedbedError('SEEDBED_FILE', demoSays.cannotOpen(path, why), { cause });
  }
}

/** Never readable by others, not for a moment; SQLite gives the files beside it (`-wal`, `-shm`) the same mode. */
function createPrivate(path: string): void {
  if (path === ':memory:' || path === '' || path.startsWith('file:')) return;
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch {
    // It is there already, or cannot be made: SQLite says which.
  }
}

/** For a database that existed before and is known to be ours. */
function makePrivate(path: string | null): void {
  if (path === null) return;
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    try {
      chmodSync(file, 0o600);
    } catch {
      // Not there, or another user's, who may choose.
    }
  }
}
