import { execFile } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeedbedConfig } from '../../../src/config/config.ts';
import { resolveConfig } from '../../../src/config/resolve-config.ts';
import { defineResource } from '../../../src/factory/define-resource.ts';
import type { ApiDescription } from '../../../src/factory/description.ts';
import type { AnyResource } from '../../../src/factory/resource.ts';
import { preset } from '../../../src/host/defaults.ts';
import { definitionDigest } from '../../../src/host/definition-digest.ts';
import { provedBefore } from '../../../src/host/proved-before.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'seedbed-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const things = (more: object = {}): AnyResource =>
  defineResource({ name: 'things', path: '/things', key: 'code', build: () => ({ code: 'a' }), ...more });
const configured = (explicit: SeedbedConfig = {}) =>
  resolveConfig({
    root,
    ...preset,
    explicit: { auth: 'none', baseUrl: 'http://127.0.0.1:4010/v1', ...explicit },
  });
const memory = (resource: AnyResource = things(), config: SeedbedConfig = {}) =>
  provedBefore(configured(config), resource);
const folder = (): string => join(root, '.seedbed', 'proved');
const onlyFile = (): string => join(folder(), readdirSync(folder())[0] ?? '');

const proof = { trustsSilence: true };

test('the next run knows what a run kept, and nothing that it dropped', () => {
  expect(memory().recall()).toBeUndefined();
  memory().keep(proof);
  expect(memory().recall()).toEqual(proof);
  expect(statSync(onlyFile()).mode & 0o777).toBe(0o600);
  memory().keep({ trustsSilence: false });
  expect(memory().recall()).toEqual({ trustsSilence: false });
  memory().drop();
  memory().drop();
  expect([memory().recall(), readdirSync(folder())]).toEqual([undefined, []]);
});

describe('nothing is recalled', () => {
  test('of another version of seedbed', () => {
    const digest = (seedbed: string): string | undefined =>
      definitionDigest(things(), {
        seedbed,
        baseUrl: 'http://127.0.0.1',
        headers: {},
        query: {},
        settings: [],
      });
    expect(digest('0.2.0')).toBe(digest('0.2.0'));
    expect(digest('0.2.0')).not.toBe(digest('0.2.1'));
  });

  const changes: Record<string, { readonly more?: object; readonly config?: SeedbedConfig }> = {
    'of another path': { more: { path: '/thing' } },
    'of another key': { more: { key: ['code'] } },
    'of another id': { more: { id: 'uuid' } },
    'of another way to list': { more: { api: { list: { query: { limit: 100 } } } } },
    'of another function': { more: { api: { read: async () => ({ id: 2 }) } satisfies ApiDescription } },
    'of other bodies': { more: { toRequest: ({ code }: { code: string }) => ({ thing: { code } }) } },
    'of another shape of answers': { config: { answers: { one: 'data' } } },
    'of another host': { config: { baseUrl: 'http://localhost:4010/v1' } },
    'of another port': { config: { baseUrl: 'http://127.0.0.1:4011/v1' } },
    'of another base path': { config: { baseUrl: 'http://127.0.0.1:4010/v2' } },
    'of another constant header': { config: { headers: { Accept: 'application/hal+json' } } },
    'of another constant parameter': { config: { query: { tenant: 't2' } } },
    'of another kind of sign-in': { config: { auth: { bearer: 'a-token-of-some-length' } } },
  };
  test.each(Object.entries(changes))('%s', (_, { more, config }) => {
    memory().keep(proof);
    expect(memory(things(more), config).recall()).toBeUndefined();
    expect(memory().recall()).toEqual(proof);
  });

  test('of a function that has changed, though its name has not', () => {
    const read = (source: string): AnyResource =>
      things({ api: { read: new Function(`return async () => (${source})`)() as () => Promise<object> } });
    memory(read('{ id: 1 }')).keep(proof);
    expect(memory(read('{ id: 1 }')).recall()).toEqual(proof);
    expect(memory(read('{ id: 2 }')).recall()).toBeUndefined();
  });

  test.each<[string, object]>([
    ['a function without a source', { api: { read: (async () => ({ id: 1 })).bind(undefined) } }],
    [
      'a build that cannot be tried',
      {
        build: () => {
          throw new Error('no parent');
        },
      },
    ],
  ])('if the definition has %s: nobody could tell whether it changed', (_, more) => {
    memory(things(more)).keep(proof);
    expect(memory(things(more)).recall()).toBeUndefined();
  });
});

test.each([
  ['a preview', { preview: { code: 'code' } }],
  ['a trait', { traits: { loud: { code: 'A' } } }],
])('%s changes nothing of a request: it is recalled', (_, more) => {
  memory().keep(proof);
  expect(memory(things(more)).recall()).toEqual(proof);
});

test('another secret is no other API, and none is written', () => {
  const secret = (value: string): SeedbedConfig => ({
    headers: { 'X-Api-Key': value },
    auth: { bearer: value },
  });
  memory(things(), secret('the-first-secret')).keep(proof);
  expect(memory(things(), secret('the-second-secret')).recall()).toEqual(proof);
  expect(readFileSync(onlyFile(), 'utf8')).not.toContain('secret');
});

test.each<[string, (file: string) => void]>([
  ['cut off', (file) => writeFileSync(file, '{"version":1,"trus')],
  ['empty', (file) => writeFileSync(file, '')],
  ['of another version', (file) => writeFileSync(file, '{"version":2,"trustsSilence":true}')],
  ['something else', (file) => writeFileSync(file, '[1]')],
  [
    'far too large',
    (file) =>
      writeFileSync(file, `${JSON.stringify({ version: 1, trustsSilence: true })}${' '.repeat(5000)}`),
  ],
  ['open for others to write', (file) => chmodSync(file, 0o666)],
  [
    'a folder',
    (file) => {
      rmSync(file);
      mkdirSync(file);
    },
  ],
  [
    'a link',
    (file) => {
      rmSync(file);
      writeFileSync(`${root}/other`, '{"version":1,"trustsSilence":true}');
      symlinkSync(`${root}/other`, file);
    },
  ],
])('a file that is %s is as none, and no error', (_, spoil) => {
  memory().keep(proof);
  spoil(onlyFile());
  expect(memory().recall()).toBeUndefined();
  expect(() => [memory().keep(proof), memory().drop()]).not.toThrow();
});

test('a folder that cannot be made is no error', () => {
  writeFileSync(join(root, '.seedbed'), 'a file stands here');
  expect(() => [memory().keep(proof), memory().drop()]).not.toThrow();
  expect(memory().recall()).toBeUndefined();
});

test('two hundred stay, the newest', () => {
  for (let index = 0; index < 203; index++) memory(things({ path: `/things${index}` })).keep(proof);
  expect(readdirSync(folder())).toHaveLength(200);
  expect(memory(things({ path: '/things202' })).recall()).toEqual(proof);
});

test('processes that write the same proof at once leave a whole one, and none of their drafts', async () => {
  memory().keep(proof);
  const module = new URL('../../../src/host/proved-before.ts', import.meta.url).href;
  const define = new URL('../../../src/factory/define-resource.ts', import.meta.url).href;
  const { baseUrl, apis, auth, headers, query } = configured();
  const script = `
    const { provedBefore } = await import(${JSON.stringify(module)});
    const { defineResource } = await import(${JSON.stringify(define)});
    const things = defineResource({ name: 'things', path: '/things', key: 'code', build: () => ({ code: 'a' }) });
    const memory = provedBefore(${JSON.stringify({ root, baseUrl, apis, auth, headers, query })}, things);
    let torn = 0;
    for (let round = 0; round < 200; round++) {
      memory.keep({ trustsSilence: true });
      if (memory.recall() === undefined) torn++;
    }
    console.log(torn);
  `;
  const runs = Array.from({ length: 3 }, () =>
    promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]),
  );
  for (const { stdout } of await Promise.all(runs)) expect(stdout.trim()).toBe('0');
  expect(readdirSync(folder()).every((name) => name.endsWith('.json'))).toBe(true);
});
