import type { ResolvedConfig } from '../config/resolved-config.ts';
import { SeedbedError } from '../errors.ts';
import { connect, openCoordinator } from '../host/connect.ts';
import { refuseSharedNamespace } from '../host/datasets/namespace.ts';
import { newRunId, openLedger } from '../host/open-run.ts';
import { systemClock } from '../lib/clock.ts';
import { coordinatorSays } from '../messages/coordinator.ts';
import { type Gathered, Gatherer, type GatherOptions } from './gather.ts';
import { type Asked, checkSample, openPopulation, sampleOf, version } from './population.ts';

export interface AskOptions extends GatherOptions {
  readonly config: ResolvedConfig;
  /** What to make, or which run to come back to. */
  readonly what:
    | { readonly seed: unknown; readonly namespace?: string | undefined }
    | { readonly resume: string };
  /** Told by which run one may come back, once it is begun. */
  readonly onRun?: ((run: string) => void) | undefined;
}

/**
 * Lets workers make a seed, waits for them, and gathers what they made. If this process dies, they go on; a process that comes back with
 * the run's id gathers it.
 *
 * @throws SeedbedError `SEEDBED_COORDINATOR` without a coordinator, or for a run that it does not know; `SEEDBED_SEED` for a wrong seed
 */
export async function askForPopulation(options: AskOptions): Promise<Gathered> {
  const { config, what } = options;
  const coordinator = await openCoordinator(config);
  if (coordinator === undefined) throw new SeedbedError('SEEDBED_CONFIG', coordinatorSays.needsCoordinator);
  const connection = connect(config, { coordinator });
  try {
    const run = 'resume' in what ? what.resume : newRunId();
    const store = await coordinator.store(run);
    const asked = 'resume' in what ? ((await store.described()) as Asked) : askedOf(config, run, what);
    const population = await openPopulation(config, asked);
    const namespace = asked.ownNamespace ? undefined : asked.namespace;
    // Before the first job: a record that is not in a ledger cannot be cleaned up.
    const ledger = openLedger(config, { runId: run, policy: 'keep', namespace });
    try {
      await coordinator.join(run);
      if ('resume' in what) await checkSample(population);
      else {
        if (namespace !== undefined) await refuseSharedNamespace(namespace, config, ledger.header);
        await store.describe({ ...asked, sample: await sampleOf(population) });
        await coordinator.jobs.add(run, population.plan.layers.length);
        options.onRun?.(run);
      }
      return await new Gatherer(options, {
        run,
        coordinator,
        store,
        population,
        connection,
        ledger,
      }).gather();
    } finally {
      ledger.close({ forget: !ledger.hasLive() });
    }
  } finally {
    await connection.client.close();
  }
}

function askedOf(
  config: ResolvedConfig,
  run: string,
  { seed, namespace = `${run}-0` }: { readonly seed: unknown; readonly namespace?: string | undefined },
): Asked {
  const {
    project: path,
    randomSeed,
    locale,
    emailDomain,
    generator,
    phones,
    referenceDate,
    userPassword,
  } = config;
  return {
    ...{ seed, namespace, ownNamespace: namespace.startsWith(run), path, randomSeed, locale },
    ...{ emailDomain, generator, phones, referenceDate, userPassword, version },
    askedAt: systemClock.wall(),
  };
}
