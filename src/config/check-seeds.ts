import { SeedbedError } from '../errors.ts';
import { configSays } from '../messages/config.ts';
import { createPlan } from '../plan/create-plan.ts';
import { parseSeed } from '../plan/parse-seed.ts';
import type { SeedbedConfig } from './config.ts';
import type { ResolvedConfig } from './resolved-config.ts';

type Seeds = Pick<ResolvedConfig, 'resources' | 'scenarios' | 'randomSeed' | 'run'>;

/**
 * Checks the seeds that a configuration holds, whether or not anything uses them today: each scenario, and that of the run. A scenario
 * is not planned, because it may build on what else a seed asks for. Seeds of the file are not judged by resources that a caller names
 * in their place.
 *
 * @throws SeedbedError `SEEDBED_CONFIG` with every problem of the first wrong one
 */
export function checkSeeds(
  { resources, scenarios, randomSeed, run }: Seeds,
  {
    file,
    explicit = {},
  }: { readonly file?: SeedbedConfig | undefined; readonly explicit?: SeedbedConfig | undefined },
): void {
  const check = (key: 'scenarios' | 'run', act: () => unknown): void => {
    const isExplicit = explicit[key] !== undefined;
    if (!isExplicit && file?.[key] !== undefined && explicit.resources !== undefined) return;
    try {
      act();
    } catch (error) {
      if (!(error instanceof SeedbedError)) throw error;
      const where = isExplicit ? configSays.theConfiguration : 'seedbed.config.ts';
      throw new SeedbedError('SEEDBED_CONFIG', configSays.wrongSeed(where, error.message), { cause: error });
    }
  };
  const known = { resources, scenarios };
  for (const use of Object.keys(scenarios)) check('scenarios', () => parseSeed({ use }, known));
  if (run === undefined) return;
  check('run', () => createPlan(parseSeed(run, { ...known, place: 'run' }), { resources, randomSeed }));
}
