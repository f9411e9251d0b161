import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Coordinator } from '../../../src/coordinator/coordinator.ts';
import type { RunStore } from '../../../src/coordinator/run-store.ts';
import { demoOperator, startDemoApi } from '../../../src/demo/index.ts';
import { ChunkMaker } from '../../../src/distributed/chunk-maker.ts';
import { type Asked, openPopulation, sampleOf } from '../../../src/distributed/population.ts';
import { connect } from '../../../src/host/connect.ts';
import { readConfig } from '../../../src/host/open-run.ts';
import { plainAsked } from './plain-asked.ts';

const plain: Asked = { ...plainAsked, seed: { users: 2, vms: 4 } };

test('parents that could not be read once are read again by the next try of a chunk', async () => {
  await using api = await startDemoApi();
  const root = mkdtempSync(join(tmpdir(), 'seedbed-chunks-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const config = await readConfig(root, { baseUrl: api.url, auth: { ...demoOperator } });
  const asked = { ...plain, sample: await sampleOf(await openPopulation(config, plain)) };
  const noted = new Map<number, object>();
  let readings = 0;
  // Redis, as far as a chunk asks it: the first reading is lost with its connection.
  const store: Partial<RunStore> = {
    described: async () => asked,
    stopped: async () => undefined,
    note: (resource, index, record) => void (resource === 'users' && noted.set(index, record)),
    written: async () => undefined,
    records: async () => {
      if (++readings === 1) throw new Error('Connection is closed.');
      return [...noted.values()];
    },
  };
  const coordinator: Partial<Coordinator> = {
    store: async () => store as RunStore,
    join: async () => ({ name: '', leave: async () => 0 }),
  };
  const connection = connect(config);
  const maker = new ChunkMaker(config, connection, coordinator as Coordinator);
  const chunk = (layer: number, to: number): ReturnType<ChunkMaker['make']> =>
    maker.make({ run: 'sb0123456789', layer, from: 0, to }, { again: false, signal: undefined });
  await chunk(0, 2);
  await expect(chunk(1, 4)).rejects.toThrow('Connection is closed.');
  expect(await chunk(1, 4)).toMatchObject({ created: 4 });
  expect(api.counts()).toEqual({ users: 2, vms: 4 });
  await maker.close();
  await connection.client.close();
});
