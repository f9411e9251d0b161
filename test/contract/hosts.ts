import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DemoApi, startDemoApi } from '../../src/demo/index.ts';
import type { Host } from '../../src/host/host.ts';
import { startRun } from '../../src/host/open-run.ts';
import { connectHost } from '../../src/host/socket/remote-host.ts';
import { type SpawnedHost, spawnHost } from '../../src/host/socket/spawn-host.ts';
import type { RemovalReport } from '../../src/removal/report.ts';

/** A project folder, a demo API, and a host over both. */
export interface Stage {
  readonly root: string;
  readonly api: DemoApi;
  readonly host: Host;
  /** Where it listens; undefined for the host in this process. */
  readonly address: string | undefined;
  /** Ends the run, as its runner does. */
  end(): Promise<RemovalReport>;
}

export interface StageOptions {
  /** More of the configuration file, as its source: `cleanup: 'keep'`. */
  readonly config?: string;
}

export type OpenStage = (options?: StageOptions) => Promise<Stage>;

const closers: (() => Promise<unknown>)[] = [];

/** To be called after each test. */
export async function closeStages(): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close();
}

export function onClose(close: () => Promise<unknown>): void {
  closers.push(close);
}

/** A folder with a `seedbed.config.mjs`, and the API that it names. */
export async function openProject({
  config = '',
}: StageOptions = {}): Promise<{ root: string; api: DemoApi }> {
  const api = await startDemoApi();
  onClose(() => api.close());
  const root = mkdtempSync(join(tmpdir(), 'seedbed-test-'));
  onClose(async () => rmSync(root, { recursive: true, force: true }));
  writeFileSync(
    join(root, 'seedbed.config.mjs'),
    `export default { baseUrl: ${JSON.stringify(api.url)}, project: 'contract', ${config} };\n`,
  );
  return { root, api };
}

export const inProcess: OpenStage = async (options) => {
  const project = await openProject(options);
  const host = await startRun(project.root);
  onClose(() => host.close());
  return { ...project, host, address: undefined, end: () => host.close() };
};

export const spawned: OpenStage = async (options) => {
  const project = await openProject(options);
  const process: SpawnedHost = await spawnHost(project.root);
  onClose(() => process.close().catch(() => undefined));
  const host = await connectHost(process.address);
  onClose(() => host.close());
  return { ...project, host, address: process.address, end: () => process.close() };
};

/** Runs that still have a ledger. */
export function ledgersIn(root: string): string[] {
  const runs = join(root, '.seedbed', 'runs');
  return existsSync(runs) ? readdirSync(runs) : [];
}

/** Asks again and again until it holds; false where it never does. Waits on what other processes do. */
export async function eventually(
  holds: () => boolean | Promise<boolean>,
  withinMs = 15_000,
): Promise<boolean> {
  for (let waited = 0; waited < withinMs; waited += 50) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return holds();
}
