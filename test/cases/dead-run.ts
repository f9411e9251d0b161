/**
 * A process that seeds with a host of its own, says so, and waits to be killed: `node dead-run.ts ROOT CONFIG SEED`. CONFIG and SEED are
 * JSON; what JSON cannot hold is in ROOT's `seedbed.config.mjs`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { startRun } from '../../src/host/open-run.ts';

const [, , root = '', config = '{}', seed = '{}'] = process.argv;
const host = await startRun(root, JSON.parse(config));
const { namespace } = await host.acquire({ key: 'a', path: 'a', seed: JSON.parse(seed) });
// What came of the creates is in the ledger some 20 ms after their answers; until then it holds their intents.
await sleep(100);
process.stdout.write(`${namespace}\n`);
setInterval(() => undefined, 60_000);
