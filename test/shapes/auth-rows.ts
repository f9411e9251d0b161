import type { Asked, Reply, Shape, Store } from './shape.ts';
import type { ShapeRow } from './shape-row.ts';

const has =
  (name: string, value: string) =>
  (asked: Asked): boolean =>
    asked.headers[name] === value;
const basic = (name: string, password: string): string =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
const operator = { email: 'boss@example.com', password: 'a-secret' };

/** Django's: a page that sets a CSRF cookie, a form that sends it back, a session cookie. */
const formLogin: Pick<Shape, 'allows' | 'route'> = {
  route: ({ path, method, body, headers }): Reply | undefined => {
    if (path !== '/login') return undefined;
    if (method === 'GET')
      return {
        headers: { 'content-type': 'text/html', 'set-cookie': 'csrftoken=abc; Path=/' },
        text: '<form><input type="hidden" name="csrfmiddlewaretoken" value="abc"></form>',
      };
    const isRight =
      body.username === operator.email &&
      body.csrfmiddlewaretoken === 'abc' &&
      headers.cookie === 'csrftoken=abc';
    return isRight
      ? { status: 302, headers: { location: '/', 'set-cookie': 'sessionid=s1; Path=/; HttpOnly' } }
      : { status: 403, body: { detail: 'CSRF failed.' } };
  },
  allows: ({ headers, method }) =>
    (headers.cookie ?? '').includes('sessionid=s1') && (method === 'GET' || headers['x-csrftoken'] === 'abc'),
};

function answering(at: string, reply: Reply) {
  return ({ path, method }: Asked, _: Store): Reply | undefined =>
    path === at && method === 'POST' ? reply : undefined;
}

/** How requests prove who sends them, and what else each must carry. */
export const authRows: readonly ShapeRow[] = [
  {
    name: 'a bearer token',
    shape: { allows: has('authorization', 'Bearer t0ken') },
    config: { auth: { bearer: 't0ken' } },
  },
  {
    name: 'HTTP Basic',
    shape: { allows: has('authorization', basic('boss', 'a-secret')) },
    config: { auth: { basic: { username: 'boss', password: 'a-secret' } } },
  },
  {
    name: 'an API key in a header',
    shape: { allows: has('x-api-key', 'k3y') },
    config: { auth: { apiKey: 'k3y', in: 'header', name: 'X-Api-Key' } },
  },
  {
    name: 'an API key in the query, and pages that do not repeat it',
    shape: {
      allows: ({ query }) => query.get('api_key') === 'k3y',
      paged: { size: 4, start: (query) => Number(query.get('offset') ?? 0) },
      many: ({ items, next, url }) => ({ items, next: next === undefined ? null : `${url}?offset=${next}` }),
    },
    config: { auth: { apiKey: 'k3y', in: 'query', name: 'api_key' } },
  },
  {
    name: 'an API key in a cookie',
    shape: { allows: has('cookie', 'sid=k3y') },
    config: { auth: { apiKey: 'k3y', in: 'cookie', name: 'sid' } },
  },
  {
    name: 'a form login with a session cookie and a CSRF token',
    shape: formLogin,
    config: {
      auth: {
        ...operator,
        login: {
          path: '/login',
          encode: 'form',
          session: 'cookie',
          body: ({ email, password }) => ({ username: email, password }),
          csrf: { from: 'cookie', name: 'csrftoken', header: 'X-CSRFToken', field: 'csrfmiddlewaretoken' },
        },
      },
    },
  },
  {
    name: 'a JSON login whose token is deep in the answer, and goes into a header of its own',
    shape: {
      route: answering('/session', { body: { data: { session: { token: 'abc' } } } }),
      allows: has('x-session', 'abc'),
    },
    config: {
      auth: {
        ...operator,
        login: { path: '/session', token: 'data.session.token', header: 'X-Session' },
      },
    },
  },
  {
    name: 'OAuth 2.0 by client credentials',
    shape: {
      route: answering('/oauth/token', {
        body: { access_token: 'abc', token_type: 'bearer', expires_in: 3600 },
      }),
      allows: has('authorization', 'Bearer abc'),
    },
    config: {
      auth: {
        oauth2: {
          tokenUrl: '/oauth/token',
          clientId: 'seedbed',
          clientSecret: 'a-secret',
          grant: 'client_credentials',
        },
      },
    },
  },
  {
    name: 'a scheme of its own',
    shape: { allows: has('x-signature', 'signed') },
    config: { auth: async () => ({ 'x-signature': 'signed' }) },
  },
  {
    name: 'headers and a query that every request carries',
    shape: {
      allows: ({ headers, query }) => headers['x-tenant'] === 't1' && query.get('version') === '2026-01',
    },
    config: { headers: { 'X-Tenant': 't1' }, query: { version: '2026-01' } },
  },
];
