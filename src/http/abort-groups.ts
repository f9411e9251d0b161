/** Something that a signal can end. */
export interface Abortable {
  aborted(reason: unknown): void;
}

/**
 * One listener per signal, however many requests it governs: a whole run shares one signal, and a listener added and removed for
 * every request would cost a tenth of sending it.
 */
export class AbortGroups {
  readonly #groups = new WeakMap<AbortSignal, Set<Abortable>>();

  add(signal: AbortSignal, member: Abortable): void {
    const group = this.#groups.get(signal) ?? this.#open(signal);
    group.add(member);
  }

  remove(signal: AbortSignal, member: Abortable): void {
    this.#groups.get(signal)?.delete(member);
  }

  #open(signal: AbortSignal): Set<Abortable> {
    const group = new Set<Abortable>();
    this.#groups.set(signal, group);
    const abortAll = (): void => {
      // One that is aborted may let another go ahead and leave the group.
      for (const member of [...group]) if (group.delete(member)) member.aborted(signal.reason);
    };
    signal.addEventListener('abort', abortAll, { once: true });
    return group;
  }
}
