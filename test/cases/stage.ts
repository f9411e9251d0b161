import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SeedbedConfig } from '../../src/config/config.ts';
import { defineResource } from '../../src/factory/define-resource.ts';
import type { AnyResource } from '../../src/factory/resource.ts';
import { createSeeder, type Seeder } from '../../src/host/create-seeder.ts';
import type { RegisteredResource } from '../../src/host/defaults.ts';
import { startRun } from '../../src/host/open-run.ts';
import type { RemovalReport } from '../../src/removal/report.ts';
import { type CliFolder, type CliResult, openCliFolder } from '../contract/cli-process.ts';
import { type OddOptions, type OddServer, startOddServer } from './odd-server.ts';

const deadRun = resolve(import.meta.dirname, 'dead-run.ts');
const closers: (() => unknown)[] = [];

/** To be called after each test, or after all where they run side by side. */
export async function closeCases(): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close();
}

/** Settings of a quick test: none of them changes what is right. */
export const quick: SeedbedConfig = {
  settle: 0.03,
  minSuccess: 0,
  auth: { token: 'a-token' },
  project: 'cases',
};

/** A resource without a natural key: only what the API answered can tell one from another. */
export const notes: AnyResource = defineResource({
  name: 'notes',
  path: '/note',
  build: ({ fake }) => ({ title: fake.lorem.words(4), text: fake.lorem.sentences(2) }),
});

/** An odd API, and a folder of its own whose `seedbed.config.mjs` names it. */
export interface Case {
  readonly server: OddServer;
  readonly folder: CliFolder;
  readonly config: SeedbedConfig;
  /** A seeder as in a script that runs in the folder. */
  seeder(more?: SeedbedConfig): Promise<Seeder<RegisteredResource>>;
  /** A process that seeds and is killed once it has; resolves with the run's id. */
  killedRun(seed: object, more?: SeedbedConfig): Promise<string>;
  /** What the next run does by itself: a host is started, and ends. */
  nextRun(more?: SeedbedConfig): Promise<RemovalReport>;
  cli(...args: readonly string[]): Promise<CliResult>;
}

export async function openCase(options: OddOptions = {}, settings: SeedbedConfig = {}): Promise<Case> {
  const server = await startOddServer(options);
  closers.push(() => server[Symbol.asyncDispose]());
  const folder = openCliFolder();
  closers.push(() => folder[Symbol.dispose]());
  const config = { ...quick, baseUrl: server.url, ...settings };
  const { resources: _, ...plain } = config;
  writeFileSync(join(folder.path, 'seedbed.config.mjs'), `export default ${JSON.stringify(plain)};\n`);
  return {
    server,
    folder,
    config,
    seeder: (more) => inFolder(folder.path, () => createSeeder({ ...config, ...more })),
    killedRun: (seed, more) => killedRun(folder.path, seed, more),
    async nextRun(more) {
      const host = await startRun(folder.path, { ...config, ...more });
      return host.close();
    },
    cli: (...args) => folder.run(args),
  };
}

/** `createSeeder` takes the working folder when it is called, not later: then this process is back where it was. */
function inFolder<T>(path: string, act: () => T): T {
  const before = process.cwd();
  process.chdir(path);
  try {
    return act();
  } finally {
    process.chdir(before);
  }
}

async function killedRun(root: string, seed: object, more: SeedbedConfig = {}): Promise<string> {
  const args = [deadRun, root, JSON.stringify(more), JSON.stringify(seed)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const died = ended.then(() => Promise.reject(new RangeError('Expected the run to seed; it ended before.')));
  const [said] = (await Promise.race([once(child.stdout, 'data'), died])) as [Buffer];
  died.catch(() => undefined);
  child.kill('SIGKILL');
  await ended;
  return String(said)
    .trim()
    .replace(/-[^-]*$/, '');
}

/** Files of the ledgers in a folder. */
export function ledgerFiles(root: string): string[] {
  const runs = join(root, '.seedbed', 'runs');
  try {
    return readdirSync(runs, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ndjson'))
      .map((name) => join(runs, name));
  } catch {
    return [];
  }
}

let deadPid: number | undefined;

/** Makes this process's ledgers those of a process that has ended: what a kill leaves, without the kill. */
export function orphan(root: string): void {
  deadPid ??= spawnSync(process.execPath, ['--version']).pid;
  for (const file of ledgerFiles(root)) {
    const [header = '{}', ...lines] = readFileSync(file, 'utf8').split('\n');
    const { owner, ...others } = JSON.parse(header);
    if (owner.pid !== process.pid) continue;
    writeFileSync(
      file,
      [JSON.stringify({ ...others, owner: { ...owner, pid: deadPid } }), ...lines].join('\n'),
    );
  }
}

/** What a removal says is still there, or may be. */
export function reported({ left, waiting }: RemovalReport): number {
  return left.length + waiting;
}
