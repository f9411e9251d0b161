/** A process that seeds with a host of its own and then waits to be killed: `node seeding-process.ts ROOT BASE_URL USERS`. */
import { startRun } from '../../src/host/open-run.ts';

const [, , root = '', baseUrl = '', users = '3'] = process.argv;
const host = await startRun(root, { baseUrl });
await host.acquire({ key: 'a', path: 'a', seed: { users: Number(users), vms: 4 } });
process.stdout.write('seeded\n');
setInterval(() => undefined, 1000);
