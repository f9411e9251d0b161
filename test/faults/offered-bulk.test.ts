import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfig, startRun } from '../../src/host/open-run.ts';
import { sweepRuns } from '../../src/host/sweep-runs.ts';
import { type CountingApi, type CountingOptions, startCountingApi } from '../contract/counting-api.ts';

// Faults of a bulk call that nobody configured: the API's own description offers it. On the server, everything is counted afterwards.
const account = { email: 'operator@example.com', password: 'seedbed-demo' };
const isBulk = (line: string): boolean => line === 'POST /user/bulk';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'seedbed-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

type Person = Readonly<Record<string, unknown>> & { readonly id: number; readonly email: string };

/** Somebody at the API beside us. */
class Stranger {
  readonly #url: string;
  #headers: Record<string, string> = {};

  constructor({ url }: CountingApi) {
    this.#url = url;
  }

  async #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const headers = { 'content-type': 'application/json', ...this.#headers };
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return response.json();
  }

  /** Makes three people of theirs. */
  async settle(): Promise<Person[]> {
    const { authToken } = (await this.#ask('POST', '/auth/login', account)) as { authToken: string };
    this.#headers = { authorization: `Bearer ${authToken}` };
    const people: Person[] = [];
    for (const name of ['ada', 'grace', 'edsger'])
      people.push(
        (await this.#ask('POST', '/user', {
          name,
          email: `${name}@corp.example`,
          password: 'Abcdef-123456',
        })) as Person,
      );
    return people;
  }

  /** Everybody there is. */
  async look(): Promise<Person[]> {
    return (await this.#ask('GET', '/user')) as Person[];
  }
}

/** An API with three people of somebody else's, to be there as they are at the end, and nobody besides. */
async function withStrangers(
  options: CountingOptions,
  work: (api: CountingApi, all: () => Promise<Person[]>) => Promise<void>,
): Promise<void> {
  await using api = await startCountingApi(options);
  const stranger = new Stranger(api);
  const people = await stranger.settle();
  expect(await stranger.look()).toEqual(people);
  await work(api, () => stranger.look());
  expect(await stranger.look()).toEqual(people);
}

/** A bulk request that asks for the first so many of its items. */
async function some(request: Request, part: (items: unknown[]) => number): Promise<Request> {
  const items = (await request.json()) as unknown[];
  const { url, headers, method } = request;
  const plain = new Headers(headers);
  plain.delete('content-length');
  return new Request(url, { method, headers: plain, body: JSON.stringify(items.slice(0, part(items))) });
}

/** What the first bulk call does, and what it says. */
interface BulkFault {
  readonly stores: 'none' | 'half' | 'all';
  readonly says: (answer: unknown) => Response;
}

function firstBulk({ stores, says }: BulkFault): NonNullable<CountingOptions['serve']> {
  let isFirst = true;
  return async (line, request, api) => {
    if (!isBulk(line) || !isFirst) return api(request);
    isFirst = false;
    if (stores === 'none') return says(undefined);
    const given = stores === 'half' ? await some(request, ({ length }) => Math.floor(length / 2)) : request;
    return says(await (await api(given)).json());
  };
}

const status =
  (code: number, headers: Record<string, string> = {}) =>
  () =>
    Response.json({ message: 'Not now.' }, { status: code, headers });
const again = { 'retry-after': '0.1' };

describe('an offered bulk call that fails', () => {
  test.each<[string, BulkFault]>([
    ['429, nothing stored', { stores: 'none', says: status(429, again) }],
    ['429, half of it stored', { stores: 'half', says: status(429, again) }],
    ['429, all of it stored', { stores: 'all', says: status(429, again) }],
    ['500, nothing stored', { stores: 'none', says: status(500) }],
    ['500, half of it stored', { stores: 'half', says: status(500) }],
    ['500, all of it stored', { stores: 'all', says: status(500) }],
    ['503, half of it stored', { stores: 'half', says: status(503, again) }],
    ['422, half of it stored', { stores: 'half', says: status(422) }],
    ['413, half of it stored', { stores: 'half', says: status(413) }],
    ['404, half of it stored', { stores: 'half', says: status(404) }],
    ['the half that was stored', { stores: 'half', says: (answer) => Response.json(answer) }],
    [
      'the half that was stored, and errors',
      {
        stores: 'half',
        says: (answer) => Response.json([...(answer as unknown[]), ...Array(15).fill({ error: 'no' })]),
      },
    ],
    [
      '202 and nothing else, all of it stored',
      { stores: 'all', says: () => new Response(null, { status: 202 }) },
    ],
  ])('%s: everybody asked for is there once, and then nobody of ours', async (_, fault) => {
    await withStrangers({ serve: firstBulk(fault) }, async (api, all) => {
      const config = { baseUrl: api.url, auth: account, openapi: '/openapi.json', settle: 0.05, maxWait: 5 };
      const host = await startRun(root, config);
      try {
        const { records, stats } = await host.acquire({ key: 'a', path: 'a', seed: { users: 31 } });
        expect(stats.resources.users).toMatchObject({ created: 31, failed: 0 });
        const ours = (await all()).slice(3);
        const emails = ours.map(({ email }) => email);
        expect(new Set(emails).size).toBe(emails.length);
        expect(emails.sort()).toEqual(records.users?.map(({ fields }) => fields.email).sort());
        for (const { id, fields } of records.users ?? [])
          expect(ours.find((one) => one.id === id)?.email).toBe(fields.email);
      } finally {
        expect(await host.close()).toMatchObject({ left: [] });
      }
    });
  });
});

describe('a process that is killed in an offered bulk call', () => {
  test.each<[string, BulkFault['stores'], number]>([
    ['before any of it was stored', 'none', 101],
    ['after half of it was stored', 'half', 151],
    ['after all of it was stored', 'all', 201],
  ])('%s: the next run removes what there is', async (_, stores, there) => {
    const reached = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    let calls = 0;
    const serve: NonNullable<CountingOptions['serve']> = async (line, request, api) => {
      if (!isBulk(line) || ++calls < 2) return api(request);
      const answer =
        stores === 'none'
          ? Response.json([])
          : await api(stores === 'half' ? await some(request, ({ length }) => length / 2) : request);
      reached.resolve();
      // Nobody hears it any more.
      await over.promise;
      return answer;
    };
    await withStrangers({ serve }, async (api, all) => {
      // One call after the other.
      const config = { baseUrl: api.url, auth: account, concurrency: 1 };
      const script = fileURLToPath(new URL('../cases/dead-run.ts', import.meta.url));
      const words = [script, root, JSON.stringify(config), JSON.stringify({ users: 400 })];
      const child = spawn(process.execPath, words, { cwd: root, stdio: 'ignore' });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await Promise.race([reached.promise, ended]);
      child.kill('SIGKILL');
      await ended;
      over.resolve();
      expect((await all()).length - 3).toBe(there);
      const host = await startRun(root, config);
      await host.sweepDead();
      expect(await host.close()).toMatchObject({ left: [] });
    });
  });
});

test('a disk that fills up between two offered bulk calls: nothing is sent that is not written down, and it can be swept', async () => {
  await withStrangers({}, async (api, all) => {
    const script = fileURLToPath(new URL('./seed-and-close.ts', import.meta.url));
    // No file of more than 40 kB: a few calls of a hundred.
    const words = [
      '-c',
      'ulimit -f 40 && exec "$@"',
      'bash',
      process.execPath,
      script,
      root,
      api.url,
      '3000',
    ];
    const env = {
      PATH: process.env.PATH ?? '',
      SEEDBED_EMAIL: account.email,
      SEEDBED_PASSWORD: account.password,
    };
    const child = spawn('bash', words, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    await new Promise((resolve) => child.on('close', resolve));
    expect(output).toMatch(/Failed to write the ledger ".*": EFBIG/);
    expect(output).toContain('"left":[]');
    const calls = api.asked.filter(isBulk).length;
    expect(calls).toBeGreaterThan(0);
    expect(calls).toBeLessThan(30);
    // Itself, it removed all: a sweep finds nothing that it would have to remove.
    expect((await all()).length).toBe(3);
    const config = await readConfig(root, { baseUrl: api.url, auth: account });
    expect(await sweepRuns(config, { maxDelete: 5000 })).toMatchObject({ left: [] });
  });
});
