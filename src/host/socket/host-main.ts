/**
 * The host as a process of its own: `node host-main.js <root>`. Started by a runner's global set-up, tied to it by stdin.
 * Answers one line on its fourth pipe when it serves ({@link Started}), and one when it has cleaned up ({@link Ended}); not on stdout,
 * where a configuration may print what it likes.
 * When stdin ends, however the runner died, it removes what the run made and exits: it is the reaper too. So nothing that happens to its
 * terminal, and nothing that a hook of the user's does, may end it before.
 */

import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { chooseLanguage } from '../../config/choose-language.ts';
import { onRequest } from '../../http/request-watch.ts';
import { optimizeParserLate } from '../../http/wire/undici-internals.ts';
import { systemClock } from '../../lib/clock.ts';
import { escapeLines, escapeText } from '../../lib/escape.ts';
import { hostSays } from '../../messages/host.ts';
import { type RemovalReport, removalNotes } from '../../removal/report.ts';
import { assertRemoved } from '../assert-removed.ts';
import { openCoordinator } from '../connect.ts';
import type { InProcessHost } from '../in-process-host.ts';
import { openRun, readConfig } from '../open-run.ts';
import { sayWaits } from '../say-waits.ts';
import { type PackedError, packError } from './protocol.ts';
import { type ServedHost, serveHost } from './serve-host.ts';
import { removeDeadSockets } from './socket-folder.ts';

/** The pipe on which this process answers. */
const answers = 3;

/** The first line: where it can be reached, or why it did not start. */
export type Started = { readonly address: string; readonly runId: string } | { readonly error: PackedError };
/** The last line. */
export type Ended = { readonly removal: RemovalReport } | { readonly error: PackedError };

/** How many different stray errors are told of: a timer in a hook may throw another one for each record. */
const mostStray = 20;
/** Ten a second. Above it, a clean-up is over before anybody wonders. */
const slowRequestsPerMs = 0.01;

const strays = new Set<string>();
let withStacks = false;

// A Ctrl-C in the terminal reaches the runner, which decides; this process ends when the runner does.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
// A terminal or a pipe whose reader is gone: what is said there is lost, and an unheard error would end this process.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, tellStray);

// Until the configuration says more.
chooseLanguage({});
try {
  await main(process.argv[2] ?? process.cwd());
} catch (error) {
  tellStray(error);
  process.exitCode = 1;
} finally {
  // What a configuration keeps open, a timer or a connection, must not keep the process.
  process.exit();
}

async function main(root: string): Promise<void> {
  let host: InProcessHost | undefined;
  let served: ServedHost | undefined;
  let settleMs: number;
  try {
    const config = await readConfig(root);
    withStacks = config.logLevel === 'debug';
    settleMs = config.settleMs;
    if (withStacks) onRequest(tell);
    // People who kill a run should know that this process may go on for a while.
    const { rateLimit } = config;
    if (rateLimit !== undefined && rateLimit.requests / rateLimit.perMs < slowRequestsPerMs)
      tell(hostSays.cleanupTime(rateLimit.requests, rateLimit.perMs));
    sayWaits(tell, { isAwaited: () => served?.isAsked === true });
    host = openRun(config, { coordinator: await openCoordinator(config), remembers: true });
    optimizeParserLate();
    void host.sweepDead().then((stays) => {
      if (stays !== undefined) tell(hostSays.look(stays));
    });
    served = await serveHost(host);
  } catch (error) {
    await host?.close().catch(() => undefined);
    say({ error: packError(error) });
    process.exitCode = 1;
    return;
  }
  say({ address: served.address, runId: host.runId });
  const asked = await lastWord();
  try {
    served.close();
    host.nobodyAsks();
    // A request cut off with its worker may still be committed: look once the server has had time.
    if (!asked) await systemClock.sleep(2 * settleMs);
    // Only now: while the run began, its runner walked through the project's folders, and a `TMPDIR` among them must not lose one.
    const [removal] = await Promise.all([host.close(), removeDeadSockets()]);
    say({ removal });
    for (const note of removalNotes(removal)) tell(note);
    // The runner tells of what is left; if it is gone, nobody else does.
    if (!asked) assertRemoved(removal, host.runId);
  } catch (error) {
    say({ error: packError(error) });
    if (!asked) tell((error as Error).message);
    process.exitCode = 1;
  }
}

/** Writes the whole line, however large, unless the runner is gone. A pipe that is full and does not block is waited for. */
function say(line: Started | Ended): void {
  const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
  for (let sent = 0; sent < bytes.length; ) {
    try {
      sent += writeSync(answers, bytes, sent);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

/** On the runner's terminal. May quote an API or a hook. */
function tell(text: string): void {
  process.stderr.write(`seedbed: ${escapeLines(text)}\n`);
}

/** An error that nobody caught, from a timer or a promise of a user's hook: told once; the run and its clean-up go on. */
function tellStray(error: unknown): void {
  const { name = 'Error', message = String(error), stack } = error instanceof Error ? error : {};
  const what = escapeText(`${name}: ${message}`, 500);
  if (strays.has(what) || strays.size >= mostStray) return;
  strays.add(what);
  tell(strays.size === mostStray ? hostSays.lastStray(what) : hostSays.stray(what));
  if (withStacks && stack !== undefined) tell(stack);
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
