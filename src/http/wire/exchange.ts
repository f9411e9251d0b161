import type { Dispatcher, EnvHttpProxyAgent, Pool as UndiciPool } from 'undici';
import { SeedbedError } from '../../errors.ts';
import { type BaseUrl, isLoopback, joinPath, parseBaseUrl } from '../../lib/base-url.ts';
import { configSays } from '../../messages/config.ts';
import type { ApiRequest, Exchange } from '../api-client.ts';
import { Attempt } from './attempt.ts';
import { AbortGroups, Deadlines } from './attempt-ends.ts';
import { encodeBody } from './encode-body.ts';
import { lookUpLoopback } from './look-up-loopback.ts';
import { poolClass, proxyAgentClass, withRealImmediate } from './undici-internals.ts';

// At once, because a module must not find a test's fakes while it is loaded.
const Pool = poolClass();

/** How {@link createExchange} sends. */
export interface ExchangeOptions {
  /** `https://host/api:group`; its path is kept. User info in it is not sent. */
  readonly baseUrl: string;
  /** Deadline of one attempt in ms, from `send` to the last byte; waiting for a connection counts. @default 5000 */
  readonly timeoutMs?: number | undefined;
  /** The largest answer read. @default 1048576 */
  readonly maxBytes?: number | undefined;
  /** Most connections; each carries one request at a time. @default 32 */
  readonly connections?: number | undefined;
  /** Certificates in PEM to trust besides those that Node does. @default none */
  readonly ca?: string | undefined;
  /** HTTP/2 if the server offers it over TLS, also through a proxy. @default false */
  readonly http2?: boolean | undefined;
  /** The proxy variables, as the config reads them. Undefined: direct. Loopback is always reached directly. */
  readonly proxy?: ProxyVariables | undefined;
}

/** Values of `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`. */
export interface ProxyVariables {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
}

/**
 * Sends JSON over its own kept-alive connections, to one origin.
 *
 * @example
 * const exchange = createExchange({ baseUrl: 'http://127.0.0.1:4010/api:demo' });
 * const { body } = await exchange.send({ method: 'GET', path: '/user' });
 * await exchange.close();
 */
export function createExchange(options: ExchangeOptions): Exchange {
  const { timeoutMs = 5000, maxBytes = 1_048_576 } = options;
  const base = parseBaseUrl(options.baseUrl);
  const aborts = new AbortGroups();
  const settings = { base, timeoutMs, maxBytes, aborts, deadlines: new Deadlines(timeoutMs) };
  const dispatcher = openDispatcher(base, timeoutMs, options);
  return {
    baseUrl: base.href,
    send(request, options = {}) {
      return new Promise((resolve, reject) => {
        options.signal?.throwIfAborted();
        const wire = wireForm(base, request);
        const attempt = new Attempt(settings, request, options, resolve, reject);
        withRealImmediate(() => dispatcher.dispatch(wire, attempt));
      });
    },
    async close() {
      // Not `close()`, which waits for connections that may never come: when it is closed, no request is left to wait for.
      await dispatcher.destroy();
    },
  };
}

function openDispatcher(
  base: BaseUrl,
  timeoutMs: number,
  { connections = 32, proxy, ca, http2 = false }: ExchangeOptions,
): Dispatcher {
  const settings = {
    connections,
    connectTimeout: timeoutMs,
    // The attempt's own deadline covers these two.
    headersTimeout: 0,
    bodyTimeout: 0,
    // HTTP/2 gains nothing at a few requests a second. There undici sends a request again on its own, once, if the server refused its
    // stream (REFUSED_STREAM) or went away (GOAWAY): an attempt ends instead when it is to start a second time.
    allowH2: http2,
    ...(ca !== undefined && trusting(ca)),
  };
  const uri = base.protocol === 'https:' ? proxy?.httpsProxy : proxy?.httpProxy;
  // A proxy's loopback is another machine: seeding "localhost" there would write to who knows what.
  if (isNameOfLoopback(base))
    return new Pool(base.origin, { ...settings, connect: { ...settings.connect, lookup: lookUpLoopback() } });
  if (!uri || isLoopback(base.hostname) || base.hostname.endsWith('.localhost'))
    return new Pool(base.origin, settings);
  const url = proxyUrl(uri, base.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  const noProxy = proxy?.noProxy ?? '';
  const ProxyAgent = proxyAgentClass();
  return new ProxyAgent({ ...settings, httpProxy: url, httpsProxy: url, noProxy });
}

/** `proxy.example.com:8080` will do, as for curl. Not shown if it is wrong: it may hold a password. */
function proxyUrl(written: string, variable: string): string {
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(written) ? written : `http://${written}`);
  if (url !== null && /^(?:https?|socks5?):$/.test(url.protocol)) return url.href;
  throw new SeedbedError('SEEDBED_CONFIG', configSays.proxyExpected(variable));
}

function isNameOfLoopback({ hostname }: BaseUrl): boolean {
  return isLoopback(hostname) && hostname.startsWith('localhost');
}

/** Node takes `ca` for all that is trusted, and a request may go to a server that gives out tokens: so its own ones come first. */
function trusting(
  ca: string,
): Pick<UndiciPool.Options, 'connect'> & Pick<EnvHttpProxyAgent.Options, 'requestTls' | 'proxyTls'> {
  // Loaded only if it is used: it takes as long as the pool. One context for all connections: each takes some 20 ms to make.
  const { createSecureContext, getCACertificates } = process.getBuiltinModule('node:tls');
  const tls = { secureContext: createSecureContext({ ca: [...getCACertificates('default'), ca] }) };
  return { connect: tls, requestTls: tls, proxyTls: tls };
}

function wireForm(base: BaseUrl, request: ApiRequest): Dispatcher.DispatchOptions {
  const { method, body, encode } = request;
  const { headers: own = {} } = request;
  const headers: string[] = [];
  if (own.accept === undefined) headers.push('accept', 'application/json');
  if (own['user-agent'] === undefined) headers.push('user-agent', 'seedbed');
  // A cache on the way would show what was there a while ago: a record that is gone, or none of those just made.
  if (method === 'GET' && own['cache-control'] === undefined) headers.push('cache-control', 'no-cache');
  const encoded = encode === undefined ? undefined : encodeBody(body, encode);
  if (body !== undefined && own['content-type'] === undefined)
    headers.push('content-type', encoded?.type ?? 'application/json');
  for (const name in own) headers.push(name, own[name] as string);
  const path = joinPath(base, request);
  return {
    origin: base.origin,
    method,
    path,
    headers,
    body: body === undefined ? null : (encoded?.text ?? JSON.stringify(body)),
  };
}
