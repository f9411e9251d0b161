import type { CallOptions, Removed, ResourceApi } from '../api/operations.ts';
import { endsEverything, HttpError, reasonOf } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { forEachLimit } from '../lib/promises.ts';
import { removalSays } from '../messages/removal.ts';
import { effectOf, isShown, recheckUseless, uselessReason } from './effect.ts';
import type { OwnParents } from './own-parents.ts';
import { lookAt, type ProveOptions, proveMadeHere, proveTargets } from './prove-targets.ts';
import { removeInChunks } from './remove-chunks.ts';
import type { Tally } from './report.ts';
import { type Learned, learnedOf, look, rememberRemoved, type Sight } from './sight.ts';
import type { Target } from './target.ts';

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
    const unproved = [...this.todo].filter(({ isProved }) => !isProved);
    await proveTargets(this.api, unproved, this.#proving);
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

  /** What may be deleted now. Records of this process are looked at in the list if that is small, else one or two of each dataset are. */
  async #proved(turn: readonly Target[]): Promise<Target[]> {
    if (!this.#learned.surprised) {
      const trusted = turn.filter((target) => target.isMadeHere && !target.isProved);
      await proveMadeHere(this.api, trusted, this.#proving);
    }
    const { surprised } = this.#learned;
    const unproved = this.#due().filter((one) => !one.isProved && (!one.isMadeHere || surprised));
    await proveTargets(this.api, unproved, this.#proving);
    return this.#due();
  }

  #judge(target: Target, sight: Sight): void {
    // Includes records that the API showed a moment ago. Then it is enough that nothing speaks against them.
    const trusted = target.isProved || (target.isMadeHere && !this.#learned.surprised);
    if ('gone' in sight) {
      if (target.isMadeHere) this.#learned.surprised = true;
      this.removed(target);
    } else if ('unseen' in sight) {
      if (target.mayGoUnproved || target.isProved) target.isProved = true;
      else if (!trusted || sight.isPart === true) {
        this.#learned.surprised = true;
        this.#later(target, removalSays.unseen(sight.unseen, target.unprovedCommand));
      }
    } else {
      if (this.#learned.removes === undefined) target.before = sight.shown;
      const proof = target.proof(this.api.resource, sight.shown);
      if (proof === 'foreign') this.#foreign(target);
      else if (proof === 'ours' || target.mayGoUnproved) target.isProved = true;
      else if (!trusted) this.leave(target, removalSays.notProved(target.unprovedCommand));
    }
  }

  async #removeAll(targets: readonly Target[], isProbe: boolean): Promise<void> {
    const queue = await removeInChunks(this.api, targets, {
      ...this.#proving,
      isProbe,
      look: (target) => this.#lookBefore(target),
      removed: (target) => this.removed(target),
      refused: (target, answer) => this.#refused(target, answer),
      putOff: (target) => this.#putOff.add(target),
      useless: ({ status }) =>
        this.#tally.bulkUseless.push({ resource: this.#name, reason: removalSays.stillThere(`${status}`) }),
    });
    const next = async (target: Target): Promise<void> => {
      // A surprise on the way: the loop around proves it first.
      const isSafe = target.isProved || !this.#learned.surprised;
      if (isSafe && this.#mayGoOn && this.todo.has(target)) await this.#remove(target);
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

  async #remove(target: Target): Promise<void> {
    const known = this.#learned;
    try {
      // Only if reading or listing is known to work, a look afterwards tells that it is gone.
      if (known.removes === undefined && known.reads === undefined && known.lists !== true)
        if (!(await this.#lookBefore(target))) return;
      const answer = await this.api.remove(target.id, this.#call);
      if (answer.how === 'refused') return this.#refused(target, answer);
      if (answer.how === 'accepted') known.accepts = true;
      if (answer.how === 'gone') return await this.#foundNothing(target, answer);
      if (known.removes === undefined) return await this.#check(target, answer);
      this.removed(target);
    } catch (error) {
      this.#failed(error, target);
    }
  }

  /** A 404 or 410. It counts once DELETE was seen to work. A record that was shown just before is looked at again all the same. */
  async #foundNothing(target: Target, answer: Removed): Promise<void> {
    const known = this.#learned;
    known.surprised = true;
    if (known.removes !== 'seen') return this.#check(target, answer);
    if (!target.isProved && known.lookedInto404) return this.removed(target);
    known.lookedInto404 = true;
    const sight = await look(this.api, target.id, { ...this.#call, isYoung: false });
    if (isShown(this.api, target, sight)) this.#later(target, removalSays.stillThere(answer.reason));
    else this.removed(target);
  }

  async #check(target: Target, answer: Removed): Promise<void> {
    const effect = await effectOf(this.api, target, answer, { ...this.#call, clock: this.#proving.clock });
    const is2xx = answer.how !== 'gone';
    if (effect === 'there') return this.#isUseless(target, removalSays.stillThere(`${answer.status}`));
    if (effect === 'unseen' && !is2xx) return this.#later(target, removalSays.goneUnseen(answer.reason));
    if (is2xx) this.#learned.removes = effect === 'gone' ? 'seen' : 'unseen';
    this.removed(target);
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
