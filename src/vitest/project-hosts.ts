import type { TestProject, TestSpecification, Vitest } from 'vitest/node';
import type { DatasetSnapshot } from '../dataset/snapshot.ts';
import { assertRemoved } from '../host/assert-removed.ts';
import { connectHost } from '../host/socket/remote-host.ts';
import { type SpawnedHost, spawnHost } from '../host/socket/spawn-host.ts';
import { foreseeFiles } from './declared-seeds.ts';
import type { ProvidedDataset } from './provided.ts';

/** A host and the projects it serves: those with the same folder and the same environment share one, and its budget. */
interface ProjectHost {
  readonly host: SpawnedHost;
  readonly projects: Set<TestProject>;
  /** How often tests have begun again. */
  round: number;
}

/** By folder and environment. A process may hold several Vitests. */
const hosts = new WeakMap<Vitest, Map<string, Promise<ProjectHost>>>();

/** Vite's own, set in all workers. `BASE_URL` is no API's address there. */
const namesOfVite: ReadonlySet<string> = new Set(['BASE_URL', 'MODE', 'DEV', 'PROD', 'SSR']);

/**
 * Provides a project with its host, started with the environment that the project's workers have, and with its base dataset. Both are
 * provided anew when its tests run again in watch mode.
 *
 * @returns takes leave of the host; the last project ends it.
 */
export async function openProjectHost(project: TestProject): Promise<() => Promise<void>> {
  const { root } = project.config;
  const env = environmentOf(project);
  const name = JSON.stringify([root, env]);
  const known = hosts.get(project.vitest) ?? new Map<string, Promise<ProjectHost>>();
  hosts.set(project.vitest, known);
  const opening = known.get(name) ?? startHost(project, root, env);
  known.set(name, opening);
  const leave = async (): Promise<void> => {
    const { host, projects } = await opening;
    projects.delete(project);
    if (projects.size > 0) return;
    known.delete(name);
    assertRemoved(await host.close(), host.runId);
  };
  try {
    const opened = await opening;
    opened.projects.add(project);
    await provide(opened, [project]);
  } catch (error) {
    // Vitest calls no tear-down of a set-up that failed.
    await leave().catch(() => known.delete(name));
    throw error;
  }
  return leave;
}

async function startHost(
  project: TestProject,
  root: string,
  env: Readonly<Record<string, string>>,
): Promise<ProjectHost> {
  const host = await spawnHost(root, { env });
  const projects = new Set<TestProject>();
  const served: ProjectHost = { host, projects, round: 0 };
  project.vitest.onTestsRerun(async (specifications) => {
    const again = specifications.filter((specification) => projects.has(specification.project));
    if (again.length === 0) return;
    // Watch mode must survive what goes wrong here. The tests that ask for the dataset are told.
    served.round++;
    await provide(served, projects, again).catch(() => {
      for (const each of projects) each.provide('seedbed', { address: host.address, dataset: undefined });
    });
  });
  return served;
}

async function provide(
  { host, round }: ProjectHost,
  projects: Iterable<TestProject>,
  specifications?: readonly TestSpecification[],
): Promise<void> {
  const connection = await connectHost(host.address);
  try {
    await connection.beginRound(String(round));
    const base = await connection.base();
    const dataset = base && recordsOf(base.snapshot);
    for (const project of projects) project.provide('seedbed', { address: host.address, dataset });
    // Without it, each dataset is made when it is asked for.
    await foreseeFiles(connection, projects, specifications).catch(() => undefined);
  } finally {
    await connection.close();
  }
}

/** Variables that the project's workers have and this process has not: `test.env`, and what Vite reads from `.env` files. */
function environmentOf({ vitest, vite, viteConfig, config }: TestProject): Readonly<Record<string, string>> {
  // Vitest 4 has it as `vite.config`.
  const ofVite = Object.entries(((viteConfig as typeof viteConfig | undefined) ?? vite.config).env).filter(
    ([name]) => !namesOfVite.has(name),
  );
  const variables = { ...vitest.config.env, ...Object.fromEntries(ofVite), ...config.env };
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]: [string, unknown]) =>
      value === undefined || value === null ? [] : [[name, String(value)]],
    ),
  );
}

/** The records alone: what is provided ends up in every worker, so secrets stay with the host. */
function recordsOf({ namespace, randomSeed, records }: DatasetSnapshot): ProvidedDataset {
  const lists = Object.entries(records).map(([name, list]) => [name, list.map(({ fields }) => fields)]);
  return { namespace, randomSeed, ...Object.fromEntries(lists) };
}
