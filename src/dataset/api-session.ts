import type { ApiRequest, ApiResponse } from '../http/api-client.ts';
import type { LoginUser } from '../lib/auth.ts';

/** Sends one request as a user. */
export type SendAs = (request: ApiRequest, user: LoginUser) => Promise<ApiResponse>;

/** The API with one user's own token. Resolves with the parsed body of a 2xx answer; rejects with an `HttpError` otherwise. */
export interface ApiSession {
  get(path: string): Promise<unknown>;
  post(path: string, body?: unknown): Promise<unknown>;
  put(path: string, body?: unknown): Promise<unknown>;
  patch(path: string, body?: unknown): Promise<unknown>;
  delete(path: string): Promise<unknown>;
}

export function apiSession(send: SendAs, user: LoginUser): ApiSession {
  const call = (method: ApiRequest['method']) => async (path: string, body?: unknown) =>
    (await send({ method, path, ...(body !== undefined && { body }) }, user)).body;
  return {
    get: call('GET'),
    post: call('POST'),
    put: call('PUT'),
    patch: call('PATCH'),
    delete: call('DELETE'),
  };
}
