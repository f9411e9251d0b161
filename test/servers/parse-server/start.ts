import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ForeignServer, freePort, installFolder, startServer } from '../foreign-server.ts';
import { startPostgres } from './postgres.ts';

const folder = import.meta.dirname;
const headers = {
  'X-Parse-Application-Id': 'fleet',
  'X-Parse-Master-Key': 'operator-key',
  'Content-Type': 'application/json',
};

/** Parse Server over PostgreSQL, which is where its records are counted. */
export async function startParseServer(): Promise<ForeignServer> {
  installFolder(folder);
  await using started = new AsyncDisposableStack();
  const postgres = started.use(await startPostgres());
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/parse`;
  const args = [process.execPath, join(folder, 'serve.js'), postgres.uri, String(port)];
  // It writes logs where it runs.
  const home = mkdtempSync(join(tmpdir(), 'parse-server-'));
  started.defer(() => rmSync(home, { recursive: true, force: true }));
  started.use(await startServer(args, `${url}/health`, { cwd: home }));
  const post = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  for (const name of ['somebody1', 'somebody2'])
    await post('/users', { username: name, email: `${name}@example.org`, password: `password-of-${name}` });
  for (let index = 0; index < 22; index++) await post('/classes/Machine', { name: `machine-${index}` });
  const count = (table: string): number => Number(postgres.query(`select count(*) from "${table}"`));
  // Whatever failed before this has ended both.
  const running = started.move();
  return {
    url,
    counts: () => ({ users: count('_User'), machines: count('Machine') }),
    others: () => [
      postgres.query(`select * from "_User" where username like 'somebody_' order by "objectId"`),
      postgres.query(
        `select "objectId", name, "updatedAt" from "Machine" where name like 'machine-%' order by 1`,
      ),
    ],
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
