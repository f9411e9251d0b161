import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CountingApi, startCountingApi } from '../contract/counting-api.ts';
import { openRunners, type Project, type Runners } from './project.ts';

/** Vitest sets `test.env` in its workers only. A host outside of them must seed the same API all the same. */
let runners: Runners;
beforeAll(async () => {
  runners = await openRunners();
});
afterAll(() => runners[Symbol.dispose]());

interface Note {
  readonly url: string;
  readonly host?: string;
  readonly namespace: string;
}

/** Nobody listens there: whoever asks the default API fails, and does not go unseen. */
const env = { DEMO_API_BASE_URL: 'http://127.0.0.1:9/api:demo' };

async function run(config: string, first: CountingApi, second: CountingApi): Promise<Project> {
  const project = runners.copy('runner-vitest');
  const { code, output } = await project.run(
    'vitest',
    ['run', '--config', `environments/${config}`, '--root', '.'],
    {
      ...env,
      FIRST_URL: first.url,
      SECOND_URL: second.url,
    },
  );
  expect(output).toMatch(/Tests\s+\d passed \(\d\)/);
  expect(code).toBe(0);
  return project;
}

test('Vitest with one project seeds the API that its test.env names', async () => {
  await using api = await startCountingApi();
  await using other = await startCountingApi();
  const project = await run('single.config.ts', api, other);
  expect(project.notes<Note>()).toHaveLength(1);
  // The base dataset and the suite's.
  expect(api.creates()).toBe(2 + 3);
  expect(other.asked).toEqual([]);
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
  expect(project.ledgers()).toEqual([]);
});

test.each([
  ['the plugin in each project', 'plugin.config.ts'],
  ['a plugin that the projects inherit', 'root-plugin.config.ts'],
  ["the root's global set-up", 'root-setup.config.ts'],
])(
  'Vitest with two APIs in three projects and %s seeds each its own, with a host for each API',
  async (_, config) => {
    await using first = await startCountingApi();
    await using second = await startCountingApi();
    const project = await run(config, first, second);
    const notes = project.notes<Note>();
    expect(notes.map(({ url }) => url).sort()).toEqual([first.url, second.url, second.url].sort());
    const hosts = Map.groupBy(notes, ({ host }) => host);
    expect(hosts.has(undefined)).toBe(false);
    expect([...hosts.values()].map(({ length }) => length).sort()).toEqual([1, 2]);
    // Projects of one API share its host, so the base dataset and what has the scope `run`.
    expect(first.creates()).toBe(2 + 3);
    expect(second.creates()).toBe(2 + 3);
    expect([first.counts(), second.counts()]).toEqual([
      { users: 0, vms: 0 },
      { users: 0, vms: 0 },
    ]);
    expect(project.ledgers()).toEqual([]);
  },
);

test('Vitest with two APIs in three projects and a host in each worker seeds each its own', async () => {
  await using first = await startCountingApi();
  await using second = await startCountingApi();
  const project = await run('in-process.config.ts', first, second);
  expect(project.notes<Note>().filter(({ host }) => host !== undefined)).toEqual([]);
  expect(first.creates()).toBe(3);
  expect(second.creates()).toBe(3 + 3);
  expect([first.counts(), second.counts()]).toEqual([
    { users: 0, vms: 0 },
    { users: 0, vms: 0 },
  ]);
});
