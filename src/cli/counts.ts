import { integer } from '../lib/check.ts';
import { MAX_COUNT } from '../plan/parse-count.ts';

/** A count flag's value; `least` is 1 where none makes no sense. */
export function readCount(flag: string, value: string, least: 0 | 1 = 1): number {
  return integer({ name: flag, code: 'SEEDBED_CONFIG' }, value, least, MAX_COUNT);
}
