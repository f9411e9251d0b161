import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ForeignServer, freePort, installFolder, startServer } from '../foreign-server.ts';

const folder = import.meta.dirname;
const foreign = 23;

type Rows = readonly { readonly id: number }[];

/** json-server's own command over a file, which is where its records are counted. */
export async function startJsonServer(): Promise<ForeignServer> {
  installFolder(folder);
  const home = mkdtempSync(join(tmpdir(), 'json-server-'));
  const file = join(home, 'db.json');
  const users = Array.from({ length: foreign }, (_, index) => ({
    id: index + 1,
    name: `Somebody ${index}`,
    email: `somebody.${index}@example.org`,
    teamId: 1,
  }));
  writeFileSync(file, JSON.stringify({ teams: [{ id: 1, name: 'Others', slug: 'others' }], users }));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const main = join(folder, 'node_modules/json-server/lib/cli/bin.js');
  const server = await startServer(
    [process.execPath, main, '--quiet', '--host', '127.0.0.1', '--port', String(port), file],
    url,
    { cwd: home },
  );
  const read = (): Record<'teams' | 'users', Rows> => JSON.parse(readFileSync(file, 'utf8'));
  return {
    url,
    counts() {
      const { teams, users } = read();
      return { teams: teams.length, users: users.length };
    },
    others() {
      const { teams, users } = read();
      return { teams: teams.filter(({ id }) => id === 1), users: users.filter(({ id }) => id <= foreign) };
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
