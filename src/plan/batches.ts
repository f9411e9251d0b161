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
 * @throws RangeError if `batchSize` is not a whole number from 1 up.
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

/**
 * Cuts a part of a layer so that nobody stands in one piece with a record that it belongs to: what is in a piece can be created at the
 * same time, once the pieces before it exist. One piece if no record belongs to another of its layer.
 */
export function* wavesOf(
  { resource, belongsToItself, at }: Layer,
  { start, end }: Pick<Batch, 'start' | 'end'>,
): Generator<Pick<Batch, 'start' | 'end'>, void, undefined> {
  let from = start;
  for (let position = start + 1; belongsToItself && position < end; position++) {
    const { index, parents } = at(position);
    // Positions follow indices.
    const parent = position - (index - (parents[resource] ?? -1));
    if (parents[resource] === undefined || parent < from) continue;
    yield { start: from, end: position };
    from = position;
  }
  if (from < end) yield { start: from, end };
}
