import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SeedbedConfig } from '../../src/config/config.ts';
import { defineResource } from '../../src/factory/define-resource.ts';
import { checkApi } from '../../src/host/check/check-api.ts';
import { openRun, readConfig } from '../../src/host/open-run.ts';
import { ThingServer } from './thing-server.ts';

const things = defineResource({
  name: 'things',
  path: '/things',
  key: 'code',
  build: ({ unique }) => ({ code: `${unique.namespace}-${unique.token}`, title: 'a thing of some length' }),
});

let server: ThingServer;
let root: string;
beforeEach(async () => {
  server = await new ThingServer().open();
  root = mkdtempSync(join(tmpdir(), 'seedbed-test-'));
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

const configured = (config: SeedbedConfig = {}) =>
  readConfig(root, { baseUrl: server.url(), auth: 'none', settle: 0.02, resources: [things], ...config });

interface Ran {
  readonly error: string | undefined;
  readonly requests: number;
  readonly creates: number;
  /** Single records that were read before anything was removed. */
  readonly reads: number;
  /** Creates that were on their way before the first was answered. */
  readonly atFirst: number;
}

/** One run that makes some and ends; nothing may be left. */
async function run(count: number, config: SeedbedConfig = {}): Promise<Ran> {
  server.forget();
  const host = openRun(await configured(config));
  const error = await host.acquire({ key: 'a', path: 'a', seed: { things: count } }).then(
    () => undefined,
    (error: Error) => error.message,
  );
  const asked = [...server.asked];
  await host.close();
  return {
    error,
    requests: asked.length,
    creates: asked.filter((line) => line === 'POST /things').length,
    reads: asked.filter((line) => /^GET \/things\/\d+$/.test(line)).length,
    atFirst: server.atFirst,
  };
}

const proofs = (): string[] => {
  try {
    return readdirSync(join(root, '.seedbed', 'proved'));
  } catch {
    return [];
  }
};

const proving = { error: undefined, requests: 6, creates: 5, reads: 1, atFirst: 1 };
const knowing = { error: undefined, requests: 5, creates: 5, reads: 0, atFirst: 4 };

test('the first run proves with its first record alone; the next one waits for nothing and looks nothing up', async () => {
  expect(await run(5)).toEqual(proving);
  expect(proofs()).toHaveLength(1);
  // None of them is answered before four of them have come.
  server.together = 4;
  expect(await run(5)).toEqual(knowing);
  expect(server.things.size).toBe(0);
});

test('no more than four go out before the first answer of a run', async () => {
  await run(2);
  server.together = 4;
  expect(await run(40)).toMatchObject({ error: undefined, creates: 40, atFirst: 4 });
});

test('`seedbed check` proves for the next run', async () => {
  const report = await checkApi(await configured());
  expect(report.resources).toMatchObject([{ line: undefined, steps: { create: { state: 'ok' } } }]);
  expect([server.things.size, proofs().length]).toEqual([0, 1]);
  server.together = 4;
  expect(await run(5)).toEqual(knowing);
});

test('a check that has something to write proves nothing, and forgets', async () => {
  await run(2);
  expect(proofs()).toHaveLength(1);
  server.answer = ({ id: uuid }) => ({ uuid, code: 'other' });
  await checkApi(await configured());
  expect(proofs()).toEqual([]);
});

test.each<[string, () => SeedbedConfig]>([
  ['another base URL', () => ({ baseUrl: server.url('/v2') })],
  ['another definition', () => ({ resources: [things.extend({ api: { read: { path: '/things/{id}' } } })] })],
  ['another constant header', () => ({ headers: { 'X-Tenant': 't2' } })],
  ['a resource that cannot be looked up', () => ({ resources: [things.extend({ lookup: false })] })],
])('%s is proved by itself', async (_, config) => {
  await run(2);
  expect(await run(5, config())).toEqual(proving);
});

test('records that cannot be looked up are never expected: each run begins with one record', async () => {
  const config = { resources: [things.extend({ lookup: false })] };
  for (const _ of ['first', 'second']) expect(await run(5, config)).toEqual(proving);
});

/** A run on an API whose answers are others today. Two requests a record: it is sent again if it cannot be found. */
async function misunderstood(): Promise<number> {
  server.list = () => [];
  server.forget();
  const host = openRun(await configured());
  await expect(host.acquire({ key: 'a', path: 'a', seed: { things: 40 } })).rejects.toMatchObject({
    code: 'SEEDBED_CONFIG',
    message: expect.stringContaining('Stopped at the first record of "things"'),
  });
  const made = server.things.size;
  server.list = (all) => all;
  await host.close();
  expect(server.things.size).toBe(0);
  return made;
}

test('answers that are others today stop the run as they did at first, and what was remembered is dropped', async () => {
  await run(2);
  server.answer = () => ({ ok: true });
  server.together = 4;
  expect(await misunderstood()).toBeLessThanOrEqual(8);
  expect(server.atFirst).toBe(4);
  expect(proofs()).toEqual([]);
  server.together = 1;
  expect(await misunderstood()).toBe(2);
  expect(server.atFirst).toBe(1);
});

test('an id that turns out to be another record drops what was remembered, and nobody else loses a record', async () => {
  await run(2);
  const foreign = { code: 'somebody-else', title: 'not ours at all', id: 1 };
  server.things.set(1, foreign);
  server.answer = () => ({ id: 1 });
  server.together = 3;
  await run(3);
  expect(proofs()).toEqual([]);
  expect([...server.things.values()]).toEqual([foreign]);
});

test('records that no answer told of are found by the audit, and drop what was remembered', async () => {
  await run(2);
  server.answer = ({ id, ...fields }) => {
    const twin = 1000 + Number(id);
    server.things.set(twin, { ...fields, id: twin });
    return { id };
  };
  await run(3);
  expect([proofs(), server.things.size]).toEqual([[], 0]);
});
