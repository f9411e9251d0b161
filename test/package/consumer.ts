import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

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

/** A project of strangers, in a folder of its own, with the packed package installed as they would. */
export interface Consumer extends AsyncDisposable {
  readonly folder: string;
  /** Any command. */
  run(command: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Finished>;
  /** A command that a package of the project brings: what `npx`, `pnpm exec` or `yarn run` would start. */
  exec(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Finished>;
  readJson(file: string): unknown;
}

/** How a project differs from one that npm installs and that runs on the Node of these tests. */
export interface ConsumerOptions {
  readonly manager?: 'npm' | 'pnpm' | 'yarn';
  /** Besides those of the fixture. */
  readonly packages?: readonly string[];
  /** A version of Node, for its commands. */
  readonly node?: string;
  /** The package of a workspace that has seedbed as its dependency, and the one whose commands are run. */
  readonly workspace?: { readonly dependant: string; readonly app: string };
}

/** Packs the package and installs it, with the fixture's own dependencies, into a copy of `fixtures/<name>`; or into an empty folder. */
export async function installConsumer(name?: string, options: ConsumerOptions = {}): Promise<Consumer> {
  const { manager = 'npm', packages = [], node, workspace } = options;
  const all = mkdtempSync(join(tmpdir(), 'seedbed-consumer-'));
  if (name !== undefined) cpSync(join(fixtures, name), all, { recursive: true });
  const wanted = [await packed(), ...packages];
  // The runtime alone, without a script that installs it.
  const nodePackage = `node-${process.platform}-${process.arch}`;
  if (node !== undefined) wanted.push(`${nodePackage}@${node}`);
  const folder = join(all, workspace?.app ?? '');
  const dependant = join(all, workspace?.dependant ?? '');
  await managers[manager].install(dependant, wanted);
  const bin = join(dependant, 'node_modules', nodePackage, 'bin');
  const path = node === undefined ? {} : { PATH: `${bin}:${process.env.PATH}` };
  const { env: own, exec } = managers[manager];
  return {
    folder,
    run: (command, args, env) => run(command, args, folder, { ...path, ...env }),
    async exec(args, env) {
      const [command = '', ...rest] = [...exec, ...args];
      const file = exec.length > 0 ? command : join(folder, 'node_modules/.bin', command);
      return run(file, rest, folder, { ...(await own()), ...path, ...env });
    },
    readJson: (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown,
    async [Symbol.asyncDispose]() {
      rmSync(all, { recursive: true, force: true });
    },
  };
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const fixtures = join(root, 'fixtures');
const cache = join(root, 'node_modules/.cache');

interface Manager {
  /** What starts its commands; nothing if they lie in `node_modules/.bin`. */
  readonly exec: readonly string[];
  env(): Promise<NodeJS.ProcessEnv>;
  install(folder: string, packages: readonly string[]): Promise<void>;
}

const pnpm = ['npx', '--yes', 'pnpm@12.21.0'] as const;
const yarn = ['npx', '--yes', '--package', '@yarnpkg/cli-dist@4.18.1', 'yarn'] as const;

const managers: Readonly<Record<'npm' | 'pnpm' | 'yarn', Manager>> = {
  npm: {
    exec: [],
    env: async () => ({}),
    install: (folder, packages) =>
      expectSuccess('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...packages], folder),
  },
  pnpm: {
    exec: [],
    env: async () => ({}),
    async install(folder, packages) {
      const [command, ...before] = pnpm;
      const store = ['--store-dir', join(cache, 'pnpm')];
      await expectSuccess(command, [...before, 'add', ...store, ...packages], folder);
      await expectSuccess(command, [...before, 'install', '--recursive', ...store], folder);
    },
  },
  // Plug'n'Play, Yarn's own layout: no node_modules at all.
  yarn: {
    exec: [...yarn, 'run'],
    // Yarn reads no .npmrc.
    env: async () => ({
      YARN_NPM_REGISTRY_SERVER: (await run('npm', ['config', 'get', 'registry'], root)).stdout.trim(),
      YARN_GLOBAL_FOLDER: join(cache, 'yarn'),
      YARN_ENABLE_TELEMETRY: '0',
      YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
      YARN_NODE_LINKER: 'pnp',
    }),
    async install(folder, packages) {
      const [command, ...before] = yarn;
      writeFileSync(join(folder, 'yarn.lock'), '');
      const named = packages.map((one) => (one.endsWith('.tgz') ? `seedbed@file:${one}` : one));
      await expectSuccess(command, [...before, 'add', '-D', ...named], folder, await managers.yarn.env());
    },
  },
};

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

async function expectSuccess(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  const { code, output } = await run(command, args, cwd, env);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} exited with ${code}:\n${output}`);
}
