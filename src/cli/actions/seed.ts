import { randomInt } from 'node:crypto';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { projectFolder } from '../../config/project-folder.ts';
import type { ResolvedConfig } from '../../config/resolved-config.ts';
import { createPlan } from '../../plan/create-plan.ts';
import { parseSeed } from '../../plan/parse-seed.ts';
import { runStatistics } from '../../report/run-statistics.ts';
import { readApiSources, resolveApiConfig } from '../cli-config.ts';
import { createRecords, type Made } from '../create-records.ts';
import { exitCodeOf, exitCodes, explain, explainMissing } from '../endings.ts';
import type { SeedFlags } from '../flags.ts';
import { logTeller } from '../log-lines.ts';
import { formatOf } from '../output/formats.ts';
import { RunOutput } from '../output/run-output.ts';
import { Gathered, printRun, withKnownPassword } from '../print-run.ts';
import { checkNamespace } from '../seed-source.ts';
import { tell } from '../terminal.ts';

/**
 * Creates what a seed asks for and tells about it: the whole of `users`, `vms` and `full-dataset`. What it makes stays. If it had to stop,
 * statistics and output file still come, with what exists by then. Resolves with the exit code.
 */
export async function seedRecords(seed: unknown, flags: SeedFlags): Promise<number> {
  // Everything that the user can get wrong is checked before anything is sent.
  const namespace = flags.namespace === undefined ? undefined : checkNamespace(flags.namespace);
  if (flags.output !== undefined) formatOf(flags.output);
  const sources = await readApiSources(projectFolder(), flags);
  // Other people each time, unless the user gives the number: those of an earlier run are on the API still.
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
  const make = isSpread ? (await import('./distributed.ts')).distributeRecords : createRecords;
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
        const preview = flags.verbose === true;
        if (!toStdout) printRun({ run, snapshot, gathered, config, preview, isPaced: !isSpread, files });
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
  tell(`seedbed: ${explainMissing(missing, stats)}`);
  return exitCodes.someFailed;
}

/** Records between two looks. */
const every = 1000;

/** As much young space as a steady stream of records needs. Node lets it grow to 128 MB, most of it garbage that was not collected yet. */
const enoughBytes = 16 * 1024 * 1024;

/** V8 says at each full collection how far the heap may grow until the next, so a new rule holds from one on. It takes some 10 ms. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('globalThis.gc');
  if (typeof collect === 'function') collect();
}

/**
 * Keeps V8's heap small while a stream of records goes through it: a million records then take as much memory as a hundred thousand.
 * Its space for old objects may grow by 30 % between two full collections (V8's own choice is up to four times), and its space for new
 * ones stops growing once it is large enough. The result is to be called for each record. A V8 that does not know a flag goes on as it is.
 */
function boundHeap(): () => void {
  let records = 0;
  let bounded = false;
  return () => {
    if (bounded || ++records % every !== 0) return;
    // Not before: a small run does without, and what V8 has compiled under other flags, Node's own modules too, it compiles anew.
    if (records === every) {
      setFlagsFromString('--heap-growing-percent=30');
      collectGarbage();
    }
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    if ((young?.space_size ?? 0) < enoughBytes) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    bounded = true;
  };
}
