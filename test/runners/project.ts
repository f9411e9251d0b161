import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Copies of fixture projects that share one unpacked package. */
export interface Runners extends Disposable {
  /** A fresh copy of `fixtures/<name>`: no run has left anything in it. */
  copy(name: 'runner-playwright' | 'runner-vitest'): Project;
  /** Several fixture folders, one over the other, and files of its own besides: name → text. */
  compose(fixtures: readonly string[], files: Readonly<Record<string, string>>): Project;
}

/** How a runner came to its end. */
export interface RunEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** stdout and stderr together. */
  readonly output: string;
}

/** A runner that runs. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<RunEnd>;
}

export interface Project {
  readonly folder: string;
  start(runner: Command, args: readonly string[], env?: NodeJS.ProcessEnv): Running;
  run(runner: Command, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<RunEnd>;
  seedbed(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<RunEnd>;
  readJson(file: string): unknown;
  /** What its tests noted. */
  notes<T extends object>(): T[];
  /** Runs that still have a ledger. */
  ledgers(): string[];
  /** Sockets of hosts, alive or not. */
  sockets(): string[];
  /** Processes that work for this project: the runner, its workers, its host. */
  processes(): { readonly pid: number; readonly host: boolean }[];
}

/** Started without npx, so that a signal reaches the runner itself. */
const commands = {
  playwright: '@playwright/test/cli.js',
  vitest: 'vitest/vitest.mjs',
  seedbed: 'seedbed/dist/cli/main.js',
} as const;

type Command = keyof typeof commands;

/** Folders of projects beside the packed package and this repository's runners: what `npm install` gives, in a second instead of twenty. */
export async function openRunners(): Promise<Runners> {
  const home = mkdtempSync(join(unpackOnce(await packed()), 'file-'));
  let next = 0;
  const compose: Runners['compose'] = (fixtures, files) => {
    const folder = join(home, `project-${next++}`);
    mkdirSync(join(folder, 'tmp'), { recursive: true });
    for (const name of fixtures) cpSync(join(root, 'fixtures', name), folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return projectIn(folder);
  };
  return {
    copy: (name) => compose([name], {}),
    compose,
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** The run's; or, for a bench, one made of what is built. */
async function packed(): Promise<string> {
  if (process.env.VITEST !== undefined) return (await import('vitest')).inject('tarball');
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return join(folder, readdirSync(folder)[0] ?? '');
}

/** Once a run, in one place: Node keeps compiled code by its path. Whoever is second at it throws its own away. */
function unpackOnce(tarball: string): string {
  const shared = join(dirname(tarball), 'runners');
  if (existsSync(shared)) return shared;
  const mine = mkdtempSync(`${shared}-`);
  const modules = join(mine, 'node_modules');
  mkdirSync(join(modules, 'seedbed'), { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', join(modules, 'seedbed')]);
  for (const name of ['@playwright', 'vitest', 'undici', '@faker-js'])
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  try {
    renameSync(mine, shared);
  } catch (error) {
    if (!existsSync(shared)) throw error;
    rmSync(mine, { recursive: true });
  }
  return shared;
}

function projectIn(folder: string): Project {
  const start: Project['start'] = (runner, args, env = {}) => {
    // What a test run sets must not reach the runner in it.
    const {
      VITEST: _,
      VITEST_WORKER_ID: __,
      VITEST_POOL_ID: ___,
      NODE_OPTIONS: ____,
      ...outer
    } = process.env;
    const child = spawn(process.execPath, [join(folder, '../../node_modules', commands[runner]), ...args], {
      cwd: folder,
      env: {
        ...outer,
        NODE_ENV: 'test',
        CI: '1',
        NO_COLOR: '1',
        FORCE_COLOR: '0',
        ...env,
        NOTES: join(folder, 'notes.ndjson'),
        TMPDIR: join(folder, 'tmp'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    const ended = new Promise<RunEnd>((resolve) => {
      // Not `close`: a reaper that outlives its runner still holds the pipe.
      child.once('exit', (code, signal) => setTimeout(() => resolve({ code, signal, output }), 100));
    });
    return { child, ended };
  };
  return {
    folder,
    start,
    run: (...given) => start(...given).ended,
    seedbed: (...given) => start('seedbed', ...given).ended,
    readJson: (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown,
    notes<T>() {
      const file = join(folder, 'notes.ndjson');
      if (!existsSync(file)) return [];
      return readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as T);
    },
    ledgers() {
      const runs = join(folder, '.seedbed', 'runs');
      return existsSync(runs) ? readdirSync(runs) : [];
    },
    sockets: () => readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('seedbed-')),
    processes: () => processesIn(folder),
  };
}

/** By working directory: workers have that of their runner. A zombie has none. */
function processesIn(folder: string): { pid: number; host: boolean }[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      if (readlinkSync(`/proc/${name}/cwd`) !== folder) return [];
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      return [{ pid: Number(name), host: words.some((word) => /host\/host-main\.js$/.test(word)) }];
    } catch {
      return [];
    }
  });
}
