/** Names one random stream: two 32-bit words. Made once by {@link streamKey}, then combined with an index for free. */
export type StreamKey = readonly [number, number];

/**
 * Hashes the parts that name a stream. `('a', 'bc')` and `('ab', 'c')`, `(1)` and `('1')` are different streams.
 * The result is part of people's data: changing it changes every record generated since.
 */
export function streamKey(...parts: readonly (string | number)[]): StreamKey {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const part of parts) {
    const text = `${typeof part === 'number' ? 'n' : 's'}${String(part).length}:${part}`;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      high = Math.imul(high ^ unit, 0x9e3779b1);
      low = Math.imul(low ^ unit, 0x5f356495);
    }
  }
  // The last multiplications mix only upwards; without this, neighbouring keys share their low bits.
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return [high | 0, low | 0];
}

/**
 * A small, fast, repeatable generator (sfc32): the same on every machine and Node. Never for secrets.
 * For hot loops keep one and {@link seek} it per record: under 0.1 µs, no allocation.
 */
export class Random {
  #a = 0;
  #b = 0;
  #c = 0;
  #counter = 1;

  /** Points it at the stream of `key` and `index` (a whole number from 0), at its first number. */
  seek(key: StreamKey, index = 0): this {
    this.#a = key[0];
    this.#b = key[1];
    this.#c = index | 0;
    this.#counter = (index / 0x1_0000_0000 + 1) | 0;
    // 12 rounds, as its author (PractRand) seeds it: fewer leave neighbouring indices correlated.
    for (let round = 0; round < 12; round++) this.uint32();
    return this;
  }

  /** The next whole number in [0, 2³²). */
  uint32(): number {
    const out = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + out) | 0;
    return out >>> 0;
  }

  /** The next number in [0, 1), a multiple of 2⁻³². */
  next(): number {
    return this.uint32() / 0x1_0000_0000;
  }
}

/** The whole numbers below `size`, in an order that the key says. */
export function shuffled(key: StreamKey, size: number): Uint32Array {
  const random = new Random().seek(key);
  const order = Uint32Array.from({ length: size }, (_, at) => at);
  for (let at = size - 1; at > 0; at--) {
    const other = Math.floor(random.next() * (at + 1));
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
  return order;
}

/**
 * The stream named by the parts, as a function in the manner of `Math.random`.
 *
 * @example
 * const draw = randomStream(7, 'users', 3);
 * draw(); // the same number, always
 */
export function randomStream(...parts: readonly (string | number)[]): () => number {
  const random = new Random().seek(streamKey(...parts));
  return () => random.next();
}
