import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Environment, inheritedEnvironment } from '../../config/environment.ts';
import { cacheFolder } from '../../config/user-folders.ts';
import { SeedbedError } from '../../errors.ts';
import { hostSays } from '../../messages/host.ts';
import type { RemovalReport } from '../../removal/report.ts';
import type { Ended, Started } from './host-main.ts';
import { unpackError } from './protocol.ts';
import { removeSocket } from './socket-folder.ts';

/** A host process of this run. */
export interface SpawnedHost {
  /** For `connectHost`. */
  readonly address: string;
  readonly runId: string;
  /** Asks it to remove what is left and waits until it has exited. */
  close(): Promise<RemovalReport>;
}

// Beside this file in src. The package's chunks are in dist/chunks, and the entry is dist/host/host-main.js.
const entry = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './host-main.ts' : '../host/host-main.js', import.meta.url),
);

export interface SpawnOptions {
  /** Variables that its environment has besides this process's, and before the `.env` files: Vitest sets `test.env` in workers only. */
  readonly env?: Environment | undefined;
}

/**
 * Starts the host process: detached, so that Ctrl-C does not reach it; tied to this process by its stdin.
 *
 * @throws SeedbedError whatever the configuration is refused for, as in this process; `SEEDBED_HOST` if the process cannot start
 */
export async function spawnHost(root: string, { env }: SpawnOptions = {}): Promise<SpawnedHost> {
  const cache = cacheFolder();
  const child = spawn(process.execPath, [entry, root], {
    cwd: root,
    // What it compiles, the next run's need not compile again. A folder that cannot be written is no error: then it does.
    env: { ...(cache && { NODE_COMPILE_CACHE: cache }), ...inheritedEnvironment(env) },
    detached: true,
    // On Windows, a detached process may open a window of its own.
    windowsHide: true,
    // What a configuration prints must not get into the runner's own output; the last pipe is for the answers.
    stdio: ['pipe', 2, 2, 'pipe'],
  });
  const [input, , , answers] = child.stdio as [Socket, null, null, Socket, undefined];
  const ended = endOf(child);
  // A host that was killed must not take the runner with it: reading its answers tells of it.
  input.on('error', () => undefined);
  answers.on('error', () => undefined);
  const lines = createInterface({ input: answers })[Symbol.asyncIterator]();
  const nextLine = async <T>(): Promise<T> => {
    const { value, done } = await lines.next();
    if (done !== true) return JSON.parse(value) as T;
    throw new SeedbedError('SEEDBED_HOST', hostSays.endedUnexpectedly(await ended));
  };
  const started = await nextLine<Started>();
  if ('error' in started) {
    await ended;
    throw unpackError(started.error);
  }
  // A runner that has nothing left to do must not be kept alive by the process or its pipes.
  const handles = [child, input, answers];
  for (const handle of handles) handle.unref();
  let closing: Promise<RemovalReport> | undefined;
  const close = async (): Promise<RemovalReport> => {
    for (const handle of handles) handle.ref();
    input.write('close\n');
    const last = await nextLine<Ended>().finally(async () => {
      input.end();
      await ended;
      // A host that was killed could not do it.
      removeSocket(started.address);
    });
    if ('error' in last) throw unpackError(last.error);
    return last.removal;
  };
  return {
    ...started,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

/** How a process ended, in words; also if it did not start. Never rejects. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code === null ? `${signal}` : hostSays.exitCode(code)));
  });
}
