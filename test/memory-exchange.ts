import type { ApiRequest, Exchange } from '../src/http/api-client.ts';
import { committedBy, type Failed, failure } from '../src/http/failure.ts';
import { readAnswer } from '../src/http/wire/answer.ts';
import { encodeBody } from '../src/http/wire/encode-body.ts';
import { deadlineFailure } from '../src/http/wire/network-failure.ts';
import { type BaseUrl, joinPath, parseBaseUrl } from '../src/lib/base-url.ts';
import { startTimer, stopTimer, systemClock } from '../src/lib/clock.ts';
import { abortable } from '../src/lib/promises.ts';

/** How {@link createMemoryExchange} answers. */
export interface MemoryExchangeOptions {
  /** Any base URL; nothing is opened there. */
  readonly baseUrl: string;
  /** An app's request handler: `app.fetch` of Hono and its like. */
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** @default 5000 */
  readonly timeoutMs?: number | undefined;
  /** @default 1048576 */
  readonly maxBytes?: number | undefined;
}

const { now } = systemClock;

/**
 * The exchange without a network: calls an app directly, and otherwise behaves as the real one does.
 *
 * @example
 * const exchange = createMemoryExchange({ baseUrl: 'http://demo.test/api:demo', fetch: app.fetch });
 */
export function createMemoryExchange(options: MemoryExchangeOptions): Exchange {
  const { fetch, timeoutMs = 5000 } = options;
  const base = parseBaseUrl(options.baseUrl);
  return {
    baseUrl: base.href,
    async send(request, { signal, accept } = {}) {
      signal?.throwIfAborted();
      const started = now();
      const maxBytes = request.maxBytes ?? options.maxBytes ?? 1_048_576;
      const fail = (what: Pick<Failed, 'kind' | 'why' | 'body'>, status?: number): Error => {
        const committed = status === undefined ? 'unknown' : committedBy(status, request.method);
        return failure(base, request, { ...what, status, committed, durationMs: now() - started });
      };
      const call = new AbortController();
      const stop = (reason: unknown): void => call.abort(reason);
      const onAbort = (): void => stop(signal?.reason);
      signal?.addEventListener('abort', onAbort, { once: true });
      const expire = (): void => stop(fail(deadlineFailure({ sent: true, status: 0, bytes: 0 }, timeoutMs)));
      const deadline = startTimer(expire, timeoutMs);
      try {
        const asked = callApp(fetch, toRequest(base, request, call.signal), fail);
        const response = await abortable(asked, call.signal);
        const { status, statusText } = response;
        const text = await abortable(readText(response, maxBytes), call.signal);
        const oversize = `${status}, but the answer is larger than ${maxBytes} bytes`;
        if (text === undefined) throw fail({ kind: 'oversize', why: oversize }, status);
        const headers = Object.fromEntries(response.headers);
        const cookies = response.headers.getSetCookie();
        if (cookies.length > 0) headers['set-cookie'] = cookies.join('\n');
        const answer = readAnswer({ status, statusText, headers, text }, base, request, accept);
        if ('kind' in answer) throw fail(answer, status);
        return answer;
      } finally {
        stopTimer(deadline);
        signal?.removeEventListener('abort', onAbort);
      }
    },
    async close() {},
  };
}

function toRequest(base: BaseUrl, request: ApiRequest, signal: AbortSignal): Request {
  const { method, headers, body, encode = 'json' } = request;
  const encoded = body === undefined ? undefined : encodeBody(body, encode);
  const json = encoded && { 'content-type': encoded.type };
  return new Request(base.origin + joinPath(base, request), {
    method,
    headers: { accept: 'application/json', ...json, ...headers },
    signal,
    ...(encoded && { body: encoded.text }),
  });
}

/** An app that throws is a server whose connection breaks. */
async function callApp(
  fetch: MemoryExchangeOptions['fetch'],
  request: Request,
  fail: (what: Pick<Failed, 'kind' | 'why'>) => Error,
): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'no error given';
    throw fail({ kind: 'reset', why: `connection lost before the answer (the app threw: ${why})` });
  }
}

/** The body, or undefined where it is larger than the cap: then the rest is not read. */
async function readText(response: Response, maxBytes: number): Promise<string | undefined> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
