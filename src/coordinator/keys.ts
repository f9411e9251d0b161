import { createHash } from 'node:crypto';
import { normalBaseUrl } from '../lib/same-base-url.ts';

/** What Redis holds about one API. Everything stands under one hash tag, so that a cluster keeps it on one node and scripts may use it. */
export interface Keys {
  /** Also the prefix of BullMQ's keys. */
  readonly tag: string;
  /** `{seedbed:1a2b3c}:slots`. */
  of(...parts: readonly string[]): string;
}

/** The same for every run on the API, whoever signs in. */
export function keysFor(baseUrl: string): Keys {
  const tag = `{seedbed:${digest(normalBaseUrl(baseUrl)).slice(0, 12)}}`;
  return { tag, of: (...parts) => [tag, ...parts].join(':') };
}

/** In a-z and 0-9. */
export function digest(text: string): string {
  const bytes = createHash('sha256').update(text).digest();
  return BigInt(`0x${bytes.toString('hex')}`)
    .toString(36)
    .padStart(50, '0');
}
