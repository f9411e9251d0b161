/** Writes a log until the disk is full, and more: `node log-and-close.ts ROOT ANYTHING LINES`. Says what was told of it, and what is open then. */
import { readdirSync, readlinkSync } from 'node:fs';
import { openRunLog } from '../../src/log/run-log.ts';

const [, , root = '', , lines = '1'] = process.argv;
const troubles: string[] = [];
const onTrouble = ({ message }: Error): void => void troubles.push(message);
const log = openRunLog({ root, run: 'sbaaaaaaaaaa', level: 'info', onTrouble });
log.write('info', { event: 'note', text: 'loads the logger' });
for (let line = 0; line < Number(lines); line++) {
  await new Promise((done) => setImmediate(done));
  log.write('info', { event: 'note', text: 'x'.repeat(200) });
}
await log.close();
const open = readdirSync('/proc/self/fd').flatMap((name) => {
  try {
    return readlinkSync(`/proc/self/fd/${name}`);
  } catch {
    return [];
  }
});
process.stdout.write(
  `${JSON.stringify({ troubles, open: open.filter((file) => file.endsWith('.ndjson')) })}\n`,
);
