import { openFileLedger } from '../../../src/ledger/file-ledger.ts';
import { thisProcess } from '../../../src/ledger/process-identity.ts';
import { header } from './on-disk.ts';

/** A process that opens a ledger and lives until it is killed: idle, or with an event loop that never turns. */
const [root = '', spins = 'false'] = process.argv.slice(2);
openFileLedger(root, { ...header, startedAt: Date.now(), owner: thisProcess() });
process.stdout.write('open\n', () => {
  if (spins === 'true') for (;;);
  setInterval(() => undefined, 60_000);
});
