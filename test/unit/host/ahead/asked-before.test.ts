import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AskedBefore } from '../../../../src/host/ahead/asked-before.ts';
import type { DatasetRequest } from '../../../../src/host/host.ts';

let root: string;
let file: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'asked-'));
  mkdirSync(join(root, '.seedbed'));
  file = join(root, '.seedbed/asked.json');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const request = (key: string, from: string | undefined, seed: object = { users: 1 }): DatasetRequest => ({
  key,
  path: key,
  owner: `suite of ${key}`,
  file: from,
  seed,
});
const open = (): AskedBefore => new AskedBefore(root, ['pin']);

test('the requests of each file are known in the next run, in their order, until the file is run again', () => {
  const first = open();
  const requests = [request('b1', 'b'), request('a2', 'a'), request('a1', 'a')];
  for (const one of [...requests, ...requests, request('of all', undefined)]) first.note(one);
  expect(first.recall('a')).toEqual([]);
  first.save();
  const second = open();
  expect(second.recall('a')).toEqual([requests[1], requests[2]]);
  second.note(request('a3', 'a'));
  second.save();
  expect([open().recall('a'), open().recall('b'), open().recall('c')]).toEqual([
    [request('a3', 'a')],
    [requests[0]],
    [],
  ]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('when tests begin again in one process, what they asked for is what they asked for before', () => {
  const asked = open();
  asked.note(request('a1', 'a'));
  asked.turn();
  expect(asked.recall('a')).toEqual([request('a1', 'a')]);
});

test('no seed that holds a secret is written down', () => {
  const asked = open();
  asked.note(request('a1', 'a', { users: { count: 1, set: { password: 'canary-1' } } }));
  asked.note(request('a2', 'a', { users: { count: 1, set: { pin: 4711 } } }));
  asked.note(request('a3', 'a'));
  asked.save();
  expect(open().recall('a')).toEqual([request('a3', 'a')]);
  expect(readFileSync(file, 'utf8')).not.toMatch(/canary|4711/);
});

test('a run that asked for nothing writes nothing', () => {
  open().save();
  expect(() => statSync(file)).toThrow('ENOENT');
});

test.each([
  ['torn', '{"version":1,"files":{"a":[{"key":"k'],
  ['of another version', '{"version":2,"files":{"a":[{"key":"k","path":"","seed":{}}]}}'],
  ['something else', '[1,2,3]'],
  ['of nonsense', '{"version":1,"files":{"a":[{"key":1},null,7,{"key":"k","path":"","seed":"all"}],"b":7}}'],
  ['huge', `{"version":1,"files":{"a":[{"key":"k","path":"${'x'.repeat(3_000_000)}","seed":{}}]}}`],
])('a file that is %s is not obeyed', (_, text) => {
  writeFileSync(file, text);
  expect([open().recall('a'), open().recall('b')]).toEqual([[], []]);
});
