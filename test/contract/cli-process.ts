import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** As users get it, built once a run: Node on the sources takes twice the time, and these are many processes. */
const main = resolve(import.meta.dirname, '../../dist/cli/main.js');

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The real CLI in a folder of its own, with nothing of this process's environment but what finds Node. */
export interface CliFolder extends Disposable {
  readonly path: string;
  run(args: readonly string[], environment?: Record<string, string>): Promise<CliResult>;
  start(args: readonly string[], environment?: Record<string, string>): RunningCli;
}

export interface RunningCli {
  readonly child: ChildProcess;
  /** Resolves once the text has come on stdout or stderr; rejects where the process ends without it. */
  said(text: string | RegExp): Promise<string>;
  readonly ended: Promise<CliResult>;
}

export function openCliFolder(): CliFolder {
  if (!existsSync(main)) throw new RangeError(`Expected the built CLI at ${main}. Build it: npm run build`);
  const path = mkdtempSync(join(tmpdir(), 'seedbed-cli-'));
  const start = (args: readonly string[], environment: Record<string, string> = {}): RunningCli =>
    startCli(path, args, environment);
  return {
    path,
    start,
    run: (args, environment) => start(args, environment).ended,
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

function startCli(cwd: string, args: readonly string[], environment: Record<string, string>): RunningCli {
  const env = { PATH: process.env.PATH ?? '', ...environment };
  const child = spawn(process.execPath, [main, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  const heard = (): void => {
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    heard();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    heard();
  });
  const ended = new Promise<CliResult>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  const said = (text: string | RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const all = stdout + stderr;
        if (typeof text === 'string' ? all.includes(text) : text.test(all)) resolve(all);
      };
      listeners.add(look);
      look();
      ended.then(() => reject(new Error(`It ended without saying ${text}:\n${stdout}${stderr}`)));
    });
  return { child, said, ended };
}
