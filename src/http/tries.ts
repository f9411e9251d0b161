import { HttpError } from '../errors.ts';
import type { ApiResponse } from './api-client.ts';
import type { Ended } from './budget/budget.ts';
import { mayHaveActed } from './failure.ts';
import type { Session } from './login/session.ts';
import type { Token } from './login/token.ts';

/** One attempt that failed. It keeps its slot. */
export interface FailedAttempt {
  readonly failed: HttpError;
  readonly answer: ApiResponse | undefined;
  readonly askedAt: number;
  readonly sentAt: number;
  readonly session: Session | undefined;
  readonly token: Token | undefined;
  /** The answer says that the session has ended. */
  readonly signedOut: boolean;
}

/** What became of one request so far. */
export interface Tries {
  readonly startedAt: number;
  made: number;
  /** How many of them the limit or a closed port refused. */
  blocked: number;
  loggedInAgain: boolean;
  committed: 'no' | 'unknown';
}

/** A path without its query, and with a star for what looks like an id: one team's users are where another's are. */
export function collectionOf(path: string): string {
  // Creates ask for the same one again and again.
  if (path !== last.path)
    last = { path, collection: path.replace(/\?.*$/s, '').replace(/\/[^/]*\d[^/]*/g, '/*') };
  return last.collection;
}

let last = { path: '', collection: '' };

/** What the budget learns from a failure. */
export function howItEnded({ kind, status }: HttpError, blocked: 'limit' | 'down' | undefined): Ended['how'] {
  if (kind === 'refused' || kind === 'dns' || kind === 'connect-timeout') return 'unsent';
  if (kind === 'tls' || kind === 'http-version') return 'unsent';
  return blocked !== undefined || status === undefined || status >= 500 ? 'troubled' : 'answered';
}

/** Fails as the login or the turn did that a request waited for: that says nothing of what the request did before. */
export function failedAfter(tries: Tries | undefined): (error: unknown) => never {
  return (error) => {
    throw error instanceof HttpError && tries?.committed === 'unknown' ? mayHaveActed(error) : error;
  };
}
