import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a handler sees it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly cookies: Readonly<Record<string, string>>;
  readonly body: string;
  readonly form: URLSearchParams;
}

export interface Answered {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: unknown;
}

/** A server on a free port that answers as it is told, and counts by `METHOD /path`. */
export async function serve(handle: (asked: Asked) => Answered): Promise<{
  readonly origin: string;
  readonly seen: string[];
  count(line: string): number;
  [Symbol.asyncDispose](): Promise<void>;
}> {
  const seen: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const url = new URL(request.url ?? '/', 'http://here');
    const method = request.method ?? 'GET';
    seen.push(`${method} ${url.pathname}`);
    const pairs = (request.headers.cookie ?? '').split('; ').map((pair) => pair.split('='));
    const cookies = Object.fromEntries(pairs.map(([name, ...value]) => [name, value.join('=')]));
    const asked = {
      method,
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      cookies,
      body,
    };
    const {
      status = 200,
      headers = {},
      body: answer,
    } = handle({ ...asked, form: new URLSearchParams(body) });
    response.writeHead(status, {
      'content-type': typeof answer === 'string' ? 'text/html' : 'application/json',
      ...headers,
    });
    response.end(typeof answer === 'string' ? answer : answer === undefined ? '' : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    seen,
    count: (line) => seen.filter((one) => one === line).length,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Sessions as Django keeps them: a form with a CSRF cookie and field, a redirect, and a CSRF token that changes with the login. */
export class FormLogin {
  readonly #sessions = new Set<string>();
  #next = 0;
  readonly #refused: Answered;

  /** @param refused what requests without a session are answered */
  constructor(refused: Answered) {
    this.#refused = refused;
  }

  /** All sessions end. */
  forget(): void {
    this.#sessions.clear();
  }

  readonly handle = ({ method, path, headers, cookies, form }: Asked): Answered => {
    if (path === '/login/' && method === 'GET')
      return {
        headers: { 'set-cookie': 'csrftoken=first-csrf; Path=/' },
        body: '<form><input type="password"></form>',
      };
    if (path === '/login/') {
      const isRight = cookies.csrftoken === 'first-csrf' && form.get('csrfmiddlewaretoken') === 'first-csrf';
      if (!isRight) return { status: 403, body: '<h1>CSRF verification failed.</h1>' };
      if (form.get('username') !== 'ada@example.com' || form.get('password') !== 'pass canary&1')
        return { body: '<form><p>Wrong.</p><input type="password"></form>' };
      const id = `session-canary-${++this.#next}`;
      this.#sessions.add(id);
      const set = [`sessionid=${id}; Path=/; HttpOnly; SameSite=Lax`, 'csrftoken=second-csrf; Path=/'];
      return { status: 302, headers: { location: '/', 'set-cookie': set } };
    }
    if (!this.#sessions.has(cookies.sessionid ?? '')) return this.#refused;
    if (method !== 'GET' && headers['x-csrftoken'] !== 'second-csrf')
      return { status: 403, body: { detail: 'CSRF Failed: CSRF token missing.' } };
    return path === '/boom'
      ? { status: 500, body: { detail: `${headers.cookie} ${headers['x-csrftoken']}` } }
      : { body: { ok: true } };
  };
}
