import { SeedbedError } from '../errors.ts';
import { show } from '../lib/check.ts';
import { signInSays } from '../messages/sign-in.ts';

/** Which record of a dataset is meant. */
export interface RecordName {
  readonly resource: string;
  /** 0-based. */
  readonly index: number;
}

/**
 * `users[0]` → its resource and index.
 *
 * @throws SeedbedError `SEEDBED_SEED` for anything else
 */
export function parseRecordName(name: unknown): RecordName {
  const [, resource, index] =
    (typeof name === 'string' && /^\s*([^[\]\s]+)\[(\d{1,9})\]\s*$/.exec(name)) || [];
  if (resource === undefined || index === undefined)
    throw new SeedbedError('SEEDBED_SEED', signInSays.asNoRecord(show(name)));
  return { resource, index: Number(index) };
}
