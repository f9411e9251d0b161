/** A process that seeds users with a host of its own, and closes it: `node seed-and-close.ts ROOT BASE_URL USERS`. Prints how both went. */
import { startRun } from '../../src/host/open-run.ts';

const [, , root = '', baseUrl = '', users = '3'] = process.argv;
const host = await startRun(root, { baseUrl });
const made = await host
  .acquire({ key: 'a', path: 'a', seed: { users: Number(users) } })
  .then(({ records }) => records.users?.length)
  .catch((error: Error) => error.message);
console.log(made);
console.log(JSON.stringify(await host.close()));
