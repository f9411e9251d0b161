import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  type Asked,
  checkSample,
  openPopulation,
  type Population,
  sampleOf,
} from '../../../src/distributed/population.ts';
import type { AnyResource } from '../../../src/factory/resource.ts';
import { readConfig } from '../../../src/host/open-run.ts';
import { defineResource } from '../../../src/index.ts';
import { plainAsked } from './plain-asked.ts';

const root = mkdtempSync(join(tmpdir(), 'seedbed-population-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function firstUser(change: Partial<Asked>): Promise<Readonly<Record<string, unknown>>> {
  // A worker's own settings do not count: what was asked for does.
  const config = await readConfig(root, { auth: 'none', generator: 1, phones: 'mobile', locale: 'de' });
  const { plan, builder } = await openPopulation(config, { ...plainAsked, ...change });
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
  expect((await openPopulation(config, plainAsked)).randomSeed).toBe(7);
  const own = { ...plainAsked, seed: { users: 3, randomSeed: 9 } };
  expect((await openPopulation(config, own)).randomSeed).toBe(9);
});

describe('what a machine would make', () => {
  const things = (status: (index: number) => unknown) =>
    defineResource({
      name: 'things',
      path: '/things',
      key: 'name',
      build: ({ unique }) => ({
        name: unique.host('thing'),
        status: status(unique.index),
        at: Date.now() + Math.random(),
      }),
    });
  const asking = (resource: AnyResource, change: Partial<Asked> = {}): Promise<Population> =>
    readConfig(root, { auth: 'none', resources: [resource] }).then((config) =>
      openPopulation(config, { ...plainAsked, seed: { things: 5 }, ...change }),
    );

  test('is the same for the same configuration, whatever is another value each time', async () => {
    const sample = await sampleOf(await asking(things(() => 'new')));
    expect(sample.things).toMatchObject({ at: '', status: expect.stringMatching(/^[0-9a-f]{64}$/) });
    await checkSample(
      await asking(
        things(() => 'new'),
        { sample },
      ),
    );
  });

  test.each([
    ['another value of a field', things(() => 'old'), {}, /other "things" .*, see "status"/],
    ['a field of its last record', things((index) => (index < 4 ? 'new' : 'old')), {}, /see "status"/],
    ['another field', things(() => undefined), {}, /see "status"/],
    ['more of them', things(() => 'new'), { seed: { things: 6 } }, /its configuration differs\.$/],
    ['another version', things(() => 'new'), { version: '0.0.9' }, /has seedbed .*, and .* has 0\.0\.9/],
  ])('is refused with %s', async (_, resource, change, says) => {
    const sample = await sampleOf(await asking(things(() => 'new')));
    await expect(asking(resource, { sample, ...change }).then(checkSample)).rejects.toThrow(says);
  });
});
