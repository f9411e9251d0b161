import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

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
  /** Commands as a page shows them, in which `npx` starts what the project's packages bring: npm's own takes a second to find it. */
  shell(script: string, env?: NodeJS.ProcessEnv): Promise<Finished>;
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

/** Installs the packed package, with the fixture's own dependencies, into a copy of `fixtures/<name>`; or into an empty folder. */
export async function installConsumer(name?: string, options: ConsumerOptions = {}): Promise<Consumer> {
  const { manager = 'npm', packages = [], node, workspace } = options;
  const all = mkdtempSync(join(tmpdir(), 'seedbed-consumer-'));
  if (name !== undefined) cpSync(join(fixtures, name), all, { recursive: true });
  const wanted = [inject('tarball'), ...packages];
  // The runtime alone, without a script that installs it.
  const nodePackage = `node-${process.platform}-${process.arch}`;
  if (node !== undefined) wanted.push(`${nodePackage}@${node}`);
  const folder = join(all, workspace?.app ?? '');
  const dependant = join(all, workspace?.dependant ?? '');
  await managers[manager].install(dependant, wanted);
  const bin = join(dependant, 'node_modules', nodePackage, 'bin');
  const path = node === undefined ? {} : { PATH: `${bin}:${process.env.PATH}` };
  const before = await managers[manager].exec();
  const own = await managers[manager].env();
  return {
    folder,
    run: (command, args, env) => run(command, args, folder, { ...path, ...env }),
    exec(args, env) {
      const [command = '', ...rest] = [...before, ...args];
      const file = before.length > 0 ? command : join(folder, 'node_modules/.bin', command);
      return run(file, rest, folder, { ...own, ...path, ...env });
    },
    shell: (script, env) => run('bash', ['-ec', `${localNpx}\n${script}`], folder, { ...path, ...env }),
    readJson: (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown,
    async [Symbol.asyncDispose]() {
      rmSync(all, { recursive: true, force: true });
    },
  };
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const fixtures = join(root, 'fixtures');
const cache = join(root, 'node_modules/.cache');
const localNpx = 'bin=$PWD/node_modules/.bin; npx() { local name=$1; shift; "$bin/$name" "$@"; }';

interface Manager {
  /** What starts its commands; nothing if they lie in `node_modules/.bin`. */
  exec(): Promise<readonly string[]>;
  env(): Promise<NodeJS.ProcessEnv>;
  install(folder: string, packages: readonly string[]): Promise<void>;
}

/** Keeps what was found first: each look takes a second. */
function once<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => {
    found ??= find();
    return found;
  };
}

/** Where npx keeps a command of a package, which it installs. */
const kept = (name: string, from: string): (() => Promise<string>) =>
  once(async () => {
    const args = ['--yes', '--package', from, '-c', `command -v ${name}`];
    return (await expectSuccess('npx', args, root)).stdout.trim();
  });

const pnpm = kept('pnpm', 'pnpm@12.21.0');
const yarn = kept('yarn', '@yarnpkg/cli-dist@4.18.1');

const managers: Readonly<Record<'npm' | 'pnpm' | 'yarn', Manager>> = {
  npm: {
    exec: async () => [],
    env: async () => ({}),
    install: installOnce,
  },
  pnpm: {
    exec: async () => [],
    env: async () => ({}),
    async install(folder, packages) {
      const store = ['--store-dir', join(cache, 'pnpm')];
      await expectSuccess(await pnpm(), ['add', ...store, ...packages], folder);
      await expectSuccess(await pnpm(), ['install', '--recursive', ...store], folder);
    },
  },
  // Plug'n'Play, Yarn's own layout: no node_modules at all.
  yarn: {
    exec: async () => [await yarn(), 'run'],
    env: once(async () => ({
      // Yarn reads no .npmrc.
      YARN_NPM_REGISTRY_SERVER: (await run('npm', ['config', 'get', 'registry'], root)).stdout.trim(),
      YARN_GLOBAL_FOLDER: join(cache, 'yarn'),
      YARN_ENABLE_TELEMETRY: '0',
      YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
      YARN_NODE_LINKER: 'pnp',
    })),
    async install(folder, packages) {
      writeFileSync(join(folder, 'yarn.lock'), '');
      const named = packages.map((one) => (one.endsWith('.tgz') ? `seedbed@file:${one}` : one));
      await expectSuccess(await yarn(), ['add', '-D', ...named], folder, await managers.yarn.env());
    },
  },
};

async function expectSuccess(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  const finished = await run(command, args, cwd, env);
  const { code, output } = finished;
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} exited with ${code}:\n${output}`);
  return finished;
}

/** npm's install of a project, once a run: test files that have the same project share its packages, and the later ones wait for the first. */
async function installOnce(folder: string, packages: readonly string[]): Promise<void> {
  const manifest = join(folder, 'package.json');
  const project = existsSync(manifest) ? readFileSync(manifest, 'utf8') : '{}';
  const key = createHash('sha256')
    .update([project, ...packages].join('\n'))
    .digest('hex')
    .slice(0, 12);
  const shared = join(dirname(inject('tarball')), `installed-${key}`);
  const whole = join(shared, 'whole');
  while (!existsSync(whole)) {
    if (mkdirSync(shared, { recursive: true }) === undefined) {
      await setTimeout(100);
      continue;
    }
    try {
      writeFileSync(join(shared, 'package.json'), project);
      const flags = ['--prefer-offline', '--no-audit', '--no-fund'];
      await expectSuccess('npm', ['install', ...flags, ...packages], shared);
      writeFileSync(whole, '');
    } catch (error) {
      rmSync(shared, { recursive: true });
      throw error;
    }
  }
  cpSync(join(shared, 'package.json'), manifest);
  symlinkSync(join(shared, 'node_modules'), join(folder, 'node_modules'));
}
