import { type Context, Hono } from 'hono';
import { SeedbedError } from '../errors.ts';
import { demoSays } from '../messages/demo.ts';
import { createIdempotency } from './idempotency.ts';
import { describeApi } from './openapi.ts';
import { type DemoAppOptions, resolveSettings } from './options.ts';
import { languageOfVisitor, pageIn } from './page/page.ts';
import { createRateLimiter } from './rate-limit.ts';
import { Refusal } from './refusal.ts';
import { type Backend, checkBody, parseId, parseJson, parseSlice, type Route, readText } from './route.ts';
import { authRoutes } from './routes/auth.ts';
import { userRoutes } from './routes/users.ts';
import { vmRoutes } from './routes/vms.ts';
import { createSessions, hashPasswordNow } from './sessions.ts';
import { openStore } from './store/store.ts';

/** What a server may tell of where a request came from. `@hono/node-server` gives it; a call without it is client `local`. */
export interface DemoAppEnv {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string | undefined } } | undefined;
}

/** The demo API as a function from Request to Response: no socket. */
export interface DemoApp {
  /** Answers any request under `/api:GROUP/…` or `/…`, whatever the origin. Never rejects. */
  fetch(request: Request, env?: DemoAppEnv): Promise<Response>;
  /** Records there are now, the operator left out. */
  counts(): { users: number; vms: number };
  /** Closes the database; without a `db` file the data is gone. */
  close(): void;
  [Symbol.dispose](): void;
}

interface Env {
  Bindings: DemoAppEnv;
}

/**
 * Makes the demo API without a server.
 *
 * @example
 * const app = createDemoApp();
 * const response = await app.fetch(new Request('http://demo/api:demo/user'));
 *
 * @throws SeedbedError `SEEDBED_FILE` if the database cannot be opened, `SEEDBED_CONFIG` if the operator's e-mail is taken in it;
 * RangeError for an option that is out of range.
 */
export function createDemoApp(options: DemoAppOptions = {}): DemoApp {
  const settings = resolveSettings(options);
  const { clock, operator, rateLimit } = settings;
  const store = openStore(settings.db);
  const now = (): number => Math.floor(clock.wall());
  const password = hashPasswordNow(operator.password);
  if (!store.users.setOperator({ name: 'Operator', email: operator.email, password, created_at: now() })) {
    store.close();
    throw new SeedbedError('SEEDBED_CONFIG', demoSays.operatorTaken(operator.email, settings.db));
  }

  const sessions = createSessions(store, settings);
  const idempotent = createIdempotency(store.answers, settings);
  const limiter = rateLimit && createRateLimiter(rateLimit, clock);
  const routes = apiRoutes({ store, sessions, settings, now });

  /** One call, start to end: limit, latency, token, body, work, answer. */
  const serve = async (route: Route, c: Context<Env>): Promise<Response> => {
    c.header('content-type', 'application/json');
    if (limiter !== undefined) {
      const verdict = limiter(c.env?.incoming?.socket?.remoteAddress ?? 'local');
      for (const [name, value] of Object.entries(verdict.headers)) c.header(name, value);
      if (!verdict.allowed) throw new Refusal(429, 'Too many requests: try again later.');
    }
    if (settings.latency > 0) await clock.sleep(settings.latency);
    const account = route.open === true ? undefined : sessions.authenticate(c.req.header('authorization'));
    const id = c.req.param('id');
    const text = route.body === undefined ? '' : await readText(c.req.raw);
    const work = async (): Promise<string> => {
      const result = await route.run({
        account,
        id: id === undefined ? 0 : parseId(id),
        slice:
          route.paged === true
            ? parseSlice(c.req.query('page'), c.req.query('per_page'))
            : { limit: -1, offset: 0 },
        body: route.body === undefined ? undefined : bodyOf(route, route.body, parseJson(text)),
        header: (name, value) => c.header(name, value),
      });
      return JSON.stringify(result);
    };
    // Not for open routes: their answers hold tokens, which are not written down.
    const key =
      settings.idempotency && route.method === 'POST' && !route.open && c.req.header('idempotency-key');
    return c.body(
      typeof key === 'string' && account !== undefined
        ? await idempotent({ user: account.id, key, path: c.req.path, body: text }, work)
        : await work(),
    );
  };

  const app = new Hono<Env>({ getPath: pathWithoutPrefix });
  for (const route of routes) {
    app.on(route.method, route.path.replace(/\{(\w+)\}/g, ':$1'), (c) => serve(route, c));
  }
  let description: string | undefined;
  app.get('/openapi.json', (c) => {
    description ??= JSON.stringify(describeApi(routes, settings));
    return c.body(description, 200, { 'content-type': 'application/json' });
  });
  app.get('/', (c) => {
    const page = pageIn(languageOfVisitor(c.req.query('lang'), c.req.header('accept-language')));
    return c.body(page.html, 200, page.headers);
  });
  app.notFound((c) => refused(c, new Refusal(404, `Not found: ${c.req.method} ${c.req.path}.`)));
  app.onError((error, c) => refused(c, error));

  return {
    fetch: async (request, env = {}) => app.fetch(request, env),
    counts: () => ({ users: store.users.count(), vms: store.vms.count() }),
    close: store.close,
    [Symbol.dispose]: store.close,
  };
}

/** Every row of the contract that these settings offer. */
function apiRoutes(backend: Backend): Route[] {
  const routes = [...authRoutes(backend), ...userRoutes(backend), ...vmRoutes(backend)];
  return backend.settings.bulk ? routes : routes.filter((route) => route.perItem !== true);
}

function bodyOf(route: Route, schema: NonNullable<Route['body']>, body: unknown): unknown {
  if (route.perItem !== true) return checkBody(schema, body);
  if (!Array.isArray(body)) throw new Refusal(422, 'Body: Expected an array.');
  return body;
}

function refused(c: Context<Env>, error: Error): Response {
  if (error instanceof Refusal) {
    if (error.status === 401) c.header('www-authenticate', 'Bearer');
    return c.json(error.body, error.status);
  }
  return c.json({ code: 'ERROR_FATAL', message: `Unexpected error: ${error.message}` }, 500);
}

/** `http://host/api:demo/user?page=1` → `/user`: the group's name is the installation's, any will do. */
function pathWithoutPrefix(request: Request): string {
  const start = request.url.indexOf('/', request.url.indexOf('//') + 2);
  const path = start === -1 ? '/' : (/^[^?#]*/.exec(request.url.slice(start))?.[0] ?? '/');
  return path.replace(/^\/api(?::|%3a)[^/]+/i, '') || '/';
}
