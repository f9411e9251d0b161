import type { HttpError } from '../errors.ts';
import type { ApiRequest } from './api-client.ts';

/** What came instead of an answer that was wanted. Holds no secret. */
type Failed = Pick<HttpError, 'status' | 'why'>;

/** What keeps everybody from sending, as the retry policy found; undefined if the failure is the request's own. */
type Blocked = 'limit' | 'down' | undefined;

/** One attempt that has ended just now. Times are the client's clock's. */
export interface SentRequest {
  readonly request: ApiRequest;
  /** Of an answer that was wanted. */
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
