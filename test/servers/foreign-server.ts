import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { eventually } from '../contract/hosts.ts';

/** A server that nobody here wrote, with records of others in it. */
export interface ForeignServer extends AsyncDisposable {
  readonly url: string;
  /** How many records it holds, counted where it keeps them. */
  counts(): Readonly<Record<string, number>>;
  /** The records of others, as it keeps them. */
  others(): unknown;
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Installs a folder's own packages, unless they are there. */
export function installFolder(folder: string): void {
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const installed = join(folder, 'node_modules/.installed-lock.json');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return;
  const flags = ['--ignore-scripts', '--omit=optional', '--prefer-offline', '--no-audit', '--no-fund'];
  execFileSync('npm', ['ci', ...flags], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  writeFileSync(installed, lock);
}

/** Debian packages that a server needs, installed if they are missing and one may. */
export function installDebian(file: string, packages: readonly string[]): void {
  if (existsSync(file)) return;
  const script = `apt-get update -qq && apt-get install -y -qq ${packages.join(' ')}`;
  execFileSync('sh', ['-c', script], { stdio: ['ignore', 'ignore', 'pipe'] });
}

export interface ServerProcess extends AsyncDisposable {
  readonly child: ChildProcess;
}

/** Starts a server, and waits until it answers. */
export async function startServer(
  command: readonly string[],
  url: string,
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<ServerProcess> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, NODE_OPTIONS: '', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000);
    });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const answers = async (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error(`${command.join(' ')} ended:\n${said}`);
    return fetch(url).then(
      () => true,
      () => false,
    );
  };
  if (!(await eventually(answers, 60_000))) {
    child.kill('SIGKILL');
    throw new Error(`${command.join(' ')} does not answer:\n${said}`);
  }
  return {
    child,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 3000).unref())]);
      child.kill('SIGKILL');
    },
  };
}
