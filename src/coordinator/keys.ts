import { hash } from 'node:crypto';
import { normalBaseUrl } from '../lib/base-url.ts';

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

/** In 0-9 and a-f. */
export function digest(text: string): string {
  return hash('sha256', text);
}
