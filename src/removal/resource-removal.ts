import type { CallOptions, Removed, ResourceApi } from '../api/operations.ts';
import { endsEverything, HttpError, reasonOf } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { forEachLimit } from '../lib/promises.ts';
import { removalSays } from '../messages/removal.ts';
import { recheckUseless, uselessReason } from './effect.ts';
import type { OwnParents } from './own-parents.ts';
import { lookAt, type ProveOptions, proveMadeHere, proveTargets } from './prove-targets.ts';
import { removeInChunks } from './remove-chunks.ts';
import { type OneOptions, removeOne } from './remove-one.ts';
import type { Tally } from './report.ts';
import { type Learned, lateMs, learnedOf, rememberRemoved, type Sight } from './sight.ts';
import type { Target } from './target.ts';
import { verdictOn } from './verdict.ts';

export interface ResourceRemovalOptions {
  readonly api: ResourceApi;
  readonly clock: Clock;
  readonly concurrency: number;
  readonly signal: AbortSignal | undefined;
  readonly tally: Tally;
  readonly ownParents: OwnParents;
  /** Told after each record, with how many are done with. */
  readonly onDone: (() => void) | undefined;
}

/** After this many refusals in a row, the others are tried side by side. */
const mostSingly = 3;

/** Removes what is to go of one resource: proves, deletes, and makes sure that deleting has an effect. */
export class ResourceRemoval {
  readonly api: ResourceApi;
  readonly todo: Set<Target>;
  readonly #call: CallOptions;
  readonly #proving: ProveOptions;
  readonly #tally: Tally;
  readonly #onDone: (() => void) | undefined;
  readonly #learned: Learned;
  /** Refused or failed in this pass: to be tried in the next one. */
  readonly #putOff = new Set<Target>();

  constructor(targets: Iterable<Target>, options: ResourceRemovalOptions) {
    this.api = options.api;
    this.todo = new Set(targets);
    this.#call = { signal: options.signal, yields: true };
    this.#proving = {
      ...options,
      call: this.#call,
      judge: (target, sight) => this.#judge(target, sight),
    };
    this.#tally = options.tally;
    this.#onDone = options.onDone;
    this.#learned = learnedOf(options.api);
  }

  /** One pass. A refused record stays in {@link todo}. With `isProbe`, the others are tried only if the first one goes. */
  async pass(isProbe: boolean): Promise<void> {
    this.#putOff.clear();
    if (this.api.visibility.gaveIdAgain) this.#learned.surprised = true;
    // One id in two entries: the database began anew between them.
    for (const { claims } of this.todo)
      if (claims.length > 1 && claims.some(({ run }) => run.trust === 'made here'))
        this.#learned.surprised = true;
    try {
      await recheckUseless(this.api, this.#call);
      for (let turn = this.#due(); turn.length > 0 && this.#mayGoOn; turn = this.#due())
        await this.#removeAll(await this.#proved(turn), isProbe);
    } catch (error) {
      this.#failed(error);
    }
    const reason = this.#tally.stopped ?? this.#learned.useless?.reason;
    if (reason !== undefined) for (const target of this.todo) this.leave(target, reason);
  }

  /** Proves what is to go, before its turn: others belong to it. */
  async prove(): Promise<void> {
    await proveTargets(
      this.api,
      [...this.todo].filter(({ isProved }) => !isProved),
      this.#proving,
    );
  }

  leave(target: Target, reason: string): void {
    this.#tally.left.push({ resource: this.#name, id: target.id, reason });
    target.leave();
    this.#done(target);
  }

  get #name(): string {
    return this.api.resource.name;
  }

  get #mayGoOn(): boolean {
    return this.#tally.stopped === undefined && this.#learned.useless === undefined;
  }

  #due(): Target[] {
    return [...this.todo].filter((target) => !this.#putOff.has(target));
  }

  /** What may be deleted now. Records of this process are looked at in the list if that is small, else some of each dataset are. */
  async #proved(turn: readonly Target[]): Promise<Target[]> {
    if (!this.#learned.surprised) {
      const trusted = turn.filter((target) => target.isMadeHere && !target.isSure && !target.needsLook);
      await proveMadeHere(this.api, trusted, this.#proving);
    }
    const { surprised } = this.#learned;
    const unproved = this.#due().filter(
      (one) => !one.isSure && (!one.isMadeHere || surprised || one.needsLook),
    );
    await proveTargets(this.api, unproved, this.#proving);
    return this.#due();
  }

  #judge(target: Target, sight: Sight): void {
    const known = this.#learned;
    const { surprised } = known;
    const mayBeLate = lateMs(this.api, { at: target.sentAt, clock: this.#proving.clock }) > 0;
    const proof = 'shown' in sight ? target.proof(this.api.resource, sight.shown) : undefined;
    if ('shown' in sight && known.removes === undefined) target.before = sight.shown;
    const verdict = verdictOn(target, sight, { surprised, mayBeLate, proof });
    const isOdd = verdict.is === 'later' || ('gone' in sight && target.isMadeHere);
    if (isOdd) known.surprised = true;
    target.needsLook = false;
    if (verdict.is === 'gone') this.removed(target);
    else if (verdict.is === 'foreign') this.#foreign(target);
    else if (verdict.is === 'proved') target.isProved = true;
    else if (verdict.is === 'too new') target.goesUnseen = true;
    else if (verdict.is === 'later') this.#later(target, verdict.reason);
    else if (verdict.is === 'left') this.leave(target, verdict.reason);
  }

  async #removeAll(targets: readonly Target[], isProbe: boolean): Promise<void> {
    const handlers: OneOptions = {
      ...this.#proving,
      look: (target) => this.#lookBefore(target),
      removed: (target) => this.removed(target),
      refused: (target, answer) => this.#refused(target, answer),
      later: (target, reason) => this.#later(target, reason),
      useless: (target, answered) => this.#isUseless(target, answered),
      failed: (error, target) => this.#failed(error, target),
      wasDown: () => {
        for (const target of this.todo) target.forgetProof();
      },
    };
    const queue = await removeInChunks(this.api, targets, {
      ...handlers,
      isProbe,
      putOff: (target) => this.#putOff.add(target),
      useless: ({ status }) =>
        this.#tally.bulkUseless.push({ resource: this.#name, reason: removalSays.stillThere(`${status}`) }),
    });
    const next = async (target: Target): Promise<void> => {
      // A surprise on the way: the loop around proves it first.
      const isSafe = target.isSure || !(this.#learned.surprised || target.needsLook);
      if (isSafe && this.#mayGoOn && this.todo.has(target)) await removeOne(this.api, target, handlers);
    };
    // One at a time until a removal was seen to have an effect, so that few useless ones are sent.
    for (let tries = 0; tries < mostSingly && queue.length > 0; tries++) {
      if (!isProbe && this.#learned.removes !== undefined) break;
      const first = queue.shift() as Target;
      await next(first);
      if (isProbe && this.#putOff.has(first)) {
        for (const target of queue) this.#putOff.add(target);
        return;
      }
      if (isProbe) break;
    }
    await forEachLimit(queue, this.#proving.concurrency, next);
  }

  #isUseless({ id }: Target, answered: string): void {
    this.#learned.useless ??= { id, reason: uselessReason(this.api.resource, id, answered) };
  }

  #failed(error: unknown, target?: Target): void {
    const status = error instanceof HttpError && error.method === 'DELETE' ? error.status : undefined;
    // A record that this account may not delete says nothing about the next one.
    if (status === 403 && target !== undefined) this.leave(target, reasonOf(error));
    else if ((status === 405 || status === 501) && target !== undefined) this.#isUseless(target, `${status}`);
    else if (endsEverything(error)) this.#tally.stopped ??= reasonOf(error);
    else if (target !== undefined) this.#later(target, reasonOf(error));
  }

  /** False if what is shown speaks against its removal now. */
  async #lookBefore(target: Target): Promise<boolean> {
    this.#judge(target, await lookAt(this.api, target, { ...this.#call, isYoung: true }));
    return this.todo.has(target) && !this.#putOff.has(target);
  }

  #refused(target: Target, { status, reason, isUnderWay = false }: Removed): void {
    target.isUnderWay ||= isUnderWay;
    target.hasDependants = !target.isUnderWay && (status === 409 || status === 423);
    if (status >= 500) target.forgetProof();
    this.#later(target, reason);
  }

  #later(target: Target, reason: string): void {
    target.reason = reason;
    this.#putOff.add(target);
  }

  removed(target: Target): void {
    this.#tally.removed++;
    rememberRemoved(this.#learned, target.id);
    target.settle();
    this.#done(target);
  }

  #foreign(target: Target): void {
    if (target.isMadeHere) {
      this.#learned.surprised = true;
      this.api.proof.contradicted();
    }
    this.#tally.foreign.push({ resource: this.#name, id: target.id, reason: removalSays.otherRecord });
    target.settle();
    this.#done(target);
  }

  #done(target: Target): void {
    this.todo.delete(target);
    this.#onDone?.();
  }
}
