import { channel, subscribe } from 'node:diagnostics_channel';
import { HttpError } from '../errors.ts';
import { parseBaseUrl, splitQuery } from '../lib/base-url.ts';
import { formatDuration, systemClock } from '../lib/clock.ts';
import { failuresSay } from '../messages/failures.ts';
import type { ApiRequest, ApiResponse, Exchange } from './api-client.ts';
import { statusLine } from './failure.ts';

/** What came instead of an answer that was wanted. Holds no secret. */
type Failed = Pick<HttpError, 'status' | 'why'>;

/** What stops all requests, as the retry policy found; undefined if the failure is the request's own. */
type Blocked = 'limit' | 'down' | undefined;

/** One attempt that has ended just now. Times are the client's clock's. */
export interface SentRequest {
  readonly request: ApiRequest;
  /** Of a successful answer. */
  readonly status?: number | undefined;
  readonly failed?: Failed | undefined;
  readonly blocked?: Blocked;
  /** When it asked for its turn. */
  readonly askedAt: number;
  readonly sentAt: number;
  /** Undefined if it is a login. */
  readonly session: object | undefined;
}

/** Told of everything that a client sends. What it does must be quick, and may not throw. */
export interface RequestWatch {
  sent(sent: SentRequest): void;
  /** It failed, and is sent again. */
  again(again: {
    readonly request: ApiRequest;
    readonly failed: Failed;
    readonly blocked: Blocked;
    readonly afterMs: number;
  }): void;
  /** It failed for good. */
  gaveUp(end: {
    readonly request: ApiRequest;
    readonly failed: Failed;
    readonly attempts: number;
    readonly durationMs: number;
  }): void;
}

/** Who watches: a client may be made before the run that it is for. */
export interface Watched {
  by?: RequestWatch | undefined;
}

/** One request that went out, and what came. */
export interface Seen {
  readonly request: ApiRequest;
  /** Undefined if no usable answer came. */
  readonly answer: ApiResponse | undefined;
}

/** What watched exchanges were asked: they remember what came last, count what went out, and can give an answer once more without sending. */
export interface ExchangeWatch {
  /** The same exchange, watched. */
  around(exchange: Exchange): Exchange;
  /** The last answers, the oldest first. Logins are not among them. */
  readonly seen: readonly Seen[];
  /** Requests sent for each subject. */
  readonly counts: ReadonlyMap<string, number>;
  /** Counts what is sent from now on for it. */
  countFor(subject: string): void;
  /** The next request of the same method and path gets this answer, and is not sent. */
  replay(seen: Seen): void;
  /** While this works, what was read since anything was last changed is not asked for again. */
  reuse<T>(work: () => Promise<T>): Promise<T>;
}

/** How many answers are remembered: more than one step of a check needs. */
const mostSeen = 20;

export function watchExchanges(): ExchangeWatch {
  const seen: Seen[] = [];
  const counts = new Map<string, number>();
  let subject = '';
  let again: Seen | undefined;
  /** What was read since the last request that may have changed something. */
  const known = new Map<string, Seen>();
  let reuses = false;
  let apis = 0;
  const remember = (request: ApiRequest, answer: ApiResponse | undefined): void => {
    if (request.secretAnswer === true) return;
    seen.push({ request, answer });
    if (seen.length > mostSeen) seen.shift();
  };
  const around = (exchange: Exchange): Exchange => {
    const api = ++apis;
    const base = parseBaseUrl(exchange.baseUrl).path;
    const send: Exchange['send'] = async (request, options) => {
      const replayed = again;
      if (
        replayed?.answer !== undefined &&
        replayed.request.path === request.path &&
        replayed.request.method === request.method
      ) {
        again = undefined;
        remember(request, replayed.answer);
        return replayed.answer;
      }
      const path = request.from === 'origin' ? request.path : `${base}${request.path}`;
      const asked = `${api} ${path} ${JSON.stringify(request.headers)}`;
      const earlier = reuses && request.method === 'GET' ? known.get(asked) : undefined;
      if (earlier?.answer !== undefined) {
        remember(request, earlier.answer);
        return earlier.answer;
      }
      if (request.method !== 'GET') known.clear();
      if (request.secretAnswer !== true) counts.set(subject, (counts.get(subject) ?? 0) + 1);
      try {
        const answer = await exchange.send(request, options);
        remember(request, answer);
        if (request.method === 'GET') known.set(asked, { request, answer });
        return answer;
      } catch (error) {
        remember(request, undefined);
        throw error;
      }
    };
    return { ...exchange, send };
  };
  return {
    around,
    seen,
    counts,
    countFor(name) {
      subject = name;
    },
    replay(one) {
      again = one;
    },
    async reuse(work) {
      reuses = true;
      try {
        return await work();
      } finally {
        reuses = false;
      }
    },
  };
}

const { now } = systemClock;
const name = 'seedbed:request';
const requests = channel(name);

/** Tells `node:diagnostics_channel` of each attempt; costs nothing while nobody listens. */
export function observeExchange(exchange: Exchange): Exchange {
  return {
    ...exchange,
    send(request, options) {
      const sent = exchange.send(request, options);
      if (!requests.hasSubscribers) return sent;
      const started = now();
      const tell = (what: string): void => {
        const [path] = splitQuery(request.path);
        requests.publish(`${request.method} ${path}: ${what} (${formatDuration(now() - started)})`);
      };
      sent.then(
        (answer) => tell(statusLine(answer, request)),
        (error: unknown) => tell(error instanceof HttpError ? error.why : failuresSay.aborted),
      );
      return sent;
    },
  };
}

/** Tells every attempt in one line: method, path, outcome, duration. Never headers or bodies, which hold secrets. */
export function onRequest(listen: (line: string) => void): void {
  subscribe(name, (line) => listen(String(line)));
}
