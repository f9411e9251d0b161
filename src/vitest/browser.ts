import { runnersSay } from '../messages/runners.ts';

/**
 * What `seedbed/vitest` is in Vitest's browser mode, by the `browser` condition of package.json: one clear line. A browser reaches no
 * host, no ledger and no socket; the base dataset, made outside of it, is handed to it.
 */
function refuse(): never {
  throw new Error(runnersSay.browserMode());
}

// The names must be there: else the browser's own error comes first.
export const test: never = refuse();
export const useDataset: never = refuse();
export const createTest: never = refuse();
