/** A runner that can be killed: starts a host for the folder in argv, seeds through it, says so, and waits. */
import { connectHost } from '../../src/host/socket/remote-host.ts';
import { spawnHost } from '../../src/host/socket/spawn-host.ts';

const [root = '.', seed = '{}', wait = 'seeded'] = process.argv.slice(2);
const { address } = await spawnHost(root);
const host = await connectHost(address);
const seeding = host.acquire({ key: 'killed', path: '', seed: JSON.parse(seed) });
if (wait === 'seeded') await seeding;
process.stdout.write(`${address}\n`);
setInterval(() => undefined, 60_000);
