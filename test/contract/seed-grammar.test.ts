import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test } from 'vitest';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { demoOperator } from '../../src/demo/index.ts';
import { openDataset } from '../../src/host/datasets/open-dataset.ts';
import type { DefaultResource } from '../../src/index.ts';
import type { Seed } from '../../src/plan/seed.ts';
import { closeStages, inProcess, type Stage } from './hosts.ts';

afterEach(closeStages);

interface Vm {
  readonly id: number;
  readonly user_id: number;
  readonly name: string;
  readonly status: string;
}

interface Seeded {
  readonly dataset: Dataset<DefaultResource>;
  /** As the server answers it. */
  readonly vms: readonly Vm[];
  /** How many VMs each user of the dataset owns on the server, in the dataset's order. */
  readonly owned: readonly number[];
}

interface Snippet {
  readonly seed: Seed<DefaultResource>;
  /** On the server, once seeded. */
  readonly users: number;
  readonly vms?: number;
  check?(seeded: Seeded): void;
}

const fleet = { users: 3, vms: { count: 6, traits: ['stopped'] } };

/** Every seed that the design and the README show, and what it must come to. */
const snippets: Snippet[] = [
  { seed: { users: 5 }, users: 5 },
  {
    seed: { users: 5, vms: 10 },
    users: 5,
    vms: 10,
    check: ({ owned }) => expect(owned).toEqual([2, 2, 2, 2, 2]),
  },
  {
    seed: { users: { count: 5, traits: ['admin'], set: { city: 'Lyon' } } },
    users: 5,
    check({ dataset }) {
      for (const user of dataset.users) expect(user).toMatchObject({ role: 'admin', city: 'Lyon' });
      expect(new Set(dataset.users.map(({ name }) => name)).size).toBeGreaterThan(1);
    },
  },
  {
    seed: { users: { admin: 1, member: 4 } },
    users: 5,
    check({ dataset }) {
      expect(dataset.users.map(({ role }) => role)).toEqual(['admin', ...Array(4).fill('member')]);
      expect(dataset.users.one('admin')).toBe(dataset.users[0]);
    },
  },
  {
    seed: { users: { count: 6, each: [{ role: 'owner' }, { role: 'viewer' }] } },
    users: 6,
    check: ({ dataset }) =>
      expect(dataset.users.map(({ role }) => role)).toEqual([
        'owner',
        'viewer',
        'owner',
        'viewer',
        'owner',
        'viewer',
      ]),
  },
  {
    seed: { users: { count: 4, vms: 3 } },
    users: 4,
    vms: 12,
    check: ({ owned }) => expect(owned).toEqual([3, 3, 3, 3]),
  },
  {
    seed: { users: { count: 4, vms: [1, 4] } },
    users: 4,
    check({ owned }) {
      for (const count of owned) expect([1, 2, 3, 4]).toContain(count);
    },
  },
  {
    seed: { users: 20, vms: { per: 'users', count: { '70%': [1, 2], '30%': [5, 8] } } },
    users: 20,
    check({ owned }) {
      expect(owned.filter((count) => count === 1 || count === 2)).toHaveLength(14);
      expect(owned.filter((count) => count >= 5 && count <= 8)).toHaveLength(6);
    },
  },
  {
    seed: { users: 4, vms: { count: 10, for: 'users', spread: 'round-robin' } },
    users: 4,
    vms: 10,
    check: ({ owned }) => expect(owned).toEqual([3, 3, 2, 2]),
  },
  { seed: { users: 4, vms: { count: 10, for: 'users', spread: 'random' } }, users: 4, vms: 10 },
  {
    seed: { users: 8, vms: { count: 100, for: 'users', spread: 'weighted' } },
    users: 8,
    vms: 100,
    check({ owned }) {
      const half = owned.slice(0, 2).reduce((sum, count) => sum + count, 0);
      expect(half).toBeGreaterThan(40); // 55 % on average
    },
  },
  {
    seed: { use: 'fleet', scope: 'suite', cleanup: 'on-success', locale: 'fr', randomSeed: 7 },
    users: 3,
    vms: 6,
    check({ dataset, vms }) {
      expect(dataset.randomSeed).toBe(7);
      expect(vms.map(({ status }) => status)).toEqual(Array(6).fill('stopped'));
      expect(dataset.users[0]?.phone).toMatch(/^0\d( \d\d){4}$/);
    },
  },
  {
    seed: { use: 'fleet', scope: 'file', cleanup: 'on-success', locale: 'de', randomSeed: 7 },
    users: 3,
    vms: 6,
    check: ({ dataset }) => expect(dataset.users[0]?.phone).not.toMatch(/^0\d( \d\d){4}$/),
  },
  { seed: { users: 4, vms: { count: 10, for: 'users', spread: 'weighted' } }, users: 4, vms: 10 },
];

test.each(snippets.map((snippet) => ({ ...snippet, text: JSON.stringify(snippet.seed) })))(
  '$text',
  async ({ seed, users, vms, check }) => {
    const stage = await open();
    const seeded = await seedOn(stage, seed);
    const { dataset, owned } = seeded;
    expect(dataset.users).toHaveLength(users);
    if (vms !== undefined) expect(dataset.vms).toHaveLength(vms);
    // All that the dataset says is there is there, no more, and owned by whom it says.
    expect(stage.api.counts()).toEqual({ users, vms: dataset.vms.length });
    expect(owned.reduce((sum, count) => sum + count, 0)).toBe(dataset.vms.length);
    expect(dataset.users.map((user) => dataset.vms.of(user).length)).toEqual(owned);
    check?.(seeded);
    expect(await stage.end()).toMatchObject({ left: [] });
    expect(stage.api.counts()).toEqual({ users: 0, vms: 0 });
  },
);

describe('{ vms: { count: 10, for: "users", spread: "round-robin" } }, without users', () => {
  const seed = { vms: { count: 10, for: 'users', spread: 'round-robin' } };

  test('is an error that says what to do, where the API has none either', async () => {
    const stage = await open();
    await expect(seedOn(stage, seed)).rejects.toThrow(/Seed "users" first, or together with them/);
    expect(stage.api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test('goes to those that the API holds, and they stay', async () => {
    const stage = await open();
    const token = await signIn(stage);
    const ids: number[] = [];
    for (const name of ['Ada', 'Grace', 'Alan']) {
      const email = `${name}@example.com`.toLowerCase();
      const made = (await ask(stage, '/user', { token, body: { name, email } })) as { id: number };
      ids.push(made.id);
    }
    const { vms } = await seedOn(stage, seed);
    expect(ids.map((id) => vms.filter(({ user_id }) => user_id === id).length)).toEqual([4, 3, 3]);
    expect(await stage.end()).toMatchObject({ removed: 10, left: [] });
    expect(stage.api.counts()).toEqual({ users: 3, vms: 0 });
  });
});

test('the README shows no seed that is not run here', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const section = readme.slice(readme.indexOf('## Seeds'), readme.indexOf('## The dataset'));
  const shown = [...section.matchAll(/^\| .*? \| /gm)].flatMap(([cell]) =>
    [...cell.matchAll(/`(\{.*?\})`/g)].map(([, text]) => JSON.stringify(runInNewContext(`(${text})`))),
  );
  const run = snippets.map(({ seed }) => JSON.stringify(seed));
  // Alone, a seed of VMs has nobody to own them: here it is run with users.
  const known = [...run, ...snippets.map(({ seed: { users: _, ...rest } }) => JSON.stringify(rest))];
  expect(shown.length).toBeGreaterThan(8);
  for (const text of shown) expect(known).toContain(text);
});

function open(): Promise<Stage> {
  return inProcess({ config: `scenarios: { fleet: ${JSON.stringify(fleet)} }` });
}

async function seedOn(stage: Stage, seed: object): Promise<Seeded> {
  const { host } = stage;
  const snapshot = await host.acquire({ key: 'grammar', path: 'grammar', seed });
  const dataset = openDataset<DefaultResource>(host, 'grammar', snapshot);
  const vms = (await ask(stage, '/vm', { token: await signIn(stage) })) as Vm[];
  const owned = dataset.users.map(({ id }) => vms.filter(({ user_id }) => user_id === id).length);
  return { dataset, vms, owned };
}

async function signIn(stage: Stage): Promise<string> {
  const { authToken } = (await ask(stage, '/auth/login', { body: demoOperator })) as { authToken: string };
  return authToken;
}

async function ask(
  { api }: Stage,
  path: string,
  { token, body }: { readonly token?: string; readonly body?: object },
): Promise<unknown> {
  const answer = await fetch(`${api.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return answer.json();
}
