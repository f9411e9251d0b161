import { describe, expect, test } from 'vitest';
import type { HttpFailureKind } from '../../../src/errors.ts';
import {
  type AttemptEnd,
  type Attempts,
  blockedBy,
  decide,
  defaultRetryPolicy,
} from '../../../src/http/retry-policy.ts';

const post: AttemptEnd = {
  method: 'POST',
  repeatable: false,
  kind: 'status',
  status: undefined,
  retryAfterMs: undefined,
  aboutData: false,
  limited: false,
};
const get: AttemptEnd = { ...post, method: 'GET', repeatable: true };
const remove: AttemptEnd = { ...post, method: 'DELETE', repeatable: true };
const first: Attempts = { made: 1, loggedInAgain: false, reached: true, refusals: 1, blockedMs: 0 };

const after = (outcome: AttemptEnd, attempts: Partial<Attempts> = {}, random = 0.5): unknown =>
  decide(outcome, { ...first, ...attempts }, defaultRetryPolicy, random);
const action = (outcome: AttemptEnd, attempts: Partial<Attempts> = {}): string =>
  decide(outcome, { ...first, ...attempts }, defaultRetryPolicy, 0.5).action;

test('an answer is returned', () => {
  expect(after({ ...post, kind: undefined, status: 200 })).toEqual({ action: 'return' });
});

describe('not committed: connection', () => {
  const kinds: HttpFailureKind[] = ['refused', 'dns', 'connect-timeout'];
  test.each(kinds)('%s: everyone waits for the API to come back, however often', (kind) => {
    for (const outcome of [post, get, remove]) {
      expect(after({ ...outcome, kind }, {}, 0)).toEqual({ action: 'wait', afterMs: 125 });
      expect(after({ ...outcome, kind }, {}, 1)).toEqual({ action: 'wait', afterMs: 250 });
      expect(after({ ...outcome, kind }, { made: 99, refusals: 4 }, 1)).toEqual({
        action: 'wait',
        afterMs: 2000,
      });
      expect(after({ ...outcome, kind }, { refusals: 99 }, 1)).toEqual({ action: 'wait', afterMs: 5000 });
    }
  });

  test.each(kinds)('%s for maxWait is a clear failure', (kind) => {
    expect(action({ ...post, kind }, { blockedMs: 119_000 })).toBe('wait');
    expect(after({ ...post, kind }, { blockedMs: 119_900 })).toEqual({
      action: 'stop',
      code: 'SEEDBED_UNREACHABLE',
      remedy: 'Nothing answered there for 2 min 0 s; maxWait is 2 min 0 s.',
    });
  });

  test.each(kinds)('%s three times at the very start stops the run', (kind) => {
    expect(after({ ...post, kind }, { reached: false })).toEqual({ action: 'retry', afterMs: 125 });
    expect(action({ ...post, kind }, { made: 2, reached: false })).toBe('retry');
    expect(after({ ...post, kind }, { made: 3, reached: false })).toEqual({
      action: 'stop',
      code: 'SEEDBED_UNREACHABLE',
      remedy: 'Is the API up at that address? Its setting is `baseUrl`, or SEEDBED_BASE_URL.',
    });
  });

  test.each(kinds)('%s at the very start is waited for by the patient', (kind) => {
    const policy = { ...defaultRetryPolicy, patient: true };
    const attempts = { ...first, made: 9, reached: false };
    expect(decide({ ...post, kind }, attempts, policy, 0)).toEqual({ action: 'wait', afterMs: 125 });
  });

  test('a bad certificate is never repeated', () => {
    expect(after({ ...get, kind: 'tls' })).toMatchObject({ action: 'stop', code: 'SEEDBED_UNREACHABLE' });
  });

  test('nor is a server that speaks another version of HTTP: the option that helps is named', () => {
    expect(after({ ...get, kind: 'http-version' })).toMatchObject({
      action: 'stop',
      remedy: expect.stringContaining('`http2: true`'),
    });
  });
});

describe('perhaps committed', () => {
  const kinds: HttpFailureKind[] = ['reset', 'deadline', 'truncated', 'protocol', 'oversize', 'not-json'];
  test.each(kinds)('%s: a POST goes back to its caller at once, a GET is repeated', (kind) => {
    expect(action({ ...post, kind })).toBe('fail');
    expect(action({ ...get, kind })).toBe('retry');
    expect(action({ ...get, kind }, { made: 4 })).toBe('fail');
    expect(action({ ...post, kind, repeatable: true })).toBe('retry');
  });

  test.each<[Partial<AttemptEnd>, Partial<Attempts>, boolean]>([
    [{ kind: 'reset', isPlain: true }, { reached: false }, true],
    [{ kind: 'protocol', isPlain: true }, { reached: false }, true],
    [{ kind: 'reset', isPlain: true }, { reached: true }, false],
    [{ kind: 'reset' }, { reached: false }, false],
    [{ kind: 'deadline', isPlain: true }, { reached: false }, false],
  ])('%o after %o: whether an address of `https:` is advised', (end, before, advised) => {
    const remedy = advised ? { remedy: expect.stringContaining('`https://`') } : {};
    expect(after({ ...post, ...end }, before)).toEqual({ action: 'fail', ...remedy });
  });

  test.each([408, 500, 504])('%i likewise', (status) => {
    expect(action({ ...post, status })).toBe('fail');
    expect(action({ ...get, status })).toBe('retry');
    expect(action({ ...get, status }, { made: 4 })).toBe('fail');
  });

  test.each([500, 504])('a DELETE is tried no more often than others on %i', (status) => {
    expect(action({ ...remove, status }, { made: 3 })).toBe('retry');
    expect(action({ ...remove, status }, { made: 4 })).toBe('fail');
  });
});

describe('502 of a gateway', () => {
  const gone = { status: 502 };

  test('whose API was up is waited for, and a POST is looked up first', () => {
    expect(after({ ...get, ...gone }, {}, 1)).toEqual({ action: 'wait', afterMs: 250 });
    expect(after({ ...get, ...gone, blocked: 7 }, { refusals: 8 }, 1)).toEqual({
      action: 'wait',
      afterMs: 5000,
    });
    expect(after({ ...post, ...gone }, {}, 1)).toEqual({ action: 'fail', closedMs: 250 });
    expect(after({ ...post, ...gone, repeatable: true }, {}, 1)).toEqual({ action: 'wait', afterMs: 250 });
  });

  test.each([
    ['whose API was never up', {}, { reached: false }],
    ['that says it of this request each time', { blocked: 8 }, {}],
    ['for longer than maxWait', {}, { blockedMs: 120_000 }],
  ])('%s is as any failure', (_, outcome, attempts) => {
    expect(action({ ...post, ...gone, ...outcome }, attempts)).toBe('fail');
    expect(action({ ...get, ...gone, ...outcome }, attempts)).toBe('retry');
    expect(action({ ...remove, ...gone, ...outcome }, { ...attempts, made: 4 })).toBe('fail');
  });
});

describe('refused by the limit', () => {
  test.each([
    [429, post],
    [429, get],
    [503, get],
    [503, remove],
  ])('%i waits as long as it is told, however often', (status, outcome) => {
    const told = { ...outcome, status, retryAfterMs: 20_000 };
    expect(after(told, {}, 0)).toEqual({ action: 'wait', afterMs: 20_010 });
    expect(after(told, {}, 0.5)).toEqual({ action: 'wait', afterMs: 20_210 });
    expect(after(told, { made: 99, refusals: 99 }, 0)).toEqual({ action: 'wait', afterMs: 20_010 });
  });

  test('503 to what cannot be repeated goes back to its caller, who looks first; nobody sends meanwhile', () => {
    const told = { ...post, status: 503, retryAfterMs: 20_000 };
    expect(after(told, {}, 0)).toEqual({ action: 'fail', closedMs: 20_010 });
    expect(after({ ...told, method: 'PATCH' }, {}, 0)).toEqual({ action: 'fail', closedMs: 20_010 });
    expect(after({ ...told, retryAfterMs: undefined }, { refusals: 3 }, 0)).toEqual({
      action: 'fail',
      closedMs: 2000,
    });
    expect(after({ ...told, repeatable: true }, {}, 0)).toEqual({ action: 'wait', afterMs: 20_010 });
    expect(action(told, { blockedMs: 119_500 })).toBe('stop');
  });

  test('403 about the rate waits as 429 does', () => {
    const limited = { ...post, status: 403, limited: true };
    expect(after({ ...limited, retryAfterMs: 1000 }, {}, 0)).toEqual({ action: 'wait', afterMs: 1010 });
    expect(after(limited, {}, 0)).toEqual({ action: 'wait', afterMs: 500 });
  });

  test('a request that is sent once goes back to its caller after an API was down, and waits for a limit', () => {
    const once: AttemptEnd = { ...remove, repeatable: false, once: true };
    for (const kind of ['refused', 'dns', 'connect-timeout'] as const) {
      expect(after({ ...once, kind })).toMatchObject({ action: 'fail', closedMs: expect.any(Number) });
      expect(action({ ...remove, kind })).toBe('wait');
    }
    for (const status of [502, 503]) expect(action({ ...once, kind: 'status', status })).toBe('fail');
    expect(action({ ...once, kind: 'reset' })).toBe('fail');
    expect(action({ ...once, kind: 'status', status: 429 })).toBe('wait');
  });

  test('it is told apart from an API that is down, and from failures of one request', () => {
    const by = (outcome: Partial<AttemptEnd>, reached = true): string | undefined =>
      blockedBy({ ...post, ...outcome }, reached, defaultRetryPolicy);
    expect(by({ status: 429 })).toBe('limit');
    expect(by({ status: 503 }, false)).toBe('limit');
    expect(by({ status: 403, limited: true })).toBe('limit');
    expect(by({ status: 403 })).toBeUndefined();
    expect(by({ status: 500, limited: true })).toBeUndefined();
    expect(by({ kind: 'refused' })).toBe('down');
    expect(by({ kind: 'refused' }, false)).toBeUndefined();
    expect(by({ kind: 'reset' })).toBeUndefined();
    expect(by({ kind: 'tls' })).toBeUndefined();
  });

  test('without a time it backs off, with a floor', () => {
    const waits = [1, 2, 3, 4, 5, 6, 99].map((refusals) =>
      [0, 0.999].map((random) =>
        Math.round((after({ ...post, status: 429 }, { refusals }, random) as { afterMs: number }).afterMs),
      ),
    );
    expect(waits).toEqual([
      [500, 1000],
      [1000, 1999],
      [2000, 3998],
      [4000, 7996],
      [8000, 15_992],
      [15_000, 29_985],
      [15_000, 29_985],
    ]);
  });

  test('a time above maxWait is a clear failure', () => {
    expect(action({ ...post, status: 429, retryAfterMs: 120_000 })).toBe('wait');
    expect(after({ ...post, status: 429, retryAfterMs: 3_600_000 })).toEqual({
      action: 'stop',
      code: 'SEEDBED_UNREACHABLE',
      remedy: 'It asks to wait 1 h 0 min; maxWait is 2 min 0 s.',
    });
    expect(action({ ...post, status: 503, retryAfterMs: Number.MAX_SAFE_INTEGER })).toBe('stop');
  });

  test('nothing let through for maxWait is a clear failure', () => {
    expect(action({ ...post, status: 429, retryAfterMs: 1000 }, { blockedMs: 119_000 })).toBe('wait');
    expect(after({ ...post, status: 429, retryAfterMs: 1000 }, { blockedMs: 119_500 })).toEqual({
      action: 'stop',
      code: 'SEEDBED_UNREACHABLE',
      remedy: 'It let nothing through for 2 min 0 s; maxWait is 2 min 0 s.',
    });
  });

  test('it counts whatever the body was', () => {
    expect(action({ ...get, kind: 'oversize', status: 503, retryAfterMs: 10 })).toBe('wait');
  });
});

describe('refused for good', () => {
  test.each([400, 409, 413, 422, 423])("%i is the caller's", (status) => {
    expect(action({ ...post, status })).toBe('fail');
    expect(action({ ...remove, status })).toBe('fail');
  });

  test('401: one new login, then stop', () => {
    expect(action({ ...post, status: 401 })).toBe('relogin');
    expect(after({ ...post, status: 401 }, { loggedInAgain: true })).toMatchObject({
      action: 'stop',
      code: 'SEEDBED_AUTH',
    });
  });

  test('403 stops, unless it is about a duplicate', () => {
    expect(after({ ...post, status: 403 })).toMatchObject({ action: 'stop', code: 'SEEDBED_AUTH' });
    expect(action({ ...post, status: 403, aboutData: true })).toBe('fail');
  });

  test('404 on POST stops, unless it is about a record', () => {
    expect(after({ ...post, status: 404 })).toMatchObject({
      action: 'stop',
      code: 'SEEDBED_UNREACHABLE',
      remedy: 'Is the base URL right, with its path?',
    });
    expect(action({ ...post, status: 404, aboutData: true })).toBe('fail');
    expect(action({ ...get, status: 404 })).toBe('fail');
  });

  test('a redirect is not followed', () => {
    expect(action({ ...get, kind: 'redirect', status: 307 })).toBe('fail');
  });
});

test('repeats have full jitter under a bound that doubles', () => {
  const bounds = [1, 2, 3, 4, 5, 6, 7, 8].map((made) => {
    const policy = { ...defaultRetryPolicy, maxRetries: 9 };
    const decision = decide({ ...remove, status: 500 }, { ...first, made }, policy, 1);
    return decision.action === 'retry' ? decision.afterMs : decision;
  });
  expect(bounds).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  expect(after({ ...get, status: 500 }, { made: 3 }, 0)).toEqual({ action: 'retry', afterMs: 0 });
});
