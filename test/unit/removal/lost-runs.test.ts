import { describe, expect, test } from 'vitest';
import { temporaryNamespace } from '../../../src/lib/temporary-tag.ts';
import { findLost, judgeLost, type LostOptions } from '../../../src/removal/lost-runs.ts';
import { SmallWorld } from './small-world.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 26, 12);
const runId = 'sb4k2x9q7m1p';
const marked = (agoMs: number, run = runId): string =>
  `ada.0@${temporaryNamespace(run, now - agoMs, '0')}.example.com`;
const iso = (agoMs: number): string => new Date(now - agoMs).toISOString();

describe('a record of a run without a ledger', () => {
  const judge = (key: string | undefined, shown: object, known: readonly string[] = []) =>
    judgeLost(key, { ...shown }, { now, olderThanMs: 2 * hour, known: new Set(known) });

  test('is due if its mark and its creation are old enough', () => {
    const madeAt = now - 3 * hour;
    expect(judge(marked(3 * hour), { created_at: iso(3 * hour) })).toEqual({ due: { runId, madeAt } });
    // An API that tells no time of creation: the mark does.
    expect(judge(marked(3 * hour), {})).toEqual({ due: { runId, madeAt } });
  });

  test.each([
    ['its mark is younger', marked(hour), { created_at: iso(3 * hour) }, 'young'],
    ['its creation is younger', marked(3 * hour), { created_at: iso(hour) }, 'young'],
    ['its time may be of any zone', marked(9 * hour), { created_at: '2026-11-26 03:00:00' }, 'young'],
    ['its mark is a little ahead of our clock', marked(-5 * 60_000), {}, 'young'],
    ['its creation is in the future', marked(3 * hour), { created_at: iso(-hour) }, 'unclear'],
    ['its mark is in the future', marked(-hour), {}, 'unclear'],
    ['its creation cannot be read', marked(3 * hour), { created_at: 'yesterday' }, 'unclear'],
    ['it has the tags of two runs', `${marked(3 * hour)} sb0000000000-0`, {}, 'unclear'],
    ['it was made to stay, or by an older seedbed', `ada.0@${runId}-0.example.com`, {}, 'unmarked'],
    ['it has a mark and none', `${marked(3 * hour)} ${runId}-1`, {}, 'unmarked'],
    ['somebody wrote a tag like ours', `ada@${runId}-t00000-1.example.com`, {}, 'unmarked'],
    ['its tag is in another word', `x${runId}-0@example.com`, {}, 'foreign'],
    ["it is somebody else's", 'ada@example.com', { created_at: iso(99 * hour) }, 'foreign'],
    ['it says that it was removed', marked(3 * hour), { deleted_at: iso(hour) }, 'foreign'],
    ['it shows no key', undefined, {}, 'foreign'],
  ])('stays if %s', (_, key, shown, verdict) => {
    expect(judge(key, shown)).toBe(verdict);
  });

  test('is not judged if its run has a ledger here', () => {
    expect(judge(marked(3 * hour), {}, [runId])).toBe('foreign');
    expect(judge(`ada.0@${runId}-0.example.com`, {}, [runId])).toBe('foreign');
  });
});

describe('a search for lost runs', () => {
  const search = (world: SmallWorld, change: Partial<LostOptions> = {}) =>
    findLost(world.context, {
      olderThanMs: 2 * hour,
      known: new Set(),
      present: async () => new Set(),
      maxBytes: 1e9,
      signal: undefined,
      ...change,
    });

  /** Its clock begins in 1970: what is made there has marks of then, and `created_at` of 2026. */
  function worldOf(keys: readonly string[], created_at = iso(5 * hour)): SmallWorld {
    const world = new SmallWorld();
    world.clock.sleep(now - world.clock.wall());
    for (const [at, email] of keys.entries()) {
      const record = world.add('users', at + 1, { email }, true);
      Object.assign(record, { created_at });
    }
    return world;
  }

  test('finds what is due, and asks the coordinator who lives', async () => {
    const alive = 'sb0000000001';
    const world = worldOf([marked(5 * hour), marked(4 * hour, alive), marked(hour), 'ada@example.com']);
    const asked: string[][] = [];
    const { due, madeAt, report } = await search(world, {
      present: async (runs) => {
        asked.push([...runs]);
        return new Set([alive]);
      },
    });
    expect(due.map(({ record }) => record.id)).toEqual([1]);
    expect(madeAt).toEqual(new Map([[runId, now - 5 * hour]]));
    expect(report).toMatchObject({ due: 1, alive: 1, young: 1, unmarked: 0, unclear: 0, unsearched: [] });
    expect(asked).toEqual([[runId, alive]]);
    expect(world.calls.filter((call) => call.startsWith('DELETE'))).toEqual([]);
  });

  test.each([
    ['behind', -4 * hour, 0],
    ['ahead', 4 * hour, 1],
  ])('counts ages by the earlier clock: the API is %s', async (_, aheadMs, due) => {
    const world = worldOf([marked(5 * hour)]);
    const api = world.context.apis.of('users');
    const { list } = api;
    api.list = async (options) => ({ ...(await list(options)), answeredAt: world.clock.wall() + aheadMs });
    expect((await search(world)).report).toMatchObject({ due, aheadMs });
  });

  test('says which lists do not show all', async () => {
    const world = new SmallWorld({ pageSize: 1 });
    world.add('users', 1, { email: 'a@example.com' }, false);
    world.add('users', 2, { email: 'b@example.com' }, false);
    expect((await search(world)).report.unsearched).toEqual([
      { resource: 'users', reason: expect.stringContaining('does not show all') },
    ]);
  });
});
