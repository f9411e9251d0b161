import { joinPatches, lineOf, type Patch } from '../../api/advice/patch.ts';
import type { ResolvedConfig } from '../../config/resolved-config.ts';
import { isSeedbedError, messageOf, SeedbedError } from '../../errors.ts';
import { createBuilder } from '../../factory/builder.ts';
import { findLocale } from '../../factory/locale.ts';
import type { AnyResource } from '../../factory/resource.ts';
import { watchExchanges } from '../../http/request-watch.ts';
import { oneOf } from '../../lib/check.ts';
import { systemClock } from '../../lib/clock.ts';
import { temporaryNamespace } from '../../lib/temporary-tag.ts';
import { apiCheckSays } from '../../messages/api-check.ts';
import { dependencyOrder } from '../../plan/plan.ts';
import { endRun } from '../../removal/end-run.ts';
import type { RemovalReport } from '../../removal/report.ts';
import type { Parents } from '../../seeder/build.ts';
import { checkNames } from '../../seeder/check-names.ts';
import { connect, orClose } from '../connect.ts';
import { generationOf } from '../datasets/generation.ts';
import { newRunId, openLedger } from '../open-run.ts';
import { provedBefore } from '../proved-before.ts';
import { CheckBench } from './check-bench.ts';
import { checkLeft } from './check-left.ts';
import { checkRecord } from './check-record.ts';
import { checkRemoval } from './check-removal.ts';
import type { CheckReport, ResourceReport, StepResult } from './check-report.ts';
import { firstOf, ResourceCheck } from './check-resource.ts';

export interface CheckOptions {
  /** Which resources; those they belong to come along. @default all */
  readonly names?: readonly string[] | undefined;
  /** Stops the check; what it made is removed all the same. */
  readonly signal?: AbortSignal | undefined;
  /** Told which resource is looked at. */
  readonly onResource?: ((name: string) => void) | undefined;
}

/**
 * Proves on the API that the description of each resource is right: one record is created, looked at in every way, and removed. Every
 * record is in a ledger before its request, as in any run, so whatever can be removed is removed in the end.
 *
 * @throws if no request makes sense: no login, no API
 */
export async function checkApi(
  config: ResolvedConfig,
  { names = [], signal, onResource }: CheckOptions = {},
): Promise<CheckReport> {
  const wanted = withParents(config.resources, names);
  const run = newRunId();
  const locale = findLocale(config.locale);
  const watched = watchExchanges();
  const patient = { ...config, maxRetries: 0 };
  const { client, apis } = connect(patient, { around: watched.around });
  const ledger = orClose(
    () => openLedger(config, { runId: run, policy: 'remove', namespace: undefined }),
    client,
  );
  const { resources, randomSeed } = config;
  const generation = generationOf(config, systemClock);
  const namespace = temporaryNamespace(run, systemClock.wall(), '0');
  const builder = createBuilder({ resources, randomSeed, namespace, locale, ...generation, path: 'check' });
  const bench = new CheckBench({
    config,
    client,
    others: apis.others,
    watched,
    ledger,
    namespace,
    builder,
    signal,
  });
  const checks: ResourceCheck[] = [];
  const looked = new Map<string, StepResult>();
  let failure: unknown;
  try {
    checkNames(
      { apis, builder, resources },
      wanted.map(({ name }) => firstOf(name)),
    );
    for (const resource of wanted) {
      onResource?.(resource.name);
      const check = new ResourceCheck(bench, resource);
      checks.push(check);
      const parents = parentsOf(resource, checks);
      if (parents !== undefined) await checkRecord(check, parents);
    }
    for (const check of checks.toReversed()) {
      await checkRemoval(check);
      const left = await checkLeft(check);
      if (left !== undefined) looked.set(check.resource.name, left);
    }
  } catch (error) {
    failure = error;
  }
  // After a Ctrl-C too: the signal ends the search, not the removal.
  // Without a login nothing can be searched either; each try of one may bring the account nearer to a lock.
  const isHopeless = isSeedbedError(failure, 'SEEDBED_AUTH') && ledger.live().length === 0;
  const auditBytes = isHopeless ? 0 : config.auditBytes;
  const ended = await endRun(bench.context, { auditBytes, searched: new Set(looked.keys()) }).finally(() =>
    client.close(),
  );
  if (failure !== undefined && ended.left.length === 0) throw failure;
  if (failure !== undefined) throw leftBehind(run, ended, failure);
  for (const check of checks) {
    check.steps.left = looked.get(check.resource.name) ?? leftOf(check, ended);
    remember(config, check);
  }
  return {
    run,
    left: ended.left.length,
    resources: checks.map((check) => reportOf(check, bench)),
  };
}

function leftBehind(run: string, { left }: RemovalReport, cause: unknown): SeedbedError {
  const why = messageOf(cause);
  return new SeedbedError('SEEDBED_CLEANUP', apiCheckSays.endedEarly(left.length, run, why), { cause });
}

/** Remembered for later runs. A setting that must be written first makes another definition, and that one has not been proved. */
function remember(config: ResolvedConfig, { resource: { name }, steps, patches }: ResourceCheck): void {
  const resource = config.resources.find((one) => one.name === name);
  if (resource === undefined || steps.create.state === 'untried') return;
  const memory = provedBefore(config, resource);
  const isProved = patches.length === 0 && steps.create.state === 'ok' && steps.read.state === 'ok';
  if (isProved) memory.keep({ trustsSilence: true });
  else memory.drop();
}

/** In the order in which they are made. */
function withParents(resources: readonly AnyResource[], names: readonly string[]): AnyResource[] {
  const all = resources.map(({ name }) => name);
  const named = new Set<string>();
  const add = (name: string): void => {
    if (named.has(name)) return;
    named.add(name);
    const resource = resources.find((one) => one.name === name);
    for (const to of resource?.belongsTo ?? [])
      if (to.optional !== true && all.includes(to.resource)) add(to.resource);
  };
  for (const name of names.length === 0 ? all : names)
    add(oneOf({ name: 'the resource to check', code: 'SEEDBED_CONFIG' }, name, all));
  return dependencyOrder(resources, named);
}

/** Undefined if one is missing that it must have. */
function parentsOf(resource: AnyResource, checks: readonly ResourceCheck[]): Parents | undefined {
  const found: [string, Parents[string]][] = [];
  for (const to of resource.belongsTo) {
    const record = checks.find((check) => check.resource.name === to.resource)?.record;
    if (record !== undefined) found.push([to.resource, record]);
    else if (to.optional !== true) return undefined;
  }
  return Object.fromEntries(found);
}

function leftOf({ resource, steps }: ResourceCheck, { left, audit }: RemovalReport): StepResult {
  const own = left.filter((record) => record.resource === resource.name);
  if (own.length > 0) return { state: 'failed', note: apiCheckSays.left(own.length) };
  if (steps.create.state === 'untried') return { state: 'untried', note: '' };
  const why = audit?.unsearched.find((one) => one.resource === resource.name)?.reason;
  return why === undefined ? { state: 'ok', note: '' } : { state: 'untried', note: why };
}

function reportOf(
  { resource, steps, patches, isLineProved }: ResourceCheck,
  bench: CheckBench,
): ResourceReport {
  const whole: Patch = joinPatches(patches);
  return {
    resource: resource.name,
    steps,
    line: patches.length === 0 ? undefined : lineOf(whole),
    isLineProved,
    requests: bench.parts.watched.counts.get(resource.name) ?? 0,
  };
}
