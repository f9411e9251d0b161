/**
 * The host as a process of its own: `node process.js <root>`. Started by a runner's global set-up, tied to it by stdin.
 * Answers one line on its fourth pipe when it serves ({@link Started}), and one when it has cleaned up ({@link Ended}); not on stdout,
 * where a configuration may print what it likes.
 * When stdin ends, however the runner died, it removes what the run made and exits: it is the reaper too.
 */
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { onRequest } from '../http/observe-exchange.ts';
import { systemClock } from '../lib/clock.ts';
import { formatDuration } from '../lib/duration.ts';
import type { RemovalReport } from '../seeder/remove-records.ts';
import type { InProcessHost } from './in-process-host.ts';
import { settleMs } from './in-process-host.ts';
import { packError } from './protocol.ts';
import { type ServedHost, serveHost } from './serve-host.ts';
import { removeDeadSockets } from './socket-folder.ts';
import { hostOf, readConfig } from './start-host.ts';

/** The pipe on which this process answers. */
const answers = 3;

/** The first line: where it can be reached, or why it did not start. */
export type Started =
  | { readonly address: string; readonly run: string }
  | { readonly error: ReturnType<typeof packError> };
/** The last line. */
export type Ended = { readonly removal: RemovalReport } | { readonly error: ReturnType<typeof packError> };

// A Ctrl-C in the terminal reaches the runner, which decides; this process ends when the runner does.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

await main(process.argv[2] ?? process.cwd());
// What a configuration keeps open, a timer or a connection, must not keep the process.
process.exit();

function say(line: Started | Ended): void {
  try {
    writeFileSync(answers, `${JSON.stringify(line)}\n`);
  } catch {
    // The runner is gone.
  }
}

async function main(root: string): Promise<void> {
  let host: InProcessHost | undefined;
  let served: ServedHost;
  try {
    const config = await readConfig(root);
    if (config.logLevel === 'debug') onRequest((line) => process.stderr.write(`seedbed: ${line}\n`));
    if (config.rateLimit !== undefined) process.stderr.write(`seedbed: ${cleanupTime(config.rateLimit)}\n`);
    host = hostOf(config);
    void host.sweepDead().then((stays) => {
      if (stays !== undefined)
        process.stderr.write(`seedbed: ${stays} Look with \`seedbed sweep --dry-run\`.\n`);
    });
    void removeDeadSockets();
    served = await serveHost(host);
  } catch (error) {
    await host?.close().catch(() => undefined);
    say({ error: packError(error) });
    process.exitCode = 1;
    return;
  }
  say({ address: served.address, run: host.run });
  const asked = await lastWord();
  served.close();
  // A request cut off with its worker may still be committed: look once the server has had time.
  if (!asked) await systemClock.sleep(2 * settleMs);
  try {
    say({ removal: await host.close() });
  } catch (error) {
    say({ error: packError(error) });
    process.exitCode = 1;
  }
}

/** Said at the start: whoever kills a run should know that this process may be at work for a while. */
function cleanupTime({ requests, perMs }: { readonly requests: number; readonly perMs: number }): string {
  const per = formatDuration(perMs);
  return `at ${requests} requests per ${per}, its clean-up takes at least ${per} for every ${requests} records, also after a kill.`;
}

/** True when asked to close, false when the runner is gone. */
function lastWord(): Promise<boolean> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: process.stdin });
    lines.on('line', (line) => {
      if (line === 'close') resolve(true);
    });
    lines.on('close', () => resolve(false));
    process.stdin.on('error', () => resolve(false));
  });
}
