import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { SeedbedError } from '../errors.ts';
import type { RemovalReport } from '../seeder/remove-records.ts';
import type { Ended, Started } from './process.ts';
import { unpackError } from './protocol.ts';

/** A host process of this run. */
export interface SpawnedHost {
  /** For `connectHost`. */
  readonly address: string;
  readonly run: string;
  /** Asks it to remove what is left and waits until it has exited. */
  close(): Promise<RemovalReport>;
}

// Found from src/host and from the chunk this ends up in (dist/chunks) alike.
const entry = fileURLToPath(
  new URL(`../host/process.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url),
);

/** Starts the host process: detached, so that Ctrl-C does not reach it; tied to this process by its stdin. */
export async function spawnHost(root: string): Promise<SpawnedHost> {
  const child = spawn(process.execPath, [entry, root], {
    cwd: root,
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const started = await nextLine<Started>(child, lines);
  if ('error' in started) throw unpackError(started.error);
  // Neither the process nor its pipes may keep a runner alive that has nothing left to do.
  child.unref();
  const pipes = [child.stdin, child.stdout] as unknown as readonly { ref(): void; unref(): void }[];
  for (const pipe of pipes) pipe.unref();
  return {
    ...started,
    async close() {
      child.ref();
      for (const pipe of pipes) pipe.ref();
      child.stdin.write('close\n');
      const ended = await nextLine<Ended>(child, lines);
      child.stdin.end();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      if ('error' in ended) throw unpackError(ended.error);
      return ended.removal;
    },
  };
}

async function nextLine<T>(child: ChildProcess, lines: AsyncIterator<string>): Promise<T> {
  const { value, done } = await lines.next();
  if (done !== true) return JSON.parse(value) as T;
  throw new SeedbedError(
    'SEEDBED_HOST',
    `The seedbed host process ended unexpectedly (exit code ${child.exitCode ?? child.signalCode ?? 'unknown'}).`,
  );
}
