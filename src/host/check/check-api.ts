import { joinPatches, lineOf } from '../../api/advice/patch.ts';
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
  const bench = openBench(config, newRunId(), signal);
  const { client, ledger } = bench.parts;
  const findings: Findings = { checks: [], looked: new Map() };
  let failure: unknown;
  try {
    await prove(bench, wanted, findings, onResource);
  } catch (error) {
    failure = error;
  }
  const { checks, looked } = findings;
  // After a Ctrl-C too: the signal ends the search, not the removal.
  // Without a login nothing can be searched either; each try of one may bring the account nearer to a lock.
  const isHopeless = isSeedbedError(failure, 'SEEDBED_AUTH') && ledger.live().length === 0;
  const auditBytes = isHopeless ? 0 : config.auditBytes;
  const ended = await endRun(bench.context, { auditBytes, searched: new Set(looked.keys()) }).finally(() =>
    client.close(),
  );
  const run = ledger.header.runId;
  if (failure !== undefined) throw ended.left.length === 0 ? failure : leftBehind(run, ended, failure);
  for (const check of checks) {
    check.steps.left = looked.get(check.resource.name) ?? leftOf(check, ended);
    remember(config, check);
  }
  const resources = checks.map((check) => reportOf(check, bench));
  return { run, left: ended.left.length, resources };
}

/** What is known so far, also if the check ends early. */
interface Findings {
  readonly checks: ResourceCheck[];
  /** By resource, whether anything is left of it: the end of the run need not look again. */
  readonly looked: Map<string, StepResult>;
}

/** Everything that the checks of all resources share, with a ledger of its own. */
function openBench(config: ResolvedConfig, runId: string, signal: AbortSignal | undefined): CheckBench {
  const watched = watchExchanges();
  const { client, apis } = connect({ ...config, maxRetries: 0 }, { around: watched.around });
  const open = (): CheckBench => {
    const { resources, randomSeed } = config;
    const locale = findLocale(config.locale);
    const namespace = temporaryNamespace(runId, systemClock.wall(), '0');
    const generation = generationOf(config, systemClock);
    const builder = createBuilder({ resources, randomSeed, namespace, locale, ...generation, path: 'check' });
    const ledger = openLedger(config, { runId, policy: 'remove', namespace: undefined });
    const { others } = apis;
    return new CheckBench({ config, client, others, watched, ledger, namespace, builder, signal });
  };
  return orClose(open, client);
}

/** Makes a record of each resource, looks at it, and removes it, children first. */
async function prove(
  bench: CheckBench,
  wanted: readonly AnyResource[],
  { checks, looked }: Findings,
  onResource: CheckOptions['onResource'],
): Promise<void> {
  const { apis, resources } = bench.context;
  checkNames(
    { apis, builder: bench.parts.builder, resources },
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
  return {
    resource: resource.name,
    steps,
    line: patches.length === 0 ? undefined : lineOf(joinPatches(patches)),
    isLineProved,
    requests: bench.parts.watched.counts.get(resource.name) ?? 0,
  };
}
