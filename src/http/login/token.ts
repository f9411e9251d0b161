import type { BrowserSession } from '../../lib/auth.ts';
import { lowerCaseNames, withHeaders, withQuery } from '../add-to-request.ts';
import type { ApiRequest, ApiResponse } from '../api-client.ts';

/** What a signed-in user's requests carry. Its identity tells one login from the next. */
export interface Token {
  /** The request as that user sends it. All that is added is masked in errors. */
  sign(request: ApiRequest): ApiRequest;
  /** Learns from an answer: cookies that changed. */
  hear?(answer: ApiResponse): void;
  /** Whether an answer leads to the sign-in page. */
  leadsToLogin?(answer: ApiResponse): boolean;
  /** A 403 without a reason may mean that the session has ended. @default false */
  readonly endsByForbidding?: boolean | undefined;
  /** Redirects are answers: one of them may lead to the sign-in page. */
  readonly takesRedirects?: boolean | undefined;
  /** True once it is to be renewed before it is used. */
  isOld?(): boolean;
  readonly session: BrowserSession;
  /** The whole token, if it consists of constant headers: then another process may send it too. */
  readonly plain?: PlainToken | undefined;
}

/** A token as plain data. */
export interface PlainToken {
  readonly headers: Readonly<Record<string, string>>;
  readonly token: string;
  /** Epoch ms: when to renew it. */
  readonly oldAt?: number | undefined;
}

/** The token that another process got. */
export function plainToken(plain: PlainToken, wall: () => number): Token {
  const { headers, token, oldAt } = plain;
  return {
    ...headerToken(headers, { cookies: [], token }),
    isOld: () => oldAt !== undefined && wall() >= oldAt,
    plain,
  };
}

const none: BrowserSession = { cookies: [] };

/** Headers, all of which are secrets. */
export function headerToken(
  headers: Readonly<Record<string, string>>,
  session: BrowserSession = none,
): Token {
  const lower = lowerCaseNames(headers);
  const names = Object.keys(lower);
  return {
    sign(request) {
      if (names.length === 0) return request;
      // Most requests bring nothing of the kind: then all of them share what is here.
      const isPlain = request.headers === undefined && request.secretNames === undefined;
      return isPlain
        ? { ...request, headers: lower, secretNames: names }
        : withHeaders(request, lower, names);
    },
    session,
  };
}

export function queryToken(name: string, value: string): Token {
  return { sign: (request) => withQuery(request, { [name]: value }, [name]), session: none };
}

/** A token in a header, after a word: `Bearer` in `Authorization`, and none elsewhere. */
export function wordToken(
  token: string,
  {
    header = 'authorization',
    prefix,
  }: { readonly header?: string | undefined; readonly prefix?: string | undefined } = {},
): Record<string, string> {
  const word = prefix ?? (header.toLowerCase() === 'authorization' ? 'Bearer' : '');
  return { [header.toLowerCase()]: word === '' ? token : `${word} ${token}` };
}

/** `Basic` and the pair in base64. */
export function basicHeader(username: string, password: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

/** Sends one request of a login under the retry policy; refusals are answers. */
export type SendLogin = (
  request: ApiRequest,
  options?: {
    /** Where it goes, if not to the API itself. */
    readonly baseUrl?: string;
    /** Redirects are answers. @default false */
    readonly redirects?: boolean;
  },
) => Promise<ApiResponse>;
