import type { DatasetActions } from '../../../src/dataset/dataset.ts';
import type { DatasetSnapshot, SeededRecord } from '../../../src/dataset/snapshot.ts';

export function userRecord(index: number, more: Partial<SeededRecord> = {}): SeededRecord {
  return {
    resource: 'users',
    index,
    id: 100 + index,
    fields: { id: 100 + index, email: `user.${index}@example.com`, tags: ['a'], profile: { city: 'Lyon' } },
    traits: index === 0 ? ['admin'] : ['member'],
    parents: {},
    secrets: { password: `pw-canary-${index}` },
    entry: index,
    ...more,
  };
}

export function vmRecord(index: number, owner: number): SeededRecord {
  return {
    resource: 'vms',
    index,
    id: 200 + index,
    fields: { id: 200 + index, name: `vm-${index}`, user_id: owner },
    traits: [],
    parents: { users: owner },
    secrets: {},
    entry: 50 + index,
  };
}

export function snapshotOf(
  records: DatasetSnapshot['records'],
  more: Partial<DatasetSnapshot> = {},
): DatasetSnapshot {
  return {
    namespace: 'sb0123456789-0',
    randomSeed: 7,
    records,
    failures: [{ resource: 'users', index: 9, outcome: 'rejected', reason: '422' }],
    stats: { resources: {}, requests: 3, retries: 0, rateLimited: 0, durationMs: 41 },
    ...more,
  };
}

/** Keeps what it was asked for. */
export function actionsOf(
  more: Partial<DatasetActions> = {},
): DatasetActions & { readonly asked: unknown[][] } {
  const asked: unknown[][] = [];
  return {
    asked,
    add: async (seed) => {
      asked.push(['add', seed]);
      return snapshotOf({ users: [], vms: [vmRecord(9, 100)] });
    },
    track: async (...args) => void asked.push(['track', ...args]),
    session: async (...args) => {
      asked.push(['session', ...args]);
      return { cookies: [] };
    },
    users: { credentials: {} },
    origin: 'http://127.0.0.1',
    send: async (...args) => {
      asked.push(['send', ...args]);
      return { status: 200, headers: {}, body: { ok: true } };
    },
    form: { url: '/', email: 'Email', password: 'Password', submit: 'Sign in' },
    ...more,
  };
}
