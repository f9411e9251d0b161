import { AnswerProof } from '../../../src/api/answer-proof.ts';
import { type ApiRecord, keyOf, type RecordId } from '../../../src/api/evidence.ts';
import { fingerprintOf } from '../../../src/api/fingerprint.ts';
import { Visibility } from '../../../src/api/lists/visibility.ts';
import type { Removed, ResourceApi } from '../../../src/api/operations.ts';
import { defineResource } from '../../../src/factory/define-resource.ts';
import type { AnyResource } from '../../../src/factory/resource.ts';
import type { LedgerRecord } from '../../../src/ledger/ledger.ts';
import type { Clock } from '../../../src/lib/clock.ts';
import type { RemovalContext } from '../../../src/removal/remove.ts';
import type { RunRecords } from '../../../src/removal/target.ts';

export const runId: string = 'sb0123456789';
export const dataset: string = `${runId}-0`;

export const users: AnyResource = defineResource({
  name: 'users',
  path: '/users',
  key: 'email',
  build: ({ unique }) => ({ email: unique.email('someone') }),
});

export const vms: AnyResource = defineResource({
  name: 'vms',
  path: '/vms',
  key: 'name',
  belongsTo: { users: 'user_id' },
  build: ({ unique }) => ({ name: unique.email('vm') }),
});

/** How an API in memory behaves. */
export interface WorldOptions {
  /** `GET /users/7` answers 404 for everything. */
  readonly hasNoRead?: boolean;
  /** Lists show so many records and do not say that there are more; `complete` is false then. */
  readonly pageSize?: number;
  /** The same, but `complete` is true all the same. */
  readonly hidesPages?: boolean;
  /** Whether a search by the natural key finds what the list does not show. @default false: it reads the list */
  readonly searches?: boolean;
  /** For so long after it was added, readings show nothing of a record. @default 0 */
  readonly lagMs?: number;
  /** What a DELETE does: removes, nothing, answers 404 without doing anything, or fails now and then. */
  readonly removal?: 'works' | 'does nothing' | 'no route';
  /** Removes a record so many looks at the clock later, and answers 202. */
  readonly laterMs?: number;
  /** The bulk removal: says of each what came of it, does nothing, or removes and does not say what. @default there is none */
  readonly bulk?: 'tells each' | 'does nothing' | 'is vague' | undefined;
  /** Records, as `users 7`, of which a DELETE is always refused, or answered as if they were gone. */
  readonly stuck?: Readonly<Record<string, 'refused' | 'ignored'>>;
  /** 409 as long as a VM of this user exists. */
  readonly refusesParents?: boolean;
}

export interface StoredRecord {
  readonly id: RecordId;
  readonly isOurs: boolean;
  readonly record: ApiRecord;
  readonly addedAt: number;
}

/** Time that passes only by waiting. */
export class QuickClock implements Clock {
  #now = 1_000_000_000;
  now(): number {
    return this.#now;
  }

  wall(): number {
    return this.#now;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.#now += ms;
  }
}

/** A whole API in memory: what is there, whose it is, and what was taken away. */
export class SmallWorld {
  readonly clock: QuickClock = new QuickClock();
  readonly stored: { users: StoredRecord[]; vms: StoredRecord[] } = { users: [], vms: [] };
  readonly foreignRemoved: StoredRecord[] = [];
  readonly calls: string[] = [];
  readonly settled: LedgerRecord[] = [];
  readonly context: RemovalContext;
  readonly #options: WorldOptions;
  #made = 0;
  readonly #due: { readonly at: number; readonly take: () => void }[] = [];

  constructor(options: WorldOptions = {}) {
    this.#options = options;
    const apis = new Map([users, vms].map((resource) => [resource.name, this.#apiOf(resource)]));
    this.context = {
      apis: { of: (name) => apis.get(name) as ResourceApi },
      clock: this.clock,
      resources: [users, vms],
      concurrency: 4,
    };
  }

  add(resource: 'users' | 'vms', id: RecordId, fields: object, isOurs: boolean): ApiRecord {
    const created_at = new Date(Date.UTC(2026, 10, 26) + 1000 * ++this.#made).toISOString();
    const record = { id, ...fields, created_at };
    this.stored[resource].push({ id, isOurs, record, addedAt: this.clock.now() });
    return record;
  }

  ours(): StoredRecord[] {
    return Object.values(this.stored).flatMap((all) => all.filter(({ isOurs }) => isOurs));
  }

  count(call: string): number {
    return this.calls.filter((made) => made.startsWith(call)).length;
  }

  /** A ledger's record of what the API answered. */
  entry(
    resource: AnyResource,
    entry: number,
    shown: ApiRecord,
    more: Partial<LedgerRecord> = {},
  ): LedgerRecord {
    return {
      entry,
      dataset,
      resource: resource.name,
      key: keyOf(resource, shown),
      id: shown.id as RecordId,
      fingerprint: fingerprintOf(resource, shown),
      sentAt: this.clock.wall() - 3_600_000,
      ...more,
    };
  }

  run(records: readonly LedgerRecord[], trust: RunRecords['trust'] = 'to prove'): RunRecords {
    return { runId, records, trust, settle: (record) => void this.settled.push(record) };
  }

  #apiOf(resource: AnyResource): ResourceApi {
    const {
      hasNoRead = false,
      pageSize = Number.POSITIVE_INFINITY,
      hidesPages = false,
      searches = false,
      lagMs = 0,
      removal = 'works',
      laterMs,
      bulk,
    } = this.#options;
    const all = (): StoredRecord[] => this.stored[resource.name as 'users' | 'vms'];
    const shown = (): StoredRecord[] => all().filter((one) => this.clock.now() - one.addedAt >= lagMs);
    const page = (): readonly ApiRecord[] =>
      shown()
        .slice(0, pageSize)
        .map(({ record }) => record);
    const isWhole = (): boolean => hidesPages || all().length <= pageSize;
    const take = (id: RecordId): void => {
      const at = all().findIndex((one) => one.id === id);
      const [gone] = at === -1 ? [] : all().splice(at, 1);
      if (gone !== undefined && !gone.isOurs) this.foreignRemoved.push(gone);
    };
    const call = (what: string): void => {
      this.calls.push(what);
      while ((this.#due[0]?.at ?? Number.POSITIVE_INFINITY) <= this.clock.now()) this.#due.shift()?.take();
    };
    const described = { ...resource, api: { removeMany: { path: `${resource.path}/delete`, maxItems: 3 } } };
    const remove: ResourceApi['remove'] = async (id) => {
      const isThere = all().some((one) => one.id === id);
      if (removal === 'no route' || !isThere) return { how: 'gone', status: 404, reason: '404 Not Found' };
      if (this.#isHeld(resource, id)) return { how: 'refused', status: 409, reason: '409 Conflict' };
      if (laterMs !== undefined) {
        this.#due.push({ at: this.clock.now() + laterMs, take: () => take(id) });
        return { how: 'accepted', status: 202, reason: '' };
      }
      const stuck = this.#options.stuck?.[`${resource.name} ${id}`];
      if (stuck === 'refused') return { how: 'refused', status: 500, reason: '500 Internal Server Error' };
      if (removal === 'works' && stuck === undefined) take(id);
      return { how: 'done', status: 204, reason: '' };
    };
    return {
      resource: bulk === undefined ? resource : described,
      baseUrl: 'http://127.0.0.1',
      proof: new AnswerProof(),
      templateNames: [],
      visibility: new Visibility(this.clock, 50),
      searches,
      canFind: true,
      routeOf: () => undefined,
      learnRoute: () => undefined,
      idOf: (record) => record.id as RecordId,
      create: () => Promise.reject(new TypeError('Nothing is created here.')),
      bulk: undefined,
      lookForBulk: async () => undefined,
      createMany: async () => 'not-offered',
      read: async (id) => {
        call(`GET ${resource.path}/${id}`);
        return hasNoRead ? undefined : shown().find((one) => one.id === id)?.record;
      },
      list: async () => {
        call(`GET ${resource.path}`);
        return { records: page(), complete: isWhole(), startedAt: this.clock.now() };
      },
      find: async (key) => {
        call(`GET ${resource.path}?key`);
        const among = searches ? shown().map(({ record }) => record) : page();
        const records = among.filter((record) => keyOf(resource, record) === key);
        return { records, certain: isWhole() };
      },
      remove: async (id, options) => {
        call(`DELETE ${resource.path}/${id}`);
        return remove(id, options);
      },
      ...(bulk !== undefined && {
        removeMany: async (ids) => {
          call(`POST ${resource.path}/delete ${ids.join()}`);
          const answers = ids.map((id): Removed => {
            if (!all().some((one) => one.id === id)) return { how: 'gone', status: 404, reason: '404' };
            if (this.#isHeld(resource, id)) return { how: 'refused', status: 409, reason: '409 Conflict' };
            if (bulk !== 'does nothing') take(id);
            return { how: 'done', status: 200, reason: '' };
          });
          return bulk === 'is vague' ? 'unclear' : answers;
        },
      }),
    };
  }

  #isHeld({ name }: AnyResource, id: RecordId): boolean {
    const owned = name === 'users' ? this.stored.vms : [];
    return this.#options.refusesParents === true && owned.some(({ record }) => record.user_id === id);
  }
}

export function mail(n: number): string {
  return `ada.${dataset}-${n}@example.com`;
}

/** So many users and VMs of ours, in the ledger as they were answered. */
export function made(world: SmallWorld, userCount: number, vmCount = 0): LedgerRecord[] {
  const people = Array.from({ length: userCount }, (_, n) =>
    world.add('users', n + 1, { email: mail(n) }, true),
  );
  const machines = Array.from({ length: vmCount }, (_, n) =>
    world.add('vms', n + 1, { name: `vm-${dataset}-${n}`, user_id: (n % userCount) + 1 }, true),
  );
  return [
    ...people.map((record, n) => world.entry(users, n, record)),
    ...machines.map((record, n) => world.entry(vms, userCount + n, record)),
  ];
}
