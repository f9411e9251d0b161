import type { RecordId } from '../api/evidence.ts';
import type { Apis } from '../api/open-apis.ts';
import type { ResourceApi } from '../api/operations.ts';
import { endsEverything, reasonOf, tryTo } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { Clock } from '../lib/clock.ts';
import type { Progress } from '../lib/progress.ts';
import { comparable } from '../lib/record-id.ts';
import { removalSays } from '../messages/removal.ts';
import { dependencyOrder } from '../plan/plan.ts';
import { findOpenIntents } from './open-intents.ts';
import { OwnParents } from './own-parents.ts';
import { proveTargets } from './prove-targets.ts';
import { newTally, type RemovalReport, reportOf, type Tally } from './report.ts';
import { ResourceRemoval, type ResourceRemovalOptions } from './resource-removal.ts';
import { learnedOf, type Sight } from './sight.ts';
import { Claim, deepestFirst, type RunRecords, Target } from './target.ts';

/** What removing needs. */
export interface RemovalContext {
  readonly apis: Pick<Apis, 'of'>;
  readonly clock: Clock;
  readonly resources: readonly AnyResource[];
  /** Most records in hand at once; what is in flight is the client's budget to say. */
  readonly concurrency: number | undefined;
}

export interface RemoveOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Told with a refusal, because others depend on a record: which runs may have made them. */
  readonly whoDepends?: ((resource: AnyResource) => string | undefined) | undefined;
  /** One report of several steps: what stopped the first step stops the next. */
  readonly tally?: Tally | undefined;
  /** Told how many records there are to remove, before the first one goes. If it throws, that error is thrown, and nothing was removed. */
  readonly onCounted?: ((count: number) => void) | undefined;
  /** Asked before more is removed than was counted: with the whole count. Why it may not be, if so. @default it may */
  readonly refuses?: ((count: number) => string | undefined) | undefined;
}

/** Passes that remove nothing, before the rest is given up: children may be on their way out, or a server in trouble. */
const mostIdlePasses = 2;
/** A tree of records takes a pass for each of its levels. */
const mostPasses = 20;
/** How long machines are waited for that are still stopping, and the longest pause between two passes, in ms. */
export const underWayMs = 30_000;
export const longestPauseMs = 5_000;

export const defaultConcurrency = 64;

/**
 * Removes records of one run or several, children before their parents. A refused removal is tried again after the rest, because its
 * children may belong to another run. Nothing is deleted that may be somebody else's, see `proof`. A record that cannot be removed is left
 * and reported. An API that cannot be used at all is asked once.
 *
 * @throws what `onCounted` throws
 */
export async function removeRecords(
  context: RemovalContext,
  runs: readonly RunRecords[],
  { signal, onProgress, whoDepends, tally = newTally(), onCounted, refuses }: RemoveOptions = {},
): Promise<RemovalReport> {
  const { apis, clock, resources, concurrency = defaultConcurrency } = context;
  const removals: ResourceRemoval[] = [];
  const shared = { clock, concurrency, signal, tally, ownParents: new OwnParents(removals) };
  const claims = runs.flatMap((run) => run.records.map((record) => new Claim(run, record)));
  const byResource = Map.groupBy(claims, ({ record }) => record.resource);
  const lookAgain: (() => Promise<ResourceRemoval>)[] = [];
  for (const { name } of childrenFirst(resources, new Set(byResource.keys()))) {
    const aimed = await aimAt(apis.of(name), byResource.get(name) ?? [], shared, onProgress);
    removals.push(...aimed.removals);
    if (aimed.lookAgain !== undefined) lookAgain.push(aimed.lookAgain);
    byResource.delete(name);
  }
  for (const [resource, unknown] of byResource)
    for (const { record } of unknown)
      tally.left.push({ resource, id: record.id, reason: removalSays.noResource });
  onCounted?.(countOf(removals));
  await inPasses(context, removals, { signal, tally });
  // A list as long as a page tells whether it is one once something of it is gone.
  const found: ResourceRemoval[] = [];
  for (const look of lookAgain) found.push(await look());
  const refused = refuses?.(tally.removed + countOf(found));
  if (refused === undefined) await inPasses(context, found, { signal, tally });
  else for (const { todo } of found) for (const target of todo) target.reason = refused;
  removals.push(...found);
  for (const removal of removals) await leaveRest(removal, shared, whoDepends);
  return reportOf(tally);
}

/** What the removals of all resources share. */
type Shared = Omit<ResourceRemovalOptions, 'api' | 'onDone'>;

interface Aimed {
  /** Each is removed before the next. */
  readonly removals: readonly ResourceRemoval[];
  /** Looks once more for what was not found in a list that may be only a part. */
  readonly lookAgain: (() => Promise<ResourceRemoval>) | undefined;
}

/** What is to go of one resource: what is known by an id, and what a look-up finds. */
async function aimAt(
  api: ResourceApi,
  claims: readonly Claim[],
  shared: Shared,
  onProgress: RemoveOptions['onProgress'],
): Promise<Aimed> {
  const { resource } = api;
  const { tally } = shared;
  const targets = new Map<string, Target>();
  const aim = (id: RecordId, claim: Claim, isProved = false): void => {
    // Found by its key: from now on it is asked for by its id.
    const { route } = claim.record;
    if (route !== undefined) api.learnRoute(route, { id });
    const target = targets.get(comparable(id)) ?? new Target(id);
    targets.set(comparable(id), target);
    target.add(claim);
    if (isProved) target.isProved = true;
  };
  const open: Claim[] = [];
  for (const claim of claims) {
    const { id, route } = claim.record;
    if (route !== undefined) api.learnRoute(route, claim.record);
    if (id === undefined) open.push(claim);
    else aim(id, claim);
  }
  const known = new Set(targets.keys());
  const isKnown = (id: RecordId): boolean => known.has(comparable(id));
  const unsure: Claim[] = [];
  const onUnsure = (claim: Claim): void => void unsure.push(claim);
  if (open.length > 0) await findOpenIntents(api, open, { ...shared, isKnown, onUnsure, onFound: aim });
  const lookAgain = async (): Promise<ResourceRemoval> => {
    for (const id of targets.keys()) known.add(id);
    targets.clear();
    await findOpenIntents(api, unsure, { ...shared, isKnown, onFound: aim });
    return new ResourceRemoval(targets.values(), { api, ...shared, onDone: undefined });
  };
  const failedBefore = tally.left.length;
  const total = targets.size;
  let done = 0;
  const onDone = (): void => {
    const failed = tally.left.length - failedBefore;
    onProgress?.({ phase: 'remove', resource: resource.name, total, done: ++done, failed });
  };
  const parts = deepestFirst(resource, [...targets.values()]);
  return {
    removals: parts.map((some) => new ResourceRemoval(some, { api, ...shared, onDone })),
    lookAgain: unsure.length > 0 ? lookAgain : undefined,
  };
}

/** A removal that failed may have had an effect, or may have found nothing: functions throw for what is gone. What is there is left. */
async function leaveRest(
  removal: ResourceRemoval,
  shared: Shared,
  whoDepends: RemoveOptions['whoDepends'],
): Promise<void> {
  const { tally, signal } = shared;
  const failed = tally.stopped === undefined ? [...removal.todo].filter((one) => !one.hasDependants) : [];
  const judge = (target: Target, sight: Sight): void => void ('gone' in sight && removal.removed(target));
  const proving = { ...shared, call: { signal, yields: true }, judge };
  await tryTo(() => proveTargets(removal.api, failed, proving)).catch((error: unknown) => {
    tally.stopped ??= reasonOf(error);
  });
  for (const target of removal.todo) {
    const who = target.hasDependants ? whoDepends?.(removal.api.resource) : undefined;
    removal.leave(target, whyLeft(target, who));
  }
}

function countOf(removals: readonly ResourceRemoval[]): number {
  return removals.reduce((sum, { todo }) => sum + todo.size, 0);
}

/** @param who made records that depend on it */
function whyLeft({ reason, hasDependants }: Target, who: string | undefined): string {
  if (who !== undefined) return removalSays.hasDependantsOf(reason, who);
  return hasDependants ? removalSays.hasDependants(reason) : reason;
}

async function inPasses(
  { clock }: RemovalContext,
  removals: readonly ResourceRemoval[],
  { signal, tally }: { readonly signal: AbortSignal | undefined; readonly tally: Tally },
): Promise<void> {
  const atFirst = tally.removed;
  let rest = removals.filter(({ todo }) => todo.size > 0);
  let idle = 0;
  const started = clock.now();
  for (let pass = 1; pass <= mostPasses; pass++) {
    const before = tally.removed;
    for (const removal of rest) await removal.pass(idle > 0);
    idle = tally.removed > before ? 0 : idle + 1;
    // Parents whose children are not removed here: asking again changes nothing.
    const mayChange = tally.removed > atFirst;
    rest = rest.filter(({ todo }) => [...todo].some(({ hasDependants }) => mayChange || !hasDependants));
    const isUnderWay = rest.some(({ todo }) => [...todo].some((target) => target.isUnderWay));
    const mayWait = isUnderWay && clock.now() - started < underWayMs;
    if (rest.length === 0 || (idle > mostIdlePasses && !mayWait)) return;
    try {
      await clock.sleep(Math.max(...removals.map(({ api }) => pauseOf(api, idle))), signal);
    } catch (error) {
      if (endsEverything(error)) tally.stopped ??= reasonOf(error);
    }
  }
}

/** A parent can go once the API has done with its children. */
function pauseOf(api: ResourceRemoval['api'], idle: number): number {
  const pause = Math.max(api.visibility.settleMs, learnedOf(api).takesMs);
  return Math.min(pause * 2 ** Math.max(0, idle - 1), Math.max(pause, longestPauseMs));
}

/** @throws nothing: resources that belong to each other in a circle come as they are defined */
export function childrenFirst(resources: readonly AnyResource[], named: ReadonlySet<string>): AnyResource[] {
  try {
    return dependencyOrder(resources, named).reverse();
  } catch {
    return resources.filter(({ name }) => named.has(name));
  }
}
