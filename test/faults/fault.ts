import { randomStream } from '../../src/lib/random.ts';

/** What goes wrong with one request. "After commit": the record is stored, and the client cannot know. */
export type Fault =
  /** RST. */
  | { readonly kind: 'reset-before-commit' | 'reset-after-commit' }
  /** FIN without an answer, after commit. */
  | { readonly kind: 'close-after-commit' }
  /** RST now, the commit `afterMs` later. */
  | { readonly kind: 'late-commit'; readonly afterMs: number }
  /** No answer ever, after commit. */
  | { readonly kind: 'stall-headers' }
  /** Head and half of the body, then nothing, after commit. */
  | { readonly kind: 'stall-body' }
  /** One byte of the answer every `everyMs`, after commit. */
  | { readonly kind: 'slow-loris'; readonly everyMs: number }
  /** Bytes that are not HTTP, after commit. */
  | { readonly kind: 'garbage' }
  /** Half of the announced body, then FIN, after commit. */
  | { readonly kind: 'truncated' }
  /** 200 with a page, nothing, `null`, an object without `id`, or a text, after commit. */
  | { readonly kind: 'html' | 'empty' | 'null' | 'no-id' | 'wrong-type' }
  /** 200 and so many bytes, chunked, after commit. */
  | { readonly kind: 'huge'; readonly bytes: number }
  /** Any status. `committed`: the record is stored all the same. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly committed?: boolean;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** 301, 302, 303, 307, 308. */
  | { readonly kind: 'redirect'; readonly status: number; readonly to: string }
  /** Every token given so far is refused from now on; then the request is handled. */
  | { readonly kind: 'expire-tokens' };

/** What a fault decides on. */
export interface FaultyRequest {
  readonly method: string;
  /** Without the base path and query. */
  readonly path: string;
  /** POST to a collection. */
  readonly isCreate: boolean;
  readonly body: unknown;
  /** The header, as it came. */
  readonly authorization: string | undefined;
}

/** `n` counts all requests from 0. */
export type Faults = (n: number, request: FaultyRequest) => Fault | undefined;

/** One of each kind that a client with a deadline of a second or so can live through. */
export const everyFault: readonly Fault[] = [
  { kind: 'reset-before-commit' },
  { kind: 'reset-after-commit' },
  { kind: 'close-after-commit' },
  { kind: 'late-commit', afterMs: 20 },
  { kind: 'stall-headers' },
  { kind: 'stall-body' },
  { kind: 'slow-loris', everyMs: 20 },
  { kind: 'garbage' },
  { kind: 'truncated' },
  { kind: 'html' },
  { kind: 'empty' },
  { kind: 'null' },
  { kind: 'no-id' },
  { kind: 'wrong-type' },
  { kind: 'huge', bytes: 4 * 1024 * 1024 },
  { kind: 'status', status: 500, committed: true },
  { kind: 'status', status: 502 },
  { kind: 'status', status: 504, committed: true },
  { kind: 'status', status: 503, headers: { 'retry-after': '0.05' } },
  { kind: 'status', status: 429, headers: { 'retry-after': '0.05' } },
];

/** A share `rate` of the requests that `on` accepts gets one of `faults`, by chance that repeats with the same `randomSeed`. */
export function randomFaults(options: {
  readonly rate: number;
  readonly randomSeed: number;
  /** @default everyFault */
  readonly faults?: readonly Fault[];
  /** @default creates only */
  readonly on?: (request: FaultyRequest) => boolean;
}): Faults {
  const { rate, randomSeed, faults = everyFault, on = ({ isCreate }) => isCreate } = options;
  const draw = randomStream('faults', randomSeed);
  return (_, request) => {
    if (!on(request) || draw() >= rate) return undefined;
    return faults[Math.floor(draw() * faults.length)];
  };
}
