import { HttpError, type SeedbedErrorCode } from '../errors.ts';
import { type BaseUrl, parseBaseUrl } from '../lib/base-url.ts';
import type { Clock } from '../lib/clock.ts';
import { remediesSay } from '../messages/remedies.ts';
import { type Constants, withConstants } from './add-to-request.ts';
import type { ApiRequest, ApiResponse, ClientStats, Exchange, RequestOptions } from './api-client.ts';
import type { Budget } from './budget/budget.ts';
import { asLimited, isLimited, type Limited, retryAfterMs } from './budget/rate-limit.ts';
import { type Yields, yieldsNow } from './budget/turns.ts';
import { isDuplicate, retold } from './failure.ts';
import type { Session } from './login/session.ts';
import type { Token } from './login/token.ts';
import type { Watched } from './request-watch.ts';
import { blockedBy, decide, type RetryPolicy } from './retry-policy.ts';
import { collectionOf, type FailedAttempt, failedAfter, howItEnded, type Tries } from './tries.ts';
import { answerFailure } from './wire/answer.ts';
import { redirects } from './wire/redirected.ts';

/** What a {@link Sender} works with. */
export interface SenderOptions {
  readonly exchange: Exchange;
  readonly budget: Budget;
  readonly policy: RetryPolicy;
  readonly clock: Clock;
  readonly random: () => number;
  /** What every request carries. @default nothing */
  readonly constants?: Constants | undefined;
  /** Whether an answer is a refusal for the rate, or how many seconds to wait. @default its status says it */
  readonly limited?: Limited | undefined;
  /** Counted together with those of another sender. @default its own */
  readonly stats?: Counted | undefined;
  readonly watched?: Watched | undefined;
}

type Counted = { -readonly [Name in keyof ClientStats]: ClientStats[Name] };

/** The way every request goes, logins too: signed in, at its turn, once; then again as the policy decides. */
export class Sender {
  readonly exchange: Exchange;
  readonly stats: Counted;
  readonly #parts: SenderOptions;
  readonly #base: BaseUrl;
  #reached = false;
  /** Collections in which a POST has worked in this run: a 404 there is about the record that was sent, not about the base URL. */
  readonly #worked = new Set<string>();

  constructor(parts: SenderOptions) {
    this.#parts = parts;
    this.exchange = parts.exchange;
    this.#base = parseBaseUrl(parts.exchange.baseUrl);
    this.stats = parts.stats ?? { requests: 0, retries: 0, rateLimited: 0, logins: 0 };
  }

  /** A refused login is an answer: the auth scheme knows what to say about it. Repeating it doubles nothing. */
  async logIn(request: ApiRequest, signal: AbortSignal, takesRedirects: boolean): Promise<ApiResponse> {
    // A page that is fetched for its CSRF token is no login yet.
    if (request.method !== 'GET') this.stats.logins++;
    const refusals = [400, 401, 403, 404, 405, 419, 422];
    const options = {
      signal,
      repeatable: true,
      accept: takesRedirects ? [...refusals, ...redirects] : refusals,
    };
    try {
      return await this.send(request, options, undefined);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      const { attempts, durationMs, code } = error;
      // Requests that wait for this login have sent nothing yet, and the next login would fail in the same way.
      if (code === 'SEEDBED_HTTP')
        throw retold(error, { attempts, durationMs, code: 'SEEDBED_AUTH', remedy: remediesSay.noLogin });
      if (code !== 'SEEDBED_UNREACHABLE') throw error;
      const message = remediesSay.noApiToLogIn(error.message);
      throw new HttpError(error.why, error.details, { code, message, cause: error.cause });
    }
  }

  /** @param session who sends it; undefined for the login itself */
  async send(
    request: ApiRequest,
    options: RequestOptions,
    session: Session | undefined,
  ): Promise<ApiResponse> {
    const { signal, accept, yields = false } = options;
    const { budget, clock, constants, limited, watched } = this.#parts;
    const startedAt = clock.now();
    const plain = constants === undefined ? request : withConstants(request, constants);
    let tries: Tries | undefined;
    for (let askedAt = startedAt; ; askedAt = clock.now()) {
      const turn = this.#turn(session, signal, yields);
      const token = turn instanceof Promise ? await turn.catch(failedAfter(tries)) : turn;
      const sentAt = clock.now();
      let signed = plain;
      let answer: ApiResponse | undefined;
      let failed: HttpError;
      let signedOut = false;
      try {
        // Whatever it throws for a wrong path, the slot is given back.
        if (token !== undefined) signed = token.sign(plain);
        this.stats.requests++;
        options.onSend?.();
        const accepted = token?.takesRedirects === true ? [...(accept ?? []), ...redirects] : accept;
        const cutBy = yields !== true && yieldsNow(yields) ? undefined : signal;
        answer = await this.exchange.send(
          signed,
          accepted === accept && cutBy === signal ? options : { signal: cutBy, accept: accepted },
        );
        if (limited !== undefined) answer = asLimited(answer, limited);
        this.#reached = true;
        token?.hear?.(answer);
        const { status, headers } = answer;
        signedOut = token !== undefined && session?.hasEnded(token, answer) === true && !isLimited(answer);
        const isAccepted = accept?.includes(status) && !isLimited(answer);
        const isSuccess = status >= 200 && status < 300;
        if (isSuccess && request.method === 'POST') this.#worked.add(collectionOf(request.path));
        if (isSuccess || (isAccepted && (!signedOut || tries?.loggedInAgain === true))) {
          if (isSuccess && tries?.loggedInAgain === true) session?.helped();
          budget.release({ sentAt, how: 'answered', headers });
          watched?.by?.sent({ request, status, askedAt, sentAt, session });
          return answer;
        }
        // The signed one: an error masks whatever its request carried.
        failed = answerFailure(this.#base, signed, answer, clock.now() - sentAt);
      } catch (error) {
        if (!(error instanceof HttpError)) {
          budget.release({ sentAt, how: 'aborted' });
          throw error;
        }
        if (error.status !== undefined) this.#reached = true;
        failed = error;
      }
      tries ??= { startedAt, made: 0, blocked: 0, loggedInAgain: false, committed: 'no' };
      const attempt = { failed, answer, askedAt, sentAt, session, token, signedOut };
      await this.#next(request, options, attempt, tries);
    }
  }

  /** Does what the policy says after a failure: returns when the request is to be sent again, throws if it is not. */
  async #next(
    request: ApiRequest,
    options: RequestOptions,
    { failed, answer, askedAt, sentAt, session, token, signedOut }: FailedAttempt,
    tries: Tries,
  ): Promise<void> {
    const { budget, policy, clock, random, watched } = this.#parts;
    const { signal, once = false } = options;
    const repeatable = !once && (options.repeatable ?? !['POST', 'PATCH'].includes(request.method));
    tries.made++;
    // A later attempt does not undo what an earlier one may have done. A login makes no record. An answer that asks to sign in says that
    // nothing was made.
    if (failed.committed === 'unknown' && session !== undefined && !signedOut) tries.committed = 'unknown';
    if (tries.committed === 'no') options.onRefused?.();
    const { kind, status } = failed;
    const limited = answer !== undefined && isLimited(answer);
    const end = { kind, status, limited, blocked: tries.blocked, once };
    const blocked = blockedBy(end, this.#reached, policy);
    watched?.by?.sent({ request, failed, blocked, askedAt, sentAt, session });
    if (blocked !== undefined) {
      tries.blocked++;
      if (blocked === 'limit') this.stats.rateLimited++;
      budget.refused(sentAt, blocked);
    }
    const decision = decide(
      {
        ...end,
        method: request.method,
        repeatable,
        signedOut,
        isPlain: failed.url.startsWith('http:'),
        retryAfterMs: answer === undefined ? undefined : retryAfterMs(answer.headers, clock.wall()),
        aboutData:
          isDuplicate(failed) || (failed.status === 404 && this.#worked.has(collectionOf(request.path))),
      },
      {
        made: tries.made - tries.blocked,
        loggedInAgain: tries.loggedInAgain,
        reached: this.#reached,
        refusals: budget.refusals,
        blockedMs: budget.blockedMs,
      },
      policy,
      random(),
    );
    // The gate closes before the slot is free again. Else the next one would run into the same refusal.
    if (decision.action === 'wait') budget.close(decision.afterMs);
    if (decision.action === 'fail' && decision.closedMs !== undefined) budget.close(decision.closedMs);
    budget.release({ sentAt, how: howItEnded(failed, blocked), headers: answer?.headers });
    if ('afterMs' in decision) watched?.by?.again({ request, failed, blocked, ...decision });
    const giveUp = (how: { code?: SeedbedErrorCode; remedy?: string } = {}): HttpError => {
      const whole = { attempts: tries.made, durationMs: clock.now() - tries.startedAt };
      watched?.by?.gaveUp({ request, failed, ...whole });
      return retold(failed, { ...whole, committed: tries.committed, ...how });
    };
    switch (decision.action) {
      case 'wait':
        if (blocked === 'down') this.stats.retries++;
        return;
      case 'retry':
        this.stats.retries++;
        return clock.sleep(decision.afterMs, signal);
      case 'relogin':
        if (session === undefined || token === undefined) throw giveUp();
        if (!session.expire(token)) throw giveUp({ code: 'SEEDBED_AUTH', remedy: session.scheme.remedy });
        tries.loggedInAgain = true;
        return;
      case 'stop':
      case 'fail':
        throw giveUp(decision);
    }
  }

  /** A slot, and a token if somebody is signed in. A promise only if one has to be waited for. */
  #turn(
    session: Session | undefined,
    signal: AbortSignal | undefined,
    yields: Yields,
  ): Token | undefined | Promise<Token | undefined> {
    session?.retireOld();
    if (session !== undefined && session.current === undefined)
      return this.#signedTurn(session, signal, yields);
    const turn = this.#parts.budget.acquire(signal, yields);
    if (turn === undefined) return session?.current;
    if (session === undefined) return turn.then(() => undefined);
    return this.#signedTurn(session, signal, yields, turn);
  }

  /** The token may expire while waiting for the slot; the login then needs a slot itself. */
  async #signedTurn(
    session: Session,
    signal: AbortSignal | undefined,
    yields: Yields,
    turn?: Promise<void>,
  ): Promise<Token> {
    await turn;
    let hasSlot = turn !== undefined;
    for (;;) {
      if (hasSlot && session.current !== undefined) return session.current;
      if (hasSlot) this.#parts.budget.cancel();
      if (session.current === undefined) await session.signIn(signal);
      await this.#parts.budget.acquire(signal, yields);
      hasSlot = true;
    }
  }
}
