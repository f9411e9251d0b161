import { expect } from 'vitest';
import { HttpError } from '../../../src/errors.ts';
import type { ApiClient, ApiRequest } from '../../../src/http/api-client.ts';
import { type ClientOptions, createClient } from '../../../src/http/client.ts';
import type { LoginShape } from '../../../src/http/login/auth.ts';
import type { AuthConfig } from '../../../src/lib/auth.ts';
import { createMemoryExchange } from '../../memory-exchange.ts';
import { VirtualClock } from '../../virtual-clock.ts';

export type Reply = Response | (() => Response | Promise<Response>);

export interface Api {
  readonly client: ApiClient;
  readonly clock: VirtualClock;
  /** `POST /user Bearer t1`, in order. */
  readonly seen: string[];
}

export const login: LoginShape = { loginPath: '/auth/login', tokenField: 'authToken' };
export const credentials: AuthConfig & object = {
  email: 'admin@example.com',
  password: 'demo-password',
  ...login,
};
export const createUser: ApiRequest = { method: 'POST', path: '/user', body: { email: 'a@example.com' } };
export const getUsers: ApiRequest = { method: 'GET', path: '/user' };
export const removeUser: ApiRequest = { method: 'DELETE', path: '/user/1' };
export const ok = (): Response => Response.json({ id: 1 });
export const status = (
  code: number,
  body: unknown = {},
  headers: Record<string, string> = {},
): (() => Response) => {
  return () => Response.json(body, { status: code, headers });
};
export const broken = (): never => {
  throw new Error('gone');
};

/** An API that gives these replies one after the other, then `{ id: 1 }`; logins get t1, t2… */
export function open(replies: Reply[], options: Partial<ClientOptions> = {}): Api {
  const clock = new VirtualClock();
  const seen: string[] = [];
  let logins = 0;
  const fetch = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.replace('/api', '');
    seen.push(`${request.method} ${path} ${request.headers.get('authorization') ?? ''}`.trim());
    if (path === '/auth/login') return Response.json({ authToken: `t${++logins}` });
    const reply = replies.shift() ?? ok;
    return typeof reply === 'function' ? reply() : reply;
  };
  const exchange = createMemoryExchange({ baseUrl: 'http://demo.test/api', fetch });
  const auth = { token: 'given' };
  const client = createClient({ exchange, auth, login, clock, random: () => 0.5, ...options });
  return { client, clock, seen };
}

export async function failureOf(sending: Promise<unknown>): Promise<HttpError> {
  const error = await sending.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(HttpError);
  return error as HttpError;
}
