import type { HttpFailureKind, SeedbedErrorCode } from '../errors.ts';
import { remediesSay } from '../messages/remedies.ts';
import type { ApiRequest } from './api-client.ts';

/** One attempt's end, with all that decides what comes next. */
export interface AttemptEnd {
  readonly method: ApiRequest['method'];
  /** True if repeating it cannot double anything. */
  readonly repeatable: boolean;
  /** True if it is not repeated without a look, even if it never reached an API that was down. @default false */
  readonly once?: boolean | undefined;
  /** Undefined if the attempt is an answer that the caller wanted: a 2xx, or a status in `accept`. */
  readonly kind: HttpFailureKind | undefined;
  /** Undefined if no response head was read. */
  readonly status: number | undefined;
  /** What `Retry-After` asks for, if that is sensible. */
  readonly retryAfterMs: number | undefined;
  /** True if the refusal is about the record, not about access or the path: such a record exists, or the path took others before. */
  readonly aboutData: boolean;
  /** True if the answer says, in another way than by 401 or 419, that the session has ended. @default false */
  readonly signedOut?: boolean | undefined;
  /** True if a refusal is about the rate by `Retry-After` or its words: a 403 that is not about access, a 400 that is not about the data. */
  readonly limited: boolean;
  /** True if it went over plain HTTP. @default false */
  readonly isPlain?: boolean | undefined;
  /** How often the limit, or an API that was down, has delayed this request before. @default 0 */
  readonly blocked?: number | undefined;
}

/** What happened before. */
export interface Attempts {
  /** Attempts of this request, this one included, without those that {@link blockedBy} something. From 1. */
  readonly made: number;
  /** True once this request was repeated after a new login. */
  readonly loggedInAgain: boolean;
  /** True once the API answered any request of the run. */
  readonly reached: boolean;
  /** Refusals in a row, by the rate limit or a closed port, of all requests of the run, this one included. From 1. */
  readonly refusals: number;
  /** Time since any request of the run last got through. */
  readonly blockedMs: number;
}

export interface RetryPolicy {
  /** Repeats of one request for other reasons than the rate limit. @default 3 */
  readonly maxRetries: number;
  /** The longest time that the rate limit, or an API that is down, may delay all requests, in ms. @default 120000 */
  readonly maxWaitMs: number;
  /** Upper bound of the wait before the first repeat, in ms; doubles with every further one. @default 250 */
  readonly firstRetryMs: number;
  /** Wait after the first refusal that names no time, in ms; doubles with every further one. @default 1000 */
  readonly firstWaitMs: number;
  /** True: an API that was never reached is waited for like one that was. False: three tries show that the address is wrong. @default false */
  readonly patient: boolean;
}

export const defaultRetryPolicy: RetryPolicy = {
  maxRetries: 3,
  maxWaitMs: 120_000,
  firstRetryMs: 250,
  firstWaitMs: 1000,
  patient: false,
};

export type Decision =
  /** It is an answer. */
  | { readonly action: 'return' }
  | { readonly action: 'retry'; readonly afterMs: number }
  /** Close the gate for everyone, then send it again. Counts as no attempt. */
  | { readonly action: 'wait'; readonly afterMs: number }
  /** Get a new token, then send it again. */
  | { readonly action: 'relogin' }
  /** This request failed; others may go on, after `closedMs` if it is given. `remedy` follows the failure's own words. */
  | { readonly action: 'fail'; readonly closedMs?: number; readonly remedy?: string }
  /** Nothing of this run can work. */
  | { readonly action: 'stop'; readonly code: SeedbedErrorCode; readonly remedy: string };

const longestRetryMs = 10_000;
const longestWaitMs = 30_000;
/** With growing waits, about 20 seconds. */
const mostBadGateways = 8;
/** A server that comes back is used again within this time. */
const longestDownMs = 5000;

/** What stops all requests: the rate `limit`, or an API that is `down` and was up before. Undefined: the failure is this request's own. */
export function blockedBy(
  { kind, status, limited, blocked = 0 }: Pick<AttemptEnd, 'kind' | 'status' | 'limited' | 'blocked'>,
  reached: boolean,
  { patient }: RetryPolicy,
): 'limit' | 'down' | undefined {
  if (status === 429 || status === 503) return 'limit';
  if (limited && status !== undefined && status < 500) return 'limit';
  const isUnreached = kind === 'refused' || kind === 'dns' || kind === 'connect-timeout';
  // A gateway whose server restarts. It also answers so to a request at which its server fails.
  if (status === 502 && reached && blocked < mostBadGateways) return 'down';
  return isUnreached && (reached || patient) ? 'down' : undefined;
}

/**
 * What to do after an attempt: the one place that knows. Pure; `random` is in [0, 1).
 *
 * Nothing that may have been committed is repeated unless it is repeatable: the caller looks it up first.
 */
export function decide(
  outcome: AttemptEnd,
  attempts: Attempts,
  policy: RetryPolicy,
  random: number,
): Decision {
  const { kind, status, method, repeatable, aboutData } = outcome;
  if (kind === undefined) return { action: 'return' };
  const blocked = blockedBy(outcome, attempts.reached, policy);
  if (blocked !== undefined) {
    const decision = waitOrGiveUp(blocked, outcome, attempts, policy, random);
    // Some gateways answer 503 after the commit, so the record is looked up first. Until that time is over, nobody sends anyway.
    const isGateway = status === 502 || status === 503;
    const looksFirst = isGateway ? !repeatable : outcome.once === true && blocked === 'down';
    if (looksFirst && decision.action === 'wait') return { action: 'fail', closedMs: decision.afterMs };
    if (status !== 502 || decision.action !== 'stop') return decision;
  }
  // 419 is Laravel's: the page that was signed in on has expired.
  if (status === 401 || status === 419 || outcome.signedOut === true) {
    if (!attempts.loggedInAgain) return { action: 'relogin' };
    // A 403 that a new login did not help is about the account.
    if (status !== 403) return stop('SEEDBED_AUTH', remediesSay.refusedTwice);
  }
  switch (kind) {
    case 'refused':
    case 'dns':
    case 'connect-timeout':
      return notReached(attempts, policy, random);
    case 'tls':
      return stop('SEEDBED_UNREACHABLE', remediesSay.notTrusted);
    case 'http-version':
      return stop('SEEDBED_UNREACHABLE', remediesSay.setHttp2);
    case 'redirect':
      return { action: 'fail' };
  }
  if (status === 403 && !aboutData) return stop('SEEDBED_AUTH', remediesSay.notAllowed);
  if (status === 404 && method === 'POST' && !aboutData)
    return stop('SEEDBED_UNREACHABLE', remediesSay.wrongBaseUrl);
  if (status !== undefined && status >= 400 && status < 500 && status !== 408) return { action: 'fail' };
  if (repeatable && attempts.made <= policy.maxRetries) return retry(attempts.made, policy, random);
  // So ends what a server that speaks TLS is told without it: it closes the connection, or answers with bytes of TLS.
  const mayBeTls = outcome.isPlain === true && !attempts.reached && (kind === 'reset' || kind === 'protocol');
  return mayBeTls ? { action: 'fail', remedy: remediesSay.perhapsTls } : { action: 'fail' };
}

function waitOrGiveUp(
  blocked: 'limit' | 'down',
  { retryAfterMs }: AttemptEnd,
  { refusals, blockedMs }: Attempts,
  { maxWaitMs, firstWaitMs, firstRetryMs }: RetryPolicy,
  random: number,
): Decision {
  const [first, longest] = blocked === 'limit' ? [firstWaitMs, longestWaitMs] : [firstRetryMs, longestDownMs];
  const backOff = Math.min(longest, first * 2 ** Math.min(refusals - 1, 30));
  // Half of it is certain, so that it is never a hot loop. Half is chance, so that runs do not come back together.
  const asked = retryAfterMs ?? backOff / 2 + (backOff / 2) * random;
  if (asked > maxWaitMs) return stop('SEEDBED_UNREACHABLE', remediesSay.asksToWait(asked, maxWaitMs));
  if (blockedMs + asked > maxWaitMs) {
    const { letNothingThrough, nothingAnswered } = remediesSay;
    const say = blocked === 'limit' ? letNothingThrough : nothingAnswered;
    return stop('SEEDBED_UNREACHABLE', say(blockedMs, maxWaitMs));
  }
  // A sliding limit frees its slots one by one from then on: a little later, most of them are.
  return { action: 'wait', afterMs: retryAfterMs === undefined ? asked : asked * (1 + 0.02 * random) + 10 };
}

/** Nothing was ever reached there: perhaps the address is wrong, and then it is wrong for everybody. */
function notReached({ made }: Attempts, policy: RetryPolicy, random: number): Decision {
  if (made >= 3 || made > policy.maxRetries) return stop('SEEDBED_UNREACHABLE', remediesSay.isApiUp);
  return retry(made, policy, random);
}

/** Full jitter: any time up to a bound that doubles. */
function retry(made: number, { firstRetryMs }: RetryPolicy, random: number): Decision {
  return {
    action: 'retry',
    afterMs: random * Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(made - 1, 30)),
  };
}

function stop(code: SeedbedErrorCode, remedy: string): Decision {
  return { action: 'stop', code, remedy };
}
