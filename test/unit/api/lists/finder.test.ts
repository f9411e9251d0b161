import { describe, expect, test } from 'vitest';
import { type Listed, openList } from '../scripted-list.ts';

const key = 'ada@x.fr';
const ada = { id: 7, email: key, name: 'Ada Lovelace' };
const others = (count: number): Listed[] =>
  Array.from({ length: count }, (_, at) => ({
    id: 100 + at,
    email: `other.${at}@x.fr`,
    name: `Other Number ${at}`,
  }));
const hideKey = (records: readonly Listed[]): unknown => records.map(({ email: _, ...shown }) => shown);
const byQuery = { lookup: { query: 'email' } } as const;

describe('a look-up in the list', () => {
  test('finds a record by its key, however the server spells it', async () => {
    const { api, stored } = openList();
    stored.push(...others(3), { ...ada, email: ' ADA@x.fr ' });
    expect((await api.find(key)).records).toMatchObject([{ id: 7 }]);
  });

  test('finds all that have the key', async () => {
    const { api, stored } = openList();
    stored.push(ada, { ...ada, id: 8 });
    expect((await api.find(key)).records).toMatchObject([{ id: 7 }, { id: 8 }]);
  });

  test('is certain that a record is not there if the list shows all that surely is', async () => {
    const { api, stored } = openList();
    stored.push(...others(3));
    api.visibility.created(101, 'other.1@x.fr');
    expect(await api.find(key)).toEqual({ records: [], certain: true, isLate: false });
    expect(api.visibility.lagMs).toBe(0);
  });

  test('is not certain if the list is late, and learns how late', async () => {
    const { api, stored, clock } = openList();
    stored.push({ id: 1, email: 'new@x.fr', from: clock.now() + 5000 });
    api.visibility.created(1, 'new@x.fr');
    clock.pass(2000);
    expect(await api.find(key)).toEqual({ records: [], certain: false, isLate: true });
    expect([api.visibility.lagMs, api.visibility.settleMs]).toEqual([2000, 2000]);
  });

  test('knows a record that was removed meanwhile from one that the list hides', async () => {
    const { api, stored, clock, requests } = openList();
    stored.push(...others(2));
    for (const { id, email } of others(2)) api.visibility.created(id, email);
    api.visibility.created(1, 'removed-by-a-test@x.fr');
    clock.pass(20_000);
    expect(await api.find(key)).toEqual({ records: [], certain: true, isLate: false });
    expect(requests).toEqual(['GET /user', 'GET /user/100', 'GET /user/1']);
    expect([api.visibility.find(1), api.visibility.lagMs]).toEqual([undefined, 0]);
    // Forgotten: it is not read again.
    await api.find(key);
    expect(requests).toHaveLength(4);
  });

  test('is not certain if the list hides a record for good, and does not wait for it', async () => {
    const { api, stored, clock } = openList({ show: (records) => records.filter(({ id }) => id !== 100) });
    stored.push(...others(2));
    for (const { id, email } of others(2)) api.visibility.created(id, email);
    clock.pass(20_000);
    expect(await api.find(key)).toEqual({ records: [], certain: false, isLate: false });
    expect(api.visibility.lagMs).toBe(0);
  });

  test('is not certain if nothing can be read either', async () => {
    const { api, clock } = openList();
    api.visibility.created(1, 'new@x.fr');
    clock.pass(20_000);
    expect(await api.find(key)).toMatchObject({ certain: false, isLate: false });
    expect(api.visibility.find(1)).toBeDefined();
  });
});

describe('a list that is one page of several', () => {
  test('is no proof if it says so, and its missing records are not taken for late', async () => {
    const { api, stored, clock } = openList({
      show: (records) => ({ items: records.slice(0, 20), total: records.length }),
    });
    stored.push(...others(30));
    api.visibility.created(125, 'other.25@x.fr');
    clock.pass(5000);
    expect(await api.find(key)).toEqual({ records: [], certain: false, isLate: false });
    expect([api.visibility.lagMs, api.visibility.settleMs]).toEqual([0, 500]);
  });

  test('is no proof if it is as long as a page, and nothing of ours is known to be in it', async () => {
    const { api, stored } = openList({ show: (records) => records.slice(0, 20) });
    stored.push(...others(30));
    expect(await api.find(key)).toMatchObject({ certain: false });
  });

  test('is a proof once it has become shorter: a page would be filled up again', async () => {
    const { api, stored } = openList({ show: (records) => records.slice(0, 20) });
    stored.push(...others(20));
    expect(await api.find(key)).toMatchObject({ certain: false });
    stored.splice(0, 10);
    expect(await api.find(key)).toMatchObject({ certain: true });
    stored.push(...others(20));
    expect(await api.find(key)).toMatchObject({ certain: false });
  });

  test('is no proof if it does not grow although records were made', async () => {
    const { api, stored, clock } = openList({ show: (records) => records.slice(0, 20) });
    stored.push(...others(20));
    api.visibility.created(100, 'other.0@x.fr');
    expect(await api.find(key)).toMatchObject({ certain: true });
    stored.push({ id: 1, email: 'new@x.fr' });
    api.visibility.created(1, 'new@x.fr');
    clock.pass(3000);
    expect(await api.find(key)).toEqual({ records: [], certain: false, isLate: false });
    expect(api.visibility.lagMs).toBe(0);
  });

  test('is not taken for a late one if it is as long as a page twice, and teaches nothing', async () => {
    const { api, stored, clock } = openList({ show: (records) => records.slice(0, 20) });
    stored.push(...others(20), { id: 1, email: 'new@x.fr' });
    api.visibility.created(1, 'new@x.fr');
    clock.pass(3000);
    expect(await api.find(key)).toEqual({ records: [], certain: false, isLate: true });
    expect(await api.find(key)).toEqual({ records: [], certain: false, isLate: false });
    expect([api.visibility.lagMs, api.visibility.settleMs]).toEqual([0, 500]);
  });

  test('is a proof if it is short', async () => {
    const { api, stored } = openList({ show: (records) => records.slice(0, 20) });
    stored.push(...others(3));
    expect(await api.find(key)).toMatchObject({ certain: true });
  });
});

describe('a list that hides the key', () => {
  test('leads to the record by the fields that were sent, and one reading of it', async () => {
    const { api, stored, requests } = openList({ show: hideKey });
    stored.push(...others(30), ada);
    expect((await api.find(key, { sent: { email: key, name: ada.name } })).records).toEqual([ada]);
    expect(requests).toEqual(['GET /user', 'GET /user/7']);
  });

  test('is a proof if no record in it has the fields that were sent', async () => {
    const { api, stored, requests } = openList({ show: hideKey });
    stored.push(...others(33));
    expect(await api.find(key, { sent: { email: key, name: ada.name } })).toMatchObject({
      records: [],
      certain: true,
    });
    expect(requests).toEqual(['GET /user']);
  });

  test('is a proof if the records that look like it turn out to be others', async () => {
    const { api, stored } = openList({ show: hideKey });
    stored.push({ ...ada, id: 8, email: 'another.ada@x.fr' });
    expect(await api.find(key, { sent: { email: key, name: ada.name } })).toMatchObject({
      records: [],
      certain: true,
    });
  });

  test('is no proof if a record that looks like it hides its key by itself too', async () => {
    const { api, stored } = openList();
    stored.push({ id: 8, name: ada.name });
    expect(await api.find(key, { sent: { email: key, name: ada.name } })).toMatchObject({
      records: [],
      certain: false,
    });
  });

  test('is no proof if many look like it: five are read, the newest', async () => {
    const { api, stored, requests } = openList({ show: hideKey });
    stored.push(...others(30).map((one) => ({ ...one, name: ada.name })));
    expect(await api.find(key, { sent: { email: key, name: ada.name } })).toMatchObject({
      records: [],
      certain: false,
    });
    expect(requests).toEqual(['GET /user', ...[125, 126, 127, 128, 129].map((id) => `GET /user/${id}`)]);
  });
});

describe('a look-up by a query', () => {
  test('asks for the one key', async () => {
    const { api, stored, requests } = openList({ delivery: byQuery });
    stored.push(...others(3), ada);
    expect(await api.find(key)).toMatchObject({ records: [ada], certain: true });
    expect(requests).toEqual([`GET /user?email=${key}`]);
  });

  test('is certain that a record is not there if it finds one that surely is', async () => {
    const { api, stored, requests } = openList({ delivery: byQuery });
    stored.push(...others(3));
    api.visibility.created(101, 'other.1@x.fr');
    expect(await api.find(key)).toMatchObject({ records: [], certain: true });
    expect(requests).toEqual([`GET /user?email=${key}`, 'GET /user?email=other.1@x.fr']);
  });

  test('is not certain if the search is late', async () => {
    const { api, stored, clock } = openList({ delivery: byQuery });
    stored.push({ id: 1, email: 'new@x.fr', from: clock.now() + 9000 });
    api.visibility.created(1, 'new@x.fr');
    clock.pass(4000);
    expect(await api.find(key)).toEqual({ records: [], certain: false, isLate: true });
    expect(api.visibility.lagMs).toBe(4000);
  });

  test('is a look into the list if the parameter is ignored', async () => {
    const { api, stored } = openList({ delivery: { lookup: { query: 'mail' } } });
    stored.push(...others(3));
    api.visibility.created(101, 'other.1@x.fr');
    expect(await api.find(key)).toMatchObject({ records: [], certain: true });
    stored.push(ada);
    expect((await api.find(key)).records).toEqual([ada]);
  });

  test('is no proof if the parameter is ignored and the list is cut', async () => {
    for (const show of [
      (records: readonly Listed[]) => records.slice(0, 20),
      (records: readonly Listed[]) => ({ items: records.slice(0, 7), total: records.length }),
    ]) {
      const { api, stored } = openList({ delivery: { lookup: { query: 'mail' } }, show });
      stored.push(...others(30), ada);
      api.visibility.created(101, 'other.1@x.fr');
      expect(await api.find(key)).toMatchObject({ records: [], certain: false });
    }
  });

  test('is no proof if the parameter is ignored and what surely exists is not in the answer', async () => {
    const { api, stored, clock } = openList({
      delivery: { lookup: { query: 'mail' } },
      show: (records) => records.slice(0, 7),
    });
    stored.push(...others(30), ada);
    api.visibility.created(129, 'other.29@x.fr');
    clock.pass(1000);
    expect(await api.find(key)).toMatchObject({ records: [], certain: false });
  });

  test('reads the record by its id if the answer hides the key', async () => {
    const { api, stored, requests } = openList({ delivery: byQuery, show: hideKey });
    stored.push(...others(3), ada);
    expect((await api.find(key)).records).toEqual([ada]);
    expect(requests).toEqual([`GET /user?email=${key}`, 'GET /user/7']);
  });
});

describe('one reading of the list', () => {
  test('serves all who wait for one, and nobody who asked after it began', async () => {
    const answer = Promise.withResolvers<void>();
    const { api, stored, requests } = openList({
      show: async (records) => {
        await answer.promise;
        return records;
      },
    });
    const first = [api.find(key), api.find('x@x.fr'), api.find('y@x.fr')];
    await expect.poll(() => requests).toHaveLength(1);
    stored.push(ada);
    const later = api.find(key);
    answer.resolve();
    expect(await Promise.all(first)).toMatchObject([{ records: [] }, {}, {}]);
    expect((await later).records).toEqual([ada]);
    expect(requests).toEqual(['GET /user', 'GET /user']);
  });

  test('that fails fails those who waited for it only', async () => {
    let fails = true;
    const { api } = openList({ show: (records) => (fails ? { ok: true } : records) });
    const both = await Promise.allSettled([api.find(key), api.find('x@x.fr')]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await api.find(key)).toMatchObject({ certain: true });
  });

  test('can be left by one who is aborted, and goes on for the others', async () => {
    const stop = new AbortController();
    const { api, clock, stored } = openList({ latencyMs: 1000 });
    stored.push(ada);
    const left = api.find(key, { signal: stop.signal });
    const stays = api.find(key);
    await clock.sleep(100);
    stop.abort(new Error('enough'));
    await expect(left).rejects.toThrow('enough');
    expect((await stays).records).toEqual([ada]);
  });
});

test('a resource without a key, or that says that it cannot be looked up, is not', async () => {
  const { api } = openList({ delivery: { lookup: false } });
  expect(api.canFind).toBe(false);
  expect(await api.find(key)).toEqual({ records: [], certain: false });
});
