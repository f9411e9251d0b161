import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Asked } from '../../../src/distributed/population.ts';
import { openPopulation } from '../../../src/distributed/population.ts';
import { readConfig } from '../../../src/host/open-run.ts';

const root = mkdtempSync(join(tmpdir(), 'seedbed-population-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const plain: Asked = {
  seed: { users: 3 },
  namespace: 'sb0123456789-0',
  ownNamespace: true,
  path: 'shop',
  randomSeed: 7,
  locale: 'fr',
  emailDomain: 'example.com',
  generator: 2,
  phones: 'safe',
  referenceDate: '2026-01-01',
  userPassword: undefined,
  askedAt: Date.UTC(2026, 5, 1),
};

async function firstUser(change: Partial<Asked>): Promise<Readonly<Record<string, unknown>>> {
  // A worker's own settings do not count: what was asked for does.
  const config = await readConfig(root, { auth: 'none', generator: 1, phones: 'mobile', locale: 'de' });
  const { plan, builder } = await openPopulation(config, { ...plain, ...change });
  const [layer] = plan.layers;
  if (layer === undefined) throw new Error('no layer');
  // Another one each time.
  const { password: _, ...attributes } = builder.build(layer.at(0), {});
  return attributes;
}

test('a worker makes the people that were asked for, whatever its own settings are', async () => {
  expect(await firstUser({})).toEqual(await firstUser({}));
  for (const change of [{ generator: 1 }, { phones: 'mobile' }, { emailDomain: 'acme.example' }] as const)
    expect(await firstUser(change)).not.toEqual(await firstUser({}));
});

test('the random seed that the seed itself names is the one that is told', async () => {
  const config = await readConfig(root, { auth: 'none' });
  expect((await openPopulation(config, plain)).randomSeed).toBe(7);
  const own = { ...plain, seed: { users: 3, randomSeed: 9 } };
  expect((await openPopulation(config, own)).randomSeed).toBe(9);
});
