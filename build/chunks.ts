import { fileURLToPath } from 'node:url';
import type { Rolldown } from 'tsdown';

/** What a process loads together, the least first: a chunk holds what its entries import and no chunk before it holds. */
const layers: Readonly<Record<string, readonly string[]>> = {
  browser: ['vitest/browser'],
  worker: ['playwright/index', 'vitest/index'],
  skins: [
    'playwright/global-setup',
    'playwright/reporter',
    'vitest/global-setup',
    'vitest/reporter',
    'cli/main',
  ],
  records: ['msw/index', 'demo/index'],
  host: ['host/socket/host-main'],
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
        return loaded.has(id) && !standsAlone.test(id) ? name : null;
      },
      priority: length - at,
    };
  });
}

/** It may import what the other entries do not need, or do not have: a runner, an HTTP server. */
const standsAlone = /[\\/](?:node_modules|src[\\/](?:playwright|vitest|msw|demo|cli))[\\/]/;

/** Everything that is loaded before these entries run, without them: others must not run them too. */
function importedBy(entries: readonly string[], graph: Rolldown.ChunkingContext): ReadonlySet<string> {
  const own = entries.map((entry) => fileURLToPath(new URL(`../src/${entry}.ts`, import.meta.url)));
  const ids = new Set(own);
  // A set is walked through to what is added meanwhile.
  for (const id of ids) for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) ids.add(imported);
  for (const id of own) ids.delete(id);
  return ids;
}
