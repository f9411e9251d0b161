import { describe, expect, test } from 'vitest';
import { lookUp } from '../../../../src/api/lists/look-up.ts';
import { openList } from '../scripted-list.ts';

const key = 'ada@x.fr';
const ada = { id: 7, email: key };

describe('a look-up after a lost answer', () => {
  test('finds what was stored after one settle time and one reading', async () => {
    const { api, clock, stored, requests } = openList();
    stored.push(ada);
    expect(await lookUp(api, clock, key, {})).toMatchObject({ records: [ada] });
    expect([clock.slept, requests]).toEqual([[500], ['GET /user']]);
    expect(api.visibility.settleMs).toBe(500);
  });

  test('doubts for seven settle times that it is not there: servers commit 3 s late', async () => {
    const { api, clock, stored, requests } = openList();
    expect(await lookUp(api, clock, key, {})).toMatchObject({ records: [], certain: true });
    expect([clock.slept, requests.length]).toEqual([[500, 1000, 2000], 3]);
    stored.push({ ...ada, from: clock.now() + 3000 });
    expect((await lookUp(api, clock, key, {})).records).toHaveLength(1);
  });

  test('does not doubt if the API refuses a second record with the same key', async () => {
    const { api, clock } = openList();
    api.visibility.refusesDuplicates = true;
    expect(await lookUp(api, clock, key, {})).toMatchObject({ records: [], certain: true });
    expect(clock.slept).toEqual([500]);
  });

  test('learns how late a record turned up, by its waits and not by what else took time', async () => {
    const { api, clock, stored } = openList({ latencyMs: 4000 });
    stored.push({ ...ada, from: clock.now() + 5000 });
    expect((await lookUp(api, clock, key, {})).records).toHaveLength(1);
    expect(api.visibility.settleMs).toBe(1500);
  });

  test('goes on for 15 s if the list does not show what surely exists', async () => {
    const { api, clock, stored } = openList();
    api.visibility.created(1, 'other@x.fr');
    stored.push(
      { id: 1, email: 'other@x.fr', from: clock.now() + 10_000 },
      { ...ada, from: clock.now() + 11_000 },
    );
    expect((await lookUp(api, clock, key, {})).records).toHaveLength(1);
    expect(api.visibility.lagMs).toBeGreaterThan(5000);
  });

  test('ends after 15 s, and says that "not there" is no proof', async () => {
    const { api, clock, stored, requests } = openList();
    api.visibility.created(1, 'other@x.fr');
    stored.push({ id: 1, email: 'other@x.fr', from: clock.now() + 3_600_000 });
    const started = clock.now();
    expect(await lookUp(api, clock, key, {})).toMatchObject({ records: [], certain: false });
    expect(clock.now() - started).toBeLessThan(20_000);
    expect(requests.length).toBeLessThanOrEqual(9);
  });

  test('goes on for 15 s if the API said that it is there', async () => {
    const { api, clock, stored } = openList();
    stored.push({ ...ada, from: clock.now() + 12_000 });
    expect((await lookUp(api, clock, key, { isThere: true })).records).toHaveLength(1);
  });

  test('ends after the usual doubt if the list cannot show more later', async () => {
    const { api, clock } = openList({ show: (records) => ({ items: records, total: 40 }) });
    expect(await lookUp(api, clock, key, {})).toMatchObject({ records: [], certain: false });
    expect(clock.slept).toEqual([500, 1000, 2000]);
  });

  test('does not spin without a settle time', async () => {
    const { api, clock, requests } = openList({ settleMs: 0 });
    await lookUp(api, clock, key, { isThere: true });
    expect(requests.length).toBeLessThan(20);
  });

  test('can be ended while it waits, and while the list is read', async () => {
    for (const latencyMs of [0, 60_000]) {
      const stop = new AbortController();
      const { api, clock } = openList({ latencyMs });
      const looking = lookUp(api, clock, key, { isThere: true, signal: stop.signal });
      const ended = expect(looking).rejects.toThrow('enough');
      await clock.sleep(700);
      stop.abort(new Error('enough'));
      await ended;
      expect(clock.now()).toBeLessThan(10_000);
    }
  });
});
