import type { RequestWatch, SentRequest } from '../../http/request-watch.ts';
import type { Clock } from '../../lib/clock.ts';
import { bucketOf, type Counts } from '../../log/counts.ts';
import type { RunLog } from '../../log/run-log.ts';

/** So many requests of a run are written down one by one; after that, only where the level is `debug`. */
const mostSingle = 1000;

/** The span over which requests are summed up, in ms; longer if none is sent. */
const pulseMs = 1000;

/** A wait for one's turn that is told by itself, in ms. */
const longWaitMs = 1000;

interface PulseInTheMaking {
  readonly from: number;
  answered: number;
  limited: number;
  failed: number;
  logins: number;
  maxWaitMs: number;
  readonly latencies: Map<string, Map<number, number>>;
}

/** What a run sends, for its log: each request while they are few, all of them summed up by the second, and whatever went wrong. */
export class RequestLog implements RequestWatch {
  readonly #log: RunLog;
  readonly #clock: Clock;
  readonly #begunAt: number;
  #pulse: PulseInTheMaking | undefined;
  #toldWaitAt = Number.NEGATIVE_INFINITY;
  requests = 0;
  limited = 0;
  retries = 0;

  constructor(log: RunLog, clock: Clock) {
    this.#log = log;
    this.#clock = clock;
    this.#begunAt = clock.now();
  }

  /** Since the run's begin, to a tenth of a millisecond. */
  since(time: number): number {
    return tenth(time - this.#begunAt);
  }

  sent({ request, status: wanted, failed, blocked, askedAt, sentAt, session }: SentRequest): void {
    const now = this.#clock.now();
    const [ms, waitedMs] = [tenth(now - sentAt), tenth(sentAt - askedAt)];
    const { method } = request;
    const path = pathOf(request);
    const status = wanted ?? failed?.status;
    const isLogin = session === undefined;
    this.requests++;
    const isLimited = blocked === 'limit';
    const end = isLimited ? 'limited' : failed === undefined ? 'answered' : 'failed';
    this.#count(method, { status, end, ms, waitedMs, isLogin }, now);
    this.#log.write(this.requests <= mostSingle ? 'info' : 'debug', {
      event: 'request',
      method,
      path,
      status,
      why: failed?.why,
      at: this.since(sentAt),
      ms,
      waitedMs,
      ...(isLimited && { isLimited }),
      ...(isLogin && { isLogin }),
    });
    if (isLogin && status !== undefined) this.#log.write('info', { event: 'login', path, ms, status });
    if (waitedMs < longWaitMs || now - this.#toldWaitAt < pulseMs) return;
    this.#toldWaitAt = now;
    this.#log.write('info', { event: 'wait', because: 'turn', ms: waitedMs, at: this.since(askedAt) });
  }

  again({ request, failed, blocked, afterMs }: Parameters<RequestWatch['again']>[0]): void {
    this.retries++;
    const at = this.since(this.#clock.now());
    if (blocked !== undefined && afterMs >= longWaitMs)
      this.#log.write('info', { event: 'wait', because: blocked, ms: tenth(afterMs), at });
    const { method } = request;
    const told = { method, path: pathOf(request), why: failed.why, afterMs: tenth(afterMs), at };
    this.#log.write('warning', { event: 'retry', ...told });
  }

  gaveUp({ request, failed, attempts, durationMs }: Parameters<RequestWatch['gaveUp']>[0]): void {
    const { method } = request;
    const told = { method, path: pathOf(request), why: failed.why, attempts, ms: tenth(durationMs) };
    this.#log.write('warning', { event: 'gave-up', ...told });
  }

  /** Writes what was counted so far. */
  flush(): void {
    const pulse = this.#pulse;
    if (pulse === undefined) return;
    this.#pulse = undefined;
    this.#log.write('info', {
      event: 'pulse',
      ...pulse,
      from: this.since(pulse.from),
      to: this.since(this.#clock.now()),
      latencies: Object.fromEntries(
        [...pulse.latencies].map(([method, buckets]): [string, Counts] => [
          method,
          Object.fromEntries(buckets),
        ]),
      ),
    });
  }

  #count(method: string, { status, end, ms, waitedMs, isLogin }: CountedRequest, now: number): void {
    if (this.#pulse !== undefined && now - this.#pulse.from >= pulseMs) this.flush();
    this.#pulse ??= {
      ...{ from: now - ms, answered: 0, limited: 0, failed: 0, logins: 0, maxWaitMs: 0 },
      latencies: new Map(),
    };
    const pulse = this.#pulse;
    pulse[end]++;
    if (end === 'limited') this.limited++;
    if (isLogin) pulse.logins++;
    pulse.maxWaitMs = Math.max(pulse.maxWaitMs, waitedMs);
    if (status === undefined) return;
    const buckets = pulse.latencies.get(method) ?? new Map<number, number>();
    pulse.latencies.set(method, buckets);
    const bucket = bucketOf(ms);
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
  }
}

interface CountedRequest {
  readonly status: number | undefined;
  readonly end: 'answered' | 'limited' | 'failed';
  readonly ms: number;
  readonly waitedMs: number;
  readonly isLogin: boolean;
}

function pathOf({ path }: SentRequest['request']): string {
  return path.replace(/\?.*/s, '');
}

/** A time in ms, to a tenth. */
export function tenth(ms: number): number {
  return Math.round(ms * 10) / 10;
}
