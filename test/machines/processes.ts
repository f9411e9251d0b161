import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A process of a test that says lines of JSON. */
export interface Talking extends AsyncDisposable {
  readonly child: ChildProcess;
  /** A folder of its own, as another machine has. */
  readonly root: string;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  /** Resolves with the next line, or one said before, that has this field; rejects if the process ends without it. */
  says(field: string): Promise<unknown>;
  /** Ends its stdin and waits until it has exited. */
  end(): Promise<void>;
}

/** Starts `file` with a folder of its own and the arguments. */
export function startProcess(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Talking {
  const root = mkdtempSync(join(tmpdir(), 'seedbed-machine-'));
  const child = spawn(process.execPath, [join(import.meta.dirname, file), root, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: Record<string, unknown>[] = [];
  const heard = new EventTarget();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(JSON.parse(line));
    heard.dispatchEvent(new Event('line'));
  });
  const exited = once(child, 'close');
  const find = (field: string): Record<string, unknown> | undefined => lines.find((line) => field in line);
  return {
    child,
    root,
    lines,
    async says(field) {
      while (find(field) === undefined) {
        const ended = await Promise.race([once(heard, 'line'), exited.then(() => 'ended')]);
        if (ended === 'ended' && find(field) === undefined)
          throw new Error(`It ended without "${field}": ${JSON.stringify(lines)}`);
      }
      return find(field)?.[field];
    },
    async end() {
      child.stdin.end();
      await exited;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exited;
      rmSync(root, { recursive: true, force: true });
    },
  };
}
