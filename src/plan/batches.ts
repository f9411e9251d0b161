import type { Layer } from './plan.ts';

/** Positions `start` … `end - 1` of a layer. */
export interface Batch {
  /** 0-based within the layer. */
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a layer in batches of `batchSize` (a whole number from 1), the last one smaller. Lazy: a million records need no list.
 *
 * @throws RangeError where `batchSize` is not a whole number from 1 up.
 */
export function* batchesOf(
  layer: Pick<Layer, 'count'>,
  batchSize: number,
): Generator<Batch, void, undefined> {
  if (!Number.isInteger(batchSize) || batchSize < 1)
    throw new RangeError(`Expected \`batchSize\` to be a whole number from 1 up, got \`${batchSize}\`.`);
  for (let number = 0, start = 0; start < layer.count; number++, start += batchSize)
    yield { number, start, end: Math.min(start + batchSize, layer.count) };
}
