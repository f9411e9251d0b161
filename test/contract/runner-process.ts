import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { LedgerRecord } from '../../src/ledger/ledger.ts';
import { readLedgers } from '../../src/ledger/read-ledgers.ts';
import { onClose } from './hosts.ts';

const runnerFile = fileURLToPath(new URL('./spawning-runner.ts', import.meta.url));

/** The pids of host processes that work for a folder. A zombie has no command line. */
export function hostsOf(root: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        return (
          words.some((word) => /host\/(?:socket\/)?host-main\.[jt]s$/.test(word)) && words.includes(root)
        );
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** What the ledgers of a folder still know by its id. A create that was cut off stays in its ledger for ten minutes, and has none. */
export function knownRecords(root: string): readonly LedgerRecord[] {
  return readLedgers(root)
    .ledgers.flatMap(({ records }) => records)
    .filter(({ id }) => id !== undefined);
}

export interface RunnerOptions {
  /** When it says that it is ready. @default 'seeded' */
  readonly wait?: 'seeded' | 'seeding';
  readonly env?: NodeJS.ProcessEnv;
}

export interface RunnerProcess {
  readonly runner: ChildProcess;
  /** Of its host. */
  readonly address: string;
  /** What runner and host have said on stderr so far. */
  said(): string;
}

/** A runner that starts a host, seeds through it, and can be killed. */
export async function startRunner(
  root: string,
  seed: object,
  { wait = 'seeded', env = {} }: RunnerOptions = {},
): Promise<RunnerProcess> {
  return started([process.execPath, runnerFile, root, JSON.stringify(seed), wait], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The same behind a pipe: `runner 2>&1 | cat`, in a process group of their own, as a terminal starts them. */
export async function startPipedRunner(
  root: string,
  seed: object,
  env: NodeJS.ProcessEnv,
): Promise<RunnerProcess> {
  const words = [process.execPath, runnerFile, root, JSON.stringify(seed), 'seeding'];
  return started(['sh', '-c', '{ "$@" 2>&1 >&3 3>&- | cat > /dev/null; } 3>&1', 'sh', ...words], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
}

async function started(
  [command = '', ...args]: readonly string[],
  options: SpawnOptions,
): Promise<RunnerProcess> {
  const runner = spawn(command, args, options);
  onClose(async () => runner.kill('SIGKILL'));
  let said = '';
  runner.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const lines = createInterface({ input: runner.stdout as Readable });
  const [address] = (await Promise.race([
    once(lines, 'line'),
    once(runner, 'exit').then(() => Promise.reject(new Error(`The runner ended: ${said}`))),
  ])) as [string];
  return { runner, address, said: () => said };
}
