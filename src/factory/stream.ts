import type { Randomizer } from '@faker-js/faker';
import { Random, type StreamKey } from '../lib/random.ts';

/** Mixed into every stream: raising it is how a better generator may change people's data, never silently. */
export const generatorVersion = 1;

/** Faker's source of randomness, set to the start of a record's own stream before each record. */
export interface RecordStream extends Randomizer {
  start(key: StreamKey, index: number): void;
}

/**
 * Starting afresh for every record costs 0.1 µs, re-seeding a Mersenne twister 30: it is what makes one stream per record
 * affordable, and so a record's values independent of every other record.
 */
export function recordStream(): RecordStream {
  const random = new Random();
  return {
    start(key, index) {
      random.seek(key, index);
    },
    /** 53 random bits in [0, 1); 32 would leave gaps in Faker's large numbers. Faker calls it detached. */
    next() {
      const high = random.uint32() >>> 5;
      const low = random.uint32() >>> 6;
      return (high * 0x4000000 + low) / 0x20000000000000;
    },
    /** What a `fake.seed(7)` inside somebody's `build` calls. */
    seed(seed) {
      const [first = 0, second = 0] = typeof seed === 'number' ? [seed] : seed;
      random.seek([first | 0, second | 0]);
    },
  };
}
