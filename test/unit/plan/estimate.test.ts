import { expect, test } from 'vitest';
import { type EstimateOptions, estimate } from '../../../src/plan/estimate.ts';
import { planOf } from './resources.ts';

const plain: EstimateOptions = { batchSize: 5, delayMs: 0, concurrency: 5, cleanup: false };
const limit = { requests: 10, perMs: 20_000 };

test('counts batches and requests of each layer, the login, and the removal', () => {
  const plan = planOf({ users: 12, vms: 20 });
  expect(estimate(plan, { ...plain, cleanup: true })).toEqual({
    layers: [
      { resource: 'users', records: 12, batches: 3, requests: 12 },
      { resource: 'vms', records: 20, batches: 4, requests: 20 },
    ],
    records: 32,
    batches: 7,
    requests: 1 + 32 + 32,
    durationMs: 0,
  });
});

test('nothing to make needs no login', () => {
  expect(estimate(planOf({ users: 0 }), { ...plain, rateLimit: limit, latencyMs: 50 })).toMatchObject({
    requests: 0,
    durationMs: 0,
  });
});

test.each([
  // With the login: 10 requests fill the first window, the 11th waits for the second.
  [9, 0],
  [10, 20_000],
  [19, 20_000],
  [20, 40_000],
  [199, 380_000],
])('%d users under 10 requests per 20 s take %d ms', (users, durationMs) => {
  expect(estimate(planOf({ users }), { ...plain, rateLimit: limit }).durationMs).toBe(durationMs);
});

test.each<[what: string, options: Partial<EstimateOptions>, durationMs: number]>([
  ['the pauses between the batches of a layer', { delayMs: 500 }, (2 + 3) * 500],
  ['one login and a round for each batch', { latencyMs: 100 }, (1 + 3 + 4) * 100],
  ['more rounds at less concurrency', { latencyMs: 100, concurrency: 2 }, (1 + 3 + 3 + 1 + 4 * 3) * 100],
  ['removal in rounds of its own', { latencyMs: 100, cleanup: true }, (1 + 3 + 4 + 3 + 4) * 100],
  ['the limit where it is slower than the pauses', { delayMs: 500, rateLimit: limit }, 60_000],
  ['the pauses where they are slower than the limit', { delayMs: 30_000, rateLimit: limit }, 150_000],
  ['windows that start when the answer is seen', { latencyMs: 100, rateLimit: limit }, 3 * 20_100 + 100],
])('12 users and 20 VMs take %s', (_what, options, durationMs) => {
  expect(estimate(planOf({ users: 12, vms: 20 }), { ...plain, ...options }).durationMs).toBe(durationMs);
});

test('a bulk endpoint takes a batch in few requests', () => {
  const { layers, requests } = estimate(planOf({ users: 12, vms: 20 }), {
    ...plain,
    batchSize: 10,
    bulk: { vms: 4 },
  });
  expect(layers.map((layer) => layer.requests)).toEqual([12, 2 * 3]);
  expect(requests).toBe(1 + 12 + 6);
});
