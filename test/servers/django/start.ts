import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type ForeignServer, freePort, installDebian, startServer } from '../foreign-server.ts';

/** Debian's own: its packages are not seen by another Python of the machine. */
const python = '/usr/bin/python3';
const packages = '/usr/lib/python3/dist-packages/rest_framework';

/** Django's development server over an SQLite file, which is where its records are counted. */
export async function startDjango(): Promise<ForeignServer> {
  installDebian(packages, ['python3-django', 'python3-djangorestframework']);
  const home = mkdtempSync(join(tmpdir(), 'django-'));
  const file = join(home, 'db.sqlite3');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/api`;
  const server = await startServer(
    [python, join(import.meta.dirname, 'serve.py'), file, String(port)],
    `${url}/auth/login/`,
    { cwd: home },
  );
  const read = (sql: string): Record<string, unknown>[] => {
    using database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
    return database.prepare(sql).all();
  };
  const count = (table: string): number => Number(read(`select count(*) as n from ${table}`)[0]?.n);
  return {
    url,
    counts: () => ({ users: count('auth_user'), machines: count('fleet_machine') }),
    // The operator's last login is a trace of ours.
    others: () => [
      read('select id, username, email, password from auth_user where id <= 23 order by id'),
      read('select * from fleet_machine where id <= 22 order by id'),
    ],
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
