import type { Randomizer } from '@faker-js/faker';
import { Random, type StreamKey } from '../lib/random.ts';

/**
 * Which version of the generated data: `2` has people whose first names fit their birth year, jobs their age, numbers and streets their
 * city; `1` is what seedbed made before. It is mixed into every stream, so no value of one version is one of the other by chance.
 */
export type GeneratorVersion = 1 | 2;

export const generatorVersions: readonly GeneratorVersion[] = [1, 2];
export const defaultGenerator: GeneratorVersion = 2;

/**
 * Which phone numbers people have, by the country of the locale. `safe`: validators accept them all, and they ring nowhere if the country
 * keeps such numbers (France's landlines of the region, North America's 555-01xx, Britain's, Germany's and Australia's for drama); else
 * mobiles. `mobile`: mobiles that validators accept. They may belong to real people, so never let an API send messages to them.
 * `fictional`: mobiles too are of the range for fiction (France's 06 39 98, Britain's 07700 900), which strict validators refuse.
 */
export type PhoneKind = 'safe' | 'mobile' | 'fictional';

export const phoneKinds: readonly PhoneKind[] = ['safe', 'mobile', 'fictional'];

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
    /** Called by a `fake.seed(7)` inside a definition's `build`. */
    seed(seed) {
      const [first = 0, second = 0] = typeof seed === 'number' ? [seed] : seed;
      random.seek([first | 0, second | 0]);
    },
  };
}
