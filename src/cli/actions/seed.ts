import { randomInt } from 'node:crypto';
import { escapeJson } from '../../lib/escape.ts';
import { runResult } from '../../report/run-result.ts';
import { readApiSources, resolveApiConfig } from '../cli-config.ts';
import { createRecords } from '../create-records.ts';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import { explain, explainMissing } from '../explain.ts';
import type { SeedFlags } from '../flags.ts';
import { openOutput, writeOutput } from '../output-file.ts';
import { printRun } from '../print-run.ts';
import { checkNamespace } from '../seed-flags.ts';
import { withKnownPassword } from '../sign-in-fact.ts';
import { print, tell } from '../terminal.ts';

/**
 * Creates what a seed asks for and tells about it: the whole of `users`, `vms` and `full-dataset`. What it makes stays. Statistics
 * and output file also come if it had to stop, with what exists by then. Resolves with the exit code.
 */
export async function seedRecords(seed: unknown, flags: SeedFlags): Promise<number> {
  // Everything the user can get wrong is checked before anything is sent.
  const namespace = flags.namespace === undefined ? undefined : checkNamespace(flags.namespace);
  const output = flags.output === undefined ? undefined : openOutput(flags.output);
  const sources = await readApiSources(process.cwd(), flags);
  // Other people each time, unless somebody names the number: those of an earlier run are on the API still.
  const config = withKnownPassword(
    resolveApiConfig({ ...sources, defaults: { ...sources.defaults, randomSeed: randomInt(2 ** 32) } }),
  );
  const { resources } = config;
  return createRecords({ config, seed, namespace, policy: 'keep' }, async ({ run, snapshot, stopped }) => {
    const result = runResult(snapshot, { run, resources, createdAt: new Date() });
    const json = escapeJson(JSON.stringify(result, null, 2));
    try {
      if (output !== undefined) writeOutput(output, `${json}\n`);
    } finally {
      if (flags.json === true) print(json);
      else printRun({ run, snapshot, config, preview: flags.verbose === true, output: flags.output });
    }
    if (stopped !== undefined) {
      tell(`seedbed: ${explain(stopped)}`);
      return exitCodeOf(stopped);
    }
    const missing = Object.values(snapshot.stats.resources).reduce((sum, { failed }) => sum + failed, 0);
    if (missing === 0) return exitCodes.ok;
    tell(`seedbed: ${explainMissing(missing)}`);
    return exitCodes.someFailed;
  });
}
