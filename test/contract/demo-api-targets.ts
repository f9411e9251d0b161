import { Agent, request } from 'undici';
import { createDemoApp, type DemoAppOptions, demoOperator } from '../../src/demo/index.ts';
import { startDemoApi } from '../../src/demo/server.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { createOfflineNetwork } from '../../src/msw/handlers.ts';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: JSON of whatever shape, looked into by assertions
  json: any;
}

export interface Sent {
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  raw?: string;
  token?: string | undefined;
  headers?: Record<string, string>;
}

/** One way to reach the demo API. */
export interface Target extends AsyncDisposable {
  /** `path` is below the base URL; `/../x` is not resolved: give `root` for paths of the origin. */
  send(method: string, path: string, sent?: Sent): Promise<Answer>;
  root(method: string, path: string, sent?: Sent): Promise<Answer>;
  counts(): { users: number; vms: number };
}

export interface Implementation {
  name: string;
  start(options?: DemoAppOptions): Promise<Target>;
}

type Carry = (
  method: string,
  url: string,
  headers: Record<string, string>,
  body: string | undefined,
) => Promise<Answer>;

function target(origin: string, carry: Carry, counts: Target['counts'], close: () => Promise<void>): Target {
  const at =
    (prefix: string) =>
    (method: string, path: string, { body, raw, token, headers }: Sent = {}): Promise<Answer> => {
      const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
      const all = {
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      };
      return carry(method, `${origin}${prefix}${path}`, all, text);
    };
  return { send: at('/api:demo'), root: at(''), counts, [Symbol.asyncDispose]: close };
}

function answer(status: number, headers: Record<string, string>, text: string): Answer {
  const isJson = headers['content-type'] === 'application/json';
  return { status, headers, text, json: isJson && text !== '' ? JSON.parse(text) : undefined };
}

/** An undici client of its own: what is kept alive must not outlive the target. */
function overUndici(): { carry: Carry; close(): Promise<void> } {
  const dispatcher = new Agent();
  return {
    close: () => dispatcher.close(),
    async carry(method, url, headers, body) {
      const response = await request(url, { method, headers, body: body ?? null, dispatcher });
      const flat = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
      return answer(response.statusCode, Object.fromEntries(flat), await response.body.text());
    },
  };
}

const inMemory: Implementation = {
  name: 'in memory',
  async start(options) {
    const app = createDemoApp(options);
    const carry: Carry = async (method, url, headers, body) => {
      const response = await app.fetch(new Request(url, { method, headers, body: body ?? null }));
      return answer(response.status, Object.fromEntries(response.headers), await response.text());
    };
    return target('http://demo', carry, app.counts, async () => app.close());
  },
};

const server: Implementation = {
  name: 'a server, over undici',
  async start(options) {
    const api = await startDemoApi(options);
    const client = overUndici();
    return target(api.origin, client.carry, api.counts, async () => {
      await client.close();
      await api.close();
    });
  },
};

const mocked: Implementation = {
  name: 'msw handlers, over undici',
  async start(options) {
    const network = await createOfflineNetwork({ ...options, baseUrl: 'http://seedbed.test' });
    const client = overUndici();
    return target('http://seedbed.test', client.carry, network.counts, async () => {
      await client.close();
      network.close();
    });
  },
};

export const implementations: Implementation[] = [inMemory, server, mocked];

/** A clock that stands still until told. Sleeps end at once and are written down. */
export interface ManualClock extends Clock {
  advance(ms: number): void;
  readonly slept: number[];
}

export function manualClock(start: number = Date.UTC(2026, 10, 23)): ManualClock {
  let elapsed = 0;
  const slept: number[] = [];
  return {
    now: () => elapsed,
    wall: () => start + elapsed,
    sleep: async (ms) => {
      slept.push(ms);
    },
    advance: (ms) => {
      elapsed += ms;
    },
    slept,
  };
}

/** Signs the operator in. */
export async function operatorToken(api: Target): Promise<string> {
  const { json } = await api.send('POST', '/auth/login', { body: demoOperator });
  return json.authToken;
}

/** A VM's body that fits the contract. */
export const vmOf = (userId: number): Record<string, unknown> => ({
  user_id: userId,
  name: 'web-prod-01',
  operating_system: 'Debian 13',
  cpu_cores: 2,
  ram_gb: 4,
  disk_gb: 40,
  status: 'running',
});
