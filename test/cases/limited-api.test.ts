import { afterEach, describe, expect, test } from 'vitest';
import { startFaultServer } from '../faults/fault-server.ts';
import { closeCases, openCase } from './stage.ts';

afterEach(closeCases);

/** What creating and deleting costs by itself: one login, a POST and a DELETE a record. */
const plain = (records: number): number => 1 + 2 * records;
const perResource = 3;

describe('an API that allows 10 requests per 2 s', () => {
  const limit = { rateLimit: { requests: 10, perMs: 2000 }, duplicates: 409 } as const;
  const auth = { email: 'admin@example.com', password: 'demo-password' };

  test('is asked at most three times a resource and run for proofs and audit', async () => {
    const server = await startFaultServer(limit);
    try {
      const { seeder } = await openCase(
        {},
        { baseUrl: server.baseUrl, auth, rateLimit: '10/2s', settle: 0.5 },
      );
      const open = await seeder();
      await open.seed({ users: 6, vms: 8 });
      const report = await open.close();
      expect(report).toMatchObject({ removed: 14, left: [] });
      expect([server.users, server.vms]).toEqual([[], []]);
      expect(server.counts.requests).toBeLessThanOrEqual(plain(14) + 2 * perResource);
      expect(server.counts.limited).toBe(0);
    } finally {
      await server.close();
    }
  });

  test('is asked no more often for several datasets of one run', async () => {
    const server = await startFaultServer(limit);
    try {
      const { seeder } = await openCase(
        {},
        { baseUrl: server.baseUrl, auth, rateLimit: '10/2s', settle: 0.5 },
      );
      const open = await seeder();
      for (const users of [2, 3, 2]) await open.cleanup(await open.seed({ users }));
      const report = await open.close();
      expect(report.left).toEqual([]);
      expect(server.users).toEqual([]);
      // The first removal of each dataset is checked, too: that is one request a dataset.
      expect(server.counts.requests).toBeLessThanOrEqual(plain(7) + 2 * perResource + 3);
    } finally {
      await server.close();
    }
  });

  test('while seeding, nothing is asked but creates', async () => {
    const server = await startFaultServer(limit);
    try {
      const { seeder } = await openCase(
        {},
        { baseUrl: server.baseUrl, auth, rateLimit: '10/2s', settle: 0.5 },
      );
      const open = await seeder();
      await open.seed({ users: 5 });
      expect(server.requests).toEqual(['POST /auth/login', ...Array.from({ length: 5 }, () => 'POST /user')]);
      await open.close();
    } finally {
      await server.close();
    }
  });
});
