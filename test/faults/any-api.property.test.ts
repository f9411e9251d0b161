import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { isSeedbedError } from '../../src/errors.ts';
import { readConfig } from '../../src/host/open-run.ts';
import { sweepRuns } from '../../src/host/sweep-runs.ts';
import { randomStream } from '../../src/lib/random.ts';
import { mayBeGivenAgain } from '../../src/lib/record-id.ts';
import type { RemovalReport } from '../../src/removal/report.ts';
import type { OddFault } from '../cases/odd-fault.ts';
import type { OddOptions, OddServer } from '../cases/odd-server.ts';
import type { OddRecord } from '../cases/odd-store.ts';
import { closeCases, openCase, orphan, reported } from '../cases/stage.ts';

afterEach(closeCases);

const deletedAt = { deleted_at: '2026-01-01T00:00:00Z' };

/** How an API is made, and what it does now and then. */
const shape = fc.record({
  duplicates: fc.constantFrom<NonNullable<OddOptions['duplicates']>[]>('stored', 'upsert', 409, 422),
  firstId: fc.constantFrom('1', '4711', '9007199254740993'),
  listLagMs: fc.constantFrom(0, 0, 40),
  capitals: fc.boolean(),
  page: fc.constantFrom<Partial<Pick<OddOptions, 'page'>>[]>(
    {},
    {},
    { page: { size: 3, tells: 'next' } },
    { page: { size: 3, tells: 'link' } },
    { page: { size: 10, tells: 'total' } },
    { page: { size: 10, tells: 'nothing' } },
  ),
  removal: fc.constantFrom<NonNullable<OddOptions['removal']>[]>(
    'done',
    'done',
    { doneAfterMs: 30 },
    { marks: deletedAt },
  ),
  children: fc.constantFrom<Partial<Pick<OddOptions, 'childrenRefuse'>>[]>(
    {},
    { childrenRefuse: 409 },
    { childrenRefuse: 423 },
  ),
  latencyMs: fc.constantFrom(0, 2),
});

const createFaults: readonly OddFault[] = [
  { kind: 'reset', committed: 'before' },
  { kind: 'reset', committed: 'never' },
  { kind: 'reset', committed: 20 },
  { kind: 'status', status: 500, committed: true },
  { kind: 'status', status: 502, committed: true },
  { kind: 'repeated', committed: true },
  { kind: 'other-record', committed: true },
];

const life = fc.record({
  shape,
  users: fc.integer({ min: 1, max: 12 }),
  vms: fc.integer({ min: 0, max: 8 }),
  others: fc.constantFrom(0, 4, 10),
  createFaults: fc.constantFrom(0, 0.2),
  removalFaults: fc.constantFrom(0, 0.2),
  /** Of our records, before they are removed: others remove some, and get the ids of some of these. */
  meddling: fc.constantFrom(0, 0, 0.3),
  settings: fc.constantFrom({}, { concurrency: 1 }, { concurrency: 4, batchSize: 3 }),
  ends: fc.constantFrom('closes', 'dies once it has seeded', 'dies while it seeds', 'dies while it removes'),
  randomSeed: fc.nat(),
});

type Life = typeof life extends fc.Arbitrary<infer Value> ? Value : never;

/** Until this many requests more have come, or nothing comes any more. */
async function untilRequests(server: OddServer, more: number): Promise<void> {
  const enough = server.count('') + more;
  for (let waited = 0; server.count('') < enough && waited < 50; waited++) await pause(2);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function live(given: Life): Promise<void> {
  const draw = randomStream('mishaps', given.randomSeed);
  /** It is gone, and somebody else's record may have its id now. */
  const loseOne = (record: OddRecord): void => {
    const { store } = opened.server;
    if (mayBeGivenAgain(record.id) && draw() < 0.5) store.replace(record);
    else store.remove(record);
  };
  const { page, children, ...others } = given.shape;
  const opened = await openCase(
    {
      ...others,
      ...page,
      ...children,
      creates: () =>
        draw() < given.createFaults ? createFaults[Math.floor(draw() * createFaults.length)] : undefined,
      // Done, or done and the id is another's, or nothing: nobody hears of it.
      insteadOf: (_, record) => {
        if (draw() >= given.removalFaults) return undefined;
        if (record !== undefined && draw() < 0.7) loseOne(record);
        return draw() < 0.5 ? 'no answer' : 500;
      },
    },
    { settle: 0.01, timeout: 1, maxWait: 1, ...given.settings },
  );
  const { server, folder, config } = opened;
  const { store } = server;
  const check = ({ left, waiting }: Pick<RemovalReport, 'left' | 'waiting'>): void => {
    expect(store.foreignRemoved).toEqual([]);
    expect(store.ours.length).toBeLessThanOrEqual(reported({ left, waiting } as RemovalReport));
  };
  const die = async (): Promise<void> => {
    server.dropFrom('Bearer a-token');
    orphan(folder.path);
    // What was on its way when its sender died.
    await pause(40);
  };
  for (let one = 0; one < given.others; one++) store.addForeign(one % 3 === 0 ? 'vm' : 'user');
  const seeder = await opened.seeder();
  const seeding = seeder.seed({ users: given.users, vms: given.vms }).catch((error: unknown) => {
    expect(isSeedbedError(error) || given.ends === 'dies while it seeds').toBe(true);
  });
  const some = Math.floor(draw() * (given.users + given.vms));
  if (given.ends === 'dies while it seeds') await untilRequests(server, some);
  else await seeding;
  if (given.ends === 'dies while it seeds' || given.ends === 'dies once it has seeded') await die();
  for (const record of store.ours) if (draw() < given.meddling) loseOne(record);
  await pause(given.shape.listLagMs + 20);
  if (given.ends === 'closes') check(await seeder.close());
  if (given.ends === 'dies while it removes') {
    seeder.close().catch(() => undefined);
    await untilRequests(server, some);
    await die();
  }
  const sweeper = { ...config, auth: { token: 'another-token' } };
  const swept = await sweepRuns(await readConfig(folder.path, sweeper), {});
  if (given.ends === 'closes') expect(store.foreignRemoved).toEqual([]);
  else check(swept);
}

test('with any API, no record of others is gone, and none of ours is left without a word', async () => {
  // Ten at once, because each waits most of the time.
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 10, maxLength: 10 }), async (lives) => {
      const lived = await Promise.allSettled(lives.map(live));
      const failed = lived.findIndex(({ status }) => status === 'rejected');
      const { reason } = (lived[failed] ?? {}) as PromiseRejectedResult;
      if (failed !== -1) throw new Error(`In this life: ${JSON.stringify(lives[failed])}`, { cause: reason });
      await closeCases();
    }),
    { numRuns: 4, seed: 20261127, endOnFailure: true },
  );
});
