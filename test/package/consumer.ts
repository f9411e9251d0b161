import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a child process came to. */
export interface Finished {
  readonly code: number | string | null | undefined;
  /** stdout and stderr together. */
  readonly output: string;
  readonly stdout: string;
}

/** Runs a command to its end; a non-zero exit is a result here, not an error. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const options = {
      cwd,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...env },
      maxBuffer: 1 << 26,
    };
    execFile(command, args, options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : (error.code ?? error.signal), output: stdout + stderr, stdout });
    });
  });
}

/** A project of strangers, in a folder of its own, with the packed package installed as npm installs it. */
export interface Consumer extends AsyncDisposable {
  readonly folder: string;
  run(command: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Finished>;
  readJson(file: string): unknown;
}

/** Packs the package and installs it, with the fixture's own dependencies, into a copy of `fixtures/<name>`; or into an empty folder. */
export async function installConsumer(name?: string): Promise<Consumer> {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-consumer-'));
  if (name !== undefined) cpSync(join(root, 'fixtures', name), folder, { recursive: true });
  const tarball = await packed();
  await expectSuccess('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball], folder);
  return {
    folder,
    run: (command, args, env) => run(command, args, folder, env),
    readJson: (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown,
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let tarball: Promise<string> | undefined;

/** `npm pack` of what is built, once a process. */
export function packed(): Promise<string> {
  tarball ??= pack();
  return tarball;
}

async function pack(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-pack-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  await expectSuccess('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], root);
  const [file] = readdirSync(folder);
  if (file === undefined) throw new Error('npm pack made nothing');
  return join(folder, file);
}

async function expectSuccess(command: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await run(command, args, cwd);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} exited with ${code}:\n${output}`);
}
