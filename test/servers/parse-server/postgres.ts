import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, installDebian } from '../foreign-server.ts';

const versions = '/usr/lib/postgresql';

/** A PostgreSQL cluster of one's own, which ends with the test. */
export interface Postgres extends Disposable {
  readonly uri: string;
  /** One value a line. */
  query(sql: string): string;
}

export async function startPostgres(): Promise<Postgres> {
  installDebian(versions, ['postgresql']);
  const version =
    readdirSync(versions)
      .sort((a, b) => Number(a) - Number(b))
      .at(-1) ?? '';
  const program = (name: string): string => join(versions, version, 'bin', name);
  const home = mkdtempSync(join(tmpdir(), 'postgres-'));
  // It does not run as root.
  const owner = process.getuid?.() === 0 ? idsOf('postgres') : {};
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(home, owner.uid, owner.gid);
  const data = join(home, 'data');
  const port = await freePort();
  const run = (name: string, ...args: readonly string[]): string =>
    execFileSync(program(name), args, {
      ...owner,
      cwd: home,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-N', '--locale', 'C.UTF-8');
  const options = [
    `-p ${port}`,
    ...['listen_addresses=127.0.0.1', `unix_socket_directories=${home}`, 'fsync=off'].map(
      (one) => `-c ${one}`,
    ),
  ];
  // With a log of its own: a server that kept our pipe would never let go of it.
  run('pg_ctl', '-D', data, '-w', '-l', join(home, 'log'), '-o', options.join(' '), 'start');
  return {
    uri: `postgres://postgres@127.0.0.1:${port}/postgres`,
    query: (sql) => run('psql', '-h', home, '-p', String(port), '-U', 'postgres', '-AtXc', sql).trim(),
    [Symbol.dispose]() {
      if (existsSync(join(data, 'postmaster.pid'))) run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function idsOf(user: string): { readonly uid?: number; readonly gid?: number } {
  const [uid, gid] = ['-u', '-g'].map((flag) =>
    Number(execFileSync('id', [flag, user], { encoding: 'utf8' })),
  );
  return { ...(uid !== undefined && { uid }), ...(gid !== undefined && { gid }) };
}
