/** A worker as a process of its own: `node worker.ts ROOT CONFIG LOCK_MS`. Says when it is ready, and drains when its stdin ends. */
import { once } from 'node:events';
import { startWorker } from '../../src/distributed/work.ts';
import { readConfig } from '../../src/host/open-run.ts';

const [, , root = '', config = '{}', lockMs = '2000'] = process.argv;
const worker = await startWorker(await readConfig(root, JSON.parse(config)), { lockMs: Number(lockMs) });
process.stdout.write(`${JSON.stringify({ ready: process.pid })}\n`);
process.stdin.resume();
await once(process.stdin, 'end');
await worker.close();
process.exit();
