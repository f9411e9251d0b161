import { fileURLToPath } from 'node:url';
import type { Rolldown } from 'tsdown';

/** What a process loads together, the least first: a chunk holds what its entries import and no chunk before it holds. */
const layers: Readonly<Record<string, readonly string[]>> = {
  worker: ['playwright/index', 'vitest/index'],
  // Before V8's cache is on, as little as can be.
  folders: ['cli/main'],
  skins: [
    'playwright/global-setup',
    'playwright/reporter',
    'vitest/global-setup',
    'vitest/reporter',
    'cli/run-command',
  ],
  records: ['msw/index', 'demo/index'],
  host: ['host/socket/host-main'],
  // `--version`, and what is said to an old Node.
  start: ['cli/run-command'],
  // What the commands that create records load, one after the other. The others need most of it too.
  commands: ['cli/program'],
};

/**
 * Few chunks. Left to itself, the bundler makes one for each set of entries that share something: thirty files for a Playwright worker, and
 * Node takes about a millisecond of CPU for each, in every process of a run.
 */
export function chunkGroups(): Rolldown.CodeSplittingGroup[] {
  return Object.entries(layers).map(([name, entries], at, { length }) => {
    let loaded: ReadonlySet<string> | undefined;
    return {
      debugName: name,
      name(id, graph) {
        loaded ??= importedBy(entries, graph);
        return loaded.has(id) && !standsAlone(name, id) ? name : null;
      },
      priority: length - at,
    };
  });
}

/** It may import what the other entries do not need, or do not have: a runner, an HTTP server. */
function standsAlone(chunk: string, id: string): boolean {
  const ofCommand = /[\\/](?:node_modules[\\/]commander|src[\\/]cli)[\\/]/;
  if ((chunk === 'start' || chunk === 'commands') && ofCommand.test(id)) return false;
  // It imports no runner, and a file of its own takes each Vitest worker longer than its 5 kB take a Playwright worker.
  if (/[\\/]src[\\/]vitest[\\/]declared-seeds\.ts$/.test(id)) return false;
  return /[\\/](?:node_modules|src[\\/](?:playwright|vitest|msw|demo|cli))[\\/]/.test(id);
}

/** Everything that is loaded before these entries run, without those that are a file of their own: others must not run them too. */
function importedBy(entries: readonly string[], graph: Rolldown.ChunkingContext): ReadonlySet<string> {
  const own = entries.map((entry) => fileURLToPath(new URL(`../src/${entry}.ts`, import.meta.url)));
  const ids = new Set(own);
  // A set is walked through to what is added meanwhile.
  for (const id of ids) for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) ids.add(imported);
  for (const id of own) if (graph.getModuleInfo(id)?.isEntry) ids.delete(id);
  return ids;
}
