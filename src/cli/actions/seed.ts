import { randomInt } from 'node:crypto';
import { projectFolder } from '../../config/project-folder.ts';
import type { ResolvedConfig } from '../../config/resolved-config.ts';
import { createPlan } from '../../plan/create-plan.ts';
import { parseSeed } from '../../plan/parse-seed.ts';
import { runStatistics } from '../../report/run-statistics.ts';
import { boundHeap } from '../bound-heap.ts';
import { readApiSources, resolveApiConfig } from '../cli-config.ts';
import { createRecords, type Made } from '../create-records.ts';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import { explain, explainMissing } from '../explain.ts';
import type { SeedFlags } from '../flags.ts';
import { Gathered } from '../gathered.ts';
import { logTeller } from '../log-lines.ts';
import { formatOf } from '../output/output-format.ts';
import { RunOutput } from '../output/run-output.ts';
import { printRun } from '../print-run.ts';
import { checkNamespace } from '../seed-flags.ts';
import { withKnownPassword } from '../sign-in-fact.ts';
import { tell } from '../terminal.ts';

/**
 * Creates what a seed asks for and tells about it: the whole of `users`, `vms` and `full-dataset`. What it makes stays. Statistics
 * and output file also come if it had to stop, with what exists by then. Resolves with the exit code.
 */
export async function seedRecords(seed: unknown, flags: SeedFlags): Promise<number> {
  // Everything the user can get wrong is checked before anything is sent.
  const namespace = flags.namespace === undefined ? undefined : checkNamespace(flags.namespace);
  if (flags.output !== undefined) formatOf(flags.output);
  const sources = await readApiSources(projectFolder(), flags);
  // Other people each time, unless somebody names the number: those of an earlier run are on the API still.
  const config = withKnownPassword(
    resolveApiConfig({ ...sources, defaults: { ...sources.defaults, randomSeed: randomInt(2 ** 32) } }),
  );
  const resources = config.resources.map(({ name }) => name);
  const [file, toStdout] = [flags.output, flags.json === true];
  using output = new RunOutput({ file, toStdout, resources, made: namesOf(seed, config) });
  const gathered = new Gathered(config.resources);
  const bound = boundHeap();
  // Nothing of it is loaded if it is not asked for.
  const isSpread = flags.distributed === true || flags.resume !== undefined;
  const make = isSpread ? (await import('../distribute-records.ts')).distributeRecords : createRecords;
  // Awaited here: else the output would be taken away before it is written.
  return await make(
    {
      config,
      resume: flags.resume,
      seed,
      namespace,
      policy: 'keep',
      onEvent: flags.verbose === true ? logTeller(config.logLevel) : undefined,
      onRecord(record) {
        bound();
        gathered.add(record);
        output.add(record);
      },
    },
    async ({ run, snapshot, stopped }) => {
      try {
        const facts = { ...snapshot, run, resources, spreads: gathered.spreads() };
        await output.write(new Date(), runStatistics(facts));
      } finally {
        const { files } = output;
        if (!toStdout) printRun({ run, snapshot, gathered, config, preview: flags.verbose === true, files });
      }
      return tellEnd(snapshot, stopped);
    },
  );
}

/** The resources of which a seed makes records, parents that it makes on demand included. */
function namesOf(seed: unknown, { resources, scenarios, randomSeed }: ResolvedConfig): string[] {
  const { layers } = createPlan(parseSeed(seed, { resources, scenarios }), { resources, randomSeed });
  return layers.map(({ resource }) => resource);
}

function tellEnd({ stats }: Made['snapshot'], stopped: unknown): number {
  if (stopped !== undefined) {
    tell(`seedbed: ${explain(stopped)}`);
    return exitCodeOf(stopped);
  }
  const missing = Object.values(stats.resources).reduce((sum, { failed }) => sum + failed, 0);
  if (missing === 0) return exitCodes.ok;
  tell(`seedbed: ${explainMissing(missing)}`);
  return exitCodes.someFailed;
}
