import { hash } from 'node:crypto';
import type { DemoSettings } from './options.ts';
import { Refusal } from './refusal.ts';
import type { Answers } from './store/store.ts';

/** One POST that carries an `Idempotency-Key`. */
export interface KeyedCall {
  /** Id of who sends it. The same key of two users is two keys: neither learns what the other sent. */
  readonly user: number;
  /** The header as sent: quoted as the IETF draft wants, or bare as many APIs do. */
  readonly key: string;
  /** Without the API's prefix. The same key on two paths is two keys. */
  readonly path: string;
  /** The request's text. */
  readonly body: string;
}

/** Runs `work` once per key: later calls with the key get the first one's answer, without `work`. */
export type Idempotent = (call: KeyedCall, work: () => Promise<string>) => Promise<string>;

/**
 * Only successes are remembered: a refused call changed nothing, so it may be tried again with its key.
 * The same key with another body: 422 once the first is answered, 409 while it is still running.
 */
export function createIdempotency(answers: Answers, settings: DemoSettings): Idempotent {
  const { clock, idempotencyTtl } = settings;
  const running = new Map<string, { fingerprint: string; answer: Promise<string> }>();
  return async (call, work) => {
    const name = bare(call.key);
    if (name === '' || name.length > 255)
      throw new Refusal(400, 'Idempotency-Key: expected 1 to 255 characters.');
    const key = `${call.user} ${call.path} ${name}`;
    const fingerprint = hash('sha256', call.body, 'base64url');

    const first = running.get(key);
    if (first !== undefined) {
      if (first.fingerprint === fingerprint) return first.answer;
      throw new Refusal(409, 'Idempotency-Key: in use by a running call with another body.');
    }
    const stored = answers.find(key, clock.wall());
    if (stored !== undefined) {
      if (stored.fingerprint === fingerprint) return stored.body;
      throw new Refusal(422, 'Idempotency-Key: already used with another body.');
    }
    const answer = work();
    running.set(key, { fingerprint, answer });
    try {
      const body = await answer;
      const now = Math.floor(clock.wall());
      answers.add(key, { fingerprint, body }, now, now + Math.ceil(idempotencyTtl));
      return body;
    } finally {
      running.delete(key);
    }
  };
}

function bare(key: string): string {
  return /^\s*"(.*)"\s*$/.exec(key)?.[1] ?? key.trim();
}
