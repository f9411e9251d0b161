import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { SeedbedConfig } from '../../src/config/config.ts';
import type { InProcessHost } from '../../src/host/in-process-host.ts';
import { openRun, readConfig } from '../../src/host/open-run.ts';
import { type CountingApi, startCountingApi } from './counting-api.ts';

/** A straggler, a create that is not answered yet, holds nothing back that does not need it. A barrier would wait for it for ever. */
const closers: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Creating hashes passwords, on a busy machine. */
const patience = { timeout: 20_000 };

interface Held {
  readonly api: CountingApi;
  readonly host: InProcessHost;
  /** Lets the straggler go. */
  letGo(): void;
}

/** @param straggler which create is held, from 1 */
async function hold(straggler: number, config: SeedbedConfig): Promise<Held> {
  const held = Promise.withResolvers<undefined>();
  const api = await startCountingApi({
    onCreate: (count) => (count === straggler ? held.promise : undefined),
  });
  const root = mkdtempSync(join(tmpdir(), 'no-barriers-'));
  closers.push(
    () => api[Symbol.asyncDispose](),
    () => rmSync(root, { recursive: true, force: true }),
  );
  const host = openRun(await readConfig(root, { baseUrl: api.url, ...config }));
  closers.push(
    () => host.close(),
    () => held.resolve(undefined),
  );
  return { api, host, letGo: () => held.resolve(undefined) };
}

const created = (api: CountingApi, path: string): number =>
  api.asked.filter((line) => line === `POST ${path}`).length;

describe('a straggler', () => {
  test('holds no later batch back', async () => {
    const { api, host, letGo } = await hold(3, { batchSize: 4 });
    const seeding = host.acquire({ key: 'k', path: '', seed: { users: 20 } });
    await expect.poll(() => api.counts().users, patience).toBe(19);
    letGo();
    expect((await seeding).records.users).toHaveLength(20);
  });

  test('holds the next batch back if a pause between batches is asked for', async () => {
    const { api, host, letGo } = await hold(3, { batchSize: 4, delay: 0.001 });
    const seeding = host.acquire({ key: 'k', path: '', seed: { users: 20 } });
    await expect.poll(() => api.counts().users, patience).toBe(3);
    expect(created(api, '/user')).toBe(4);
    letGo();
    expect((await seeding).records.users).toHaveLength(20);
    expect(api.creates()).toBe(20);
  });

  test('holds no child back but its own', async () => {
    const { api, host, letGo } = await hold(4, {});
    const seeding = host.acquire({ key: 'k', path: '', seed: { users: 4, vms: { count: 1, per: 'users' } } });
    await expect.poll(() => api.counts(), patience).toEqual({ users: 3, vms: 3 });
    letGo();
    const { records } = await seeding;
    expect([records.users?.length, records.vms?.length]).toEqual([4, 4]);
    expect(records.vms?.map(({ parents }) => parents.users)).toEqual(records.users?.map(({ id }) => id));
  });

  test('that cannot be made gives its child to another one, as if that had waited for all', async () => {
    const held = Promise.withResolvers<undefined>();
    const api = await startCountingApi({
      onCreate: async (count) => {
        if (count !== 2) return undefined;
        await held.promise;
        return Response.json({ message: 'no' }, { status: 422 });
      },
    });
    closers.push(() => api[Symbol.asyncDispose]());
    const root = mkdtempSync(join(tmpdir(), 'no-barriers-'));
    closers.push(() => rmSync(root, { recursive: true, force: true }));
    const host = openRun(await readConfig(root, { baseUrl: api.url, minSuccess: 0 }));
    closers.push(() => host.close());
    const seeding = host.acquire({ key: 'k', path: '', seed: { users: 3, vms: 3 } });
    // Its own child waits, and those after it: they come in order.
    await expect.poll(() => api.counts(), patience).toEqual({ users: 2, vms: 1 });
    held.resolve(undefined);
    const { records, failures } = await seeding;
    expect(failures.map(({ resource, index }) => `${resource} ${index}`)).toEqual(['users 1']);
    const [first, last] = records.users ?? [];
    expect(records.vms?.map(({ parents }) => parents.users)).toEqual([first?.id, last?.id, last?.id]);
  });
});
