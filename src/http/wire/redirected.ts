import { type BaseUrl, joinPath, splitQuery } from '../../lib/base-url.ts';
import { failuresSay } from '../../messages/failures.ts';
import type { ApiRequest, ApiResponse } from '../api-client.ts';

/** Statuses that send somebody elsewhere. */
export const redirects: readonly number[] = [301, 302, 303, 307, 308];

/** What a redirect says of the address that was asked. */
type Leads =
  /** The same thing is there: at another base, or with or without a slash at the end. */
  | { readonly to: 'base'; readonly base: string }
  | { readonly to: 'slash' | 'no slash' }
  | { readonly to: 'sign-in' | 'elsewhere' };

/**
 * A redirect that is no answer.
 *
 * @returns `moved`: what was asked for is at another address, so nothing was done at this one. 302 and 303 may lead to a page about what
 * was done; 307 and 308 want the same request once more
 */
export function redirected(
  { status, headers }: Pick<ApiResponse, 'status' | 'headers'>,
  base: BaseUrl,
  request: ApiRequest,
): { readonly kind: 'redirect'; readonly why: string; readonly moved: boolean } {
  const asked = new URL(base.origin + joinPath(base, request));
  const to = headers.location === undefined ? null : URL.parse(headers.location, asked.href);
  const leads = to === null ? ({ to: 'elsewhere' } as const) : whereTo(to, asked, request);
  const isSame = leads.to !== 'elsewhere' && leads.to !== 'sign-in';
  return {
    kind: 'redirect',
    // Origin and path only: a redirect's query often carries a token.
    why: told(status, to === null ? undefined : to.origin + to.pathname, leads),
    moved: status === 307 || status === 308 || (status === 301 && isSame),
  };
}

function whereTo(to: URL, asked: URL, { path, from }: ApiRequest): Leads {
  if (isSignIn(to.pathname)) return { to: 'sign-in' };
  if (to.origin === asked.origin) {
    if (to.pathname === `${asked.pathname}/`) return { to: 'slash' };
    if (`${to.pathname}/` === asked.pathname) return { to: 'no slash' };
  }
  // Below the base, and without a slash at its end.
  const [plain] = splitQuery(path);
  const below = plain.replace(/\/$/, '');
  const found = to.pathname.replace(/\/$/, '');
  const isSame = to.origin === asked.origin && to.pathname === asked.pathname;
  if (isSame || from === 'origin' || below === '' || !found.endsWith(below)) return { to: 'elsewhere' };
  return { to: 'base', base: to.origin + found.slice(0, -below.length) };
}

function told(status: number, shown: string | undefined, leads: Leads): string {
  if (shown === undefined) return failuresSay.redirected(status, shown);
  switch (leads.to) {
    case 'base':
      return failuresSay.redirectedToBase(status, shown, leads.base);
    case 'slash':
      return failuresSay.redirectedForSlash(status, shown);
    case 'no slash':
      return failuresSay.redirectedForNoSlash(status, shown);
    case 'sign-in':
      return failuresSay.redirectedToSignIn(status, shown);
    case 'elsewhere':
      return failuresSay.redirected(status, shown);
  }
}

/** Whether a path is that of a page where one signs in: `/login`, `/sign-in/`. */
export function isSignIn(path: string): boolean {
  return /\/(log|sign)[_-]?in\/?$/i.test(path);
}
