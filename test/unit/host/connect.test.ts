import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Coordinator } from '../../../src/coordinator/coordinator.ts';
import { checkApi } from '../../../src/host/check/check-api.ts';
import { connect } from '../../../src/host/connect.ts';
import { openRun, readConfig } from '../../../src/host/open-run.ts';

let root: string;
let closed: number;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'connect-'));
  closed = 0;
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Somebody's connection to Redis, as far as it is closed. */
const coordinator = {
  close: async () => void closed++,
  login: () => undefined,
  window: () => undefined,
} as unknown as Coordinator;
const options = { auth: 'none', baseUrl: 'http://127.0.0.1:1/api' } as const;

test('a coordinator is closed with the connection, and at once if there can be none', async () => {
  const config = await readConfig(root, options);
  const { client } = connect(config, { coordinator });
  expect(closed).toBe(0);
  await client.close();
  expect(closed).toBe(1);
  expect(() => connect({ ...config, baseUrl: 'nowhere' }, { coordinator })).toThrow();
  expect(closed).toBe(2);
});

test('nothing stays open of a run that has no ledger', async () => {
  writeFileSync(join(root, '.seedbed'), 'a file stands in the way');
  const config = await readConfig(root, options);
  expect(() => openRun(config, { coordinator })).toThrow(/ledger/);
  await expect.poll(() => closed).toBe(1);
});

test('a check that cannot connect leaves no ledger behind', async () => {
  const config = await readConfig(root, options);
  const behind = { baseUrl: 'https://api.example.test', proxy: { httpsProxy: 'ftp://proxy.example.test' } };
  await expect(checkApi({ ...config, ...behind })).rejects.toThrow();
  expect(existsSync(join(root, '.seedbed', 'runs'))).toBe(false);
});
