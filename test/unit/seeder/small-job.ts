import { openApis } from '../../../src/api/open-apis.ts';
import { createBuilder } from '../../../src/factory/builder.ts';
import { defineResource } from '../../../src/factory/define-resource.ts';
import type { Delivery } from '../../../src/factory/delivery.ts';
import { createClient } from '../../../src/http/client.ts';
import type { Ledger, LedgerEvent } from '../../../src/ledger/ledger.ts';
import type { RecordSpec } from '../../../src/plan/plan.ts';
import { build, type Draft } from '../../../src/seeder/build.ts';
import { type Job, openJob } from '../../../src/seeder/job.ts';
import { createMemoryExchange } from '../../memory-exchange.ts';
import { createMemoryLedger } from '../../memory-ledger.ts';
import { VirtualClock } from '../../virtual-clock.ts';

export interface Person {
  readonly id: number;
  readonly email: string;
  readonly name: string;
}

/** What a scripted API answers to one request; undefined: what a plain one would. `commit` stores what was sent. */
export type Oddity = (request: {
  readonly line: string;
  /** How many creates came before. */
  readonly creates: number;
  readonly commit: () => Person;
  readonly people: Person[];
}) => Response | 'reset' | undefined;

export interface SmallJobOptions {
  readonly oddity?: Oddity | undefined;
  readonly delivery?: Delivery | undefined;
  readonly people?: readonly Person[] | undefined;
  readonly ownNamespace?: boolean | undefined;
  readonly key?: 'email' | undefined;
  readonly signal?: AbortSignal | undefined;
}

export const namespace = 'sb0123456789-0';

/** A job of one resource over an API in memory, its waits by a virtual clock, its ledger open to the test. */
export interface SmallJob {
  readonly job: Job;
  readonly clock: VirtualClock;
  /** What is stored. */
  readonly people: Person[];
  /** `POST /user`, in order. */
  readonly requests: string[];
  /** What became of each entry of the ledger: `created 7`, `unknown`, `rejected`, `deleted`; `intent` if nothing did. */
  entries(): string[];
  draft(index?: number, set?: object): Promise<Draft>;
}

export function openSmallJob(options: SmallJobOptions = {}): SmallJob {
  const { oddity, delivery, ownNamespace = true, signal } = options;
  const clock = new VirtualClock();
  const people: Person[] = [...(options.people ?? [])];
  const requests: string[] = [];
  let creates = 0;
  let lastId = Math.max(0, ...people.map(({ id }) => id));
  const users = defineResource({
    name: 'users',
    path: '/user',
    ...('key' in options && options.key === undefined ? {} : { key: 'email' }),
    secrets: ['password'],
    build: ({ unique }) => ({
      name: `Somebody Number ${unique.index}`,
      email: unique.email('someone'),
      password: 'a-password',
    }),
    ...delivery,
  });
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const line = `${request.method} ${pathname}${decodeURIComponent(search)}`;
    requests.push(line);
    const text = await request.text();
    const commit = (): Person => {
      const { password: _, ...fields } = JSON.parse(text);
      const person: Person = { ...fields, id: ++lastId };
      people.push(person);
      return person;
    };
    const isCreate = request.method === 'POST';
    const odd = oddity?.({ line, creates: isCreate ? creates++ : creates, commit, people });
    if (odd === 'reset') throw new Error('reset');
    if (odd !== undefined) return odd;
    if (isCreate) return Response.json(commit(), { status: 201 });
    const [, , id] = pathname.split('/');
    const wanted = new URLSearchParams(search).get('email');
    if (id === undefined)
      return Response.json(people.filter(({ email }) => wanted === null || email === wanted));
    const at = people.findIndex((person) => String(person.id) === id);
    if (at === -1) return Response.json({ message: 'Not found.' }, { status: 404 });
    if (request.method === 'DELETE') people.splice(at, 1);
    return Response.json(request.method === 'DELETE' ? {} : people[at]);
  };
  const client = createClient({
    exchange: createMemoryExchange({ baseUrl: 'http://demo.test', fetch }),
    clock,
    random: () => 0.5,
    retry: { maxRetries: 0 },
  });
  const ledger = createMemoryLedger({
    version: 2,
    runId: 'sb0123456789',
    baseUrl: 'http://demo.test',
    startedAt: clock.wall(),
    policy: 'remove',
    owner: { pid: 1, startTime: 1, boot: 'b', host: 'h' },
  });
  const job = openJob(
    {
      apis: openApis(client, [users], { clock, settleMs: 500 }),
      ledger,
      clock,
      resources: [users],
      batchSize: undefined,
      delayMs: 0,
      concurrency: undefined,
      maxRetries: 2,
      maxWaitMs: 60_000,
      namespace,
      ownNamespace,
      builder: createBuilder({ resources: [users], randomSeed: 1, namespace }),
      signal,
      onProgress: undefined,
    },
    users,
  );
  return {
    job,
    clock,
    people,
    requests,
    entries: () => entriesOf(ledger),
    async draft(index = 0, set = {}) {
      const spec: RecordSpec = { resource: 'users', index, traits: [], set: { ...set }, parents: {} };
      const draft = await build(job, spec, {});
      if ('outcome' in draft) throw new TypeError(draft.reason);
      return draft;
    },
  };
}

function entriesOf({ events }: Ledger & { readonly events: readonly LedgerEvent[] }): string[] {
  const entries: string[] = [];
  for (const event of events) {
    if (!('entry' in event)) continue;
    entries[event.entry] = event.event === 'created' ? `created ${event.id}` : event.event;
  }
  return entries;
}
