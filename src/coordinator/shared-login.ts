import { randomUUID } from 'node:crypto';
import type { AuthScheme } from '../http/login/auth.ts';
import { type PlainToken, plainToken, type SendLogin, type Token } from '../http/login/token.ts';
import { type Clock, startBeating, stopBeating } from '../lib/clock.ts';
import type { Keys, Redis, Script } from './redis.ts';
import type { Seal } from './seal.ts';

/** How long a token lies there, sealed: a process that asks later logs in again. */
const tokenMs = 15 * 60_000;
/** After this long without a sign, a process that was logging in is gone. */
const lockMs = 10_000;
const lookMs = 100;

const unlock: Script = {
  name: 'seedbedUnlock',
  lua: `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`,
};

export interface SharedLoginOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  /** Made when it is needed: it takes a while. */
  readonly seal: () => Promise<Seal>;
  readonly clock: Clock;
}

/**
 * One login for all processes that have the same credentials: the first one logs in, the others take its token. Only tokens that are
 * constant headers are shared; a session of cookies changes with each answer, so everybody has one of their own.
 */
export function sharedLogin(
  scheme: AuthScheme,
  { redis, keys, seal, clock }: SharedLoginOptions,
): AuthScheme {
  const { renew } = scheme;
  if (renew === undefined) return scheme;
  /** The last token that was used here. If another one is asked for, this one was refused. */
  let given = '';
  let isOwn = false;
  const take = (plain: PlainToken): Token => {
    given = JSON.stringify(plain.headers);
    return plainToken(plain, () => clock.wall());
  };
  const shared = async (send: SendLogin): Promise<Token> => {
    const { name, open, seal: close } = await seal();
    const [tokenKey, lockKey, me] = [keys.of('login', name), keys.of('login', name, 'lock'), randomUUID()];
    const look = async (): Promise<PlainToken | undefined> => {
      const found = open(await redis.client.get(tokenKey)) as PlainToken | undefined;
      const isGood = found !== undefined && JSON.stringify(found.headers) !== given && !isOld(found, clock);
      return isGood ? found : undefined;
    };
    for (;;) {
      const found = await look();
      if (found !== undefined) return take(found);
      if ((await redis.client.set(lockKey, me, 'PX', lockMs, 'NX')) === 'OK') break;
      await clock.sleep(lookMs);
    }
    const beat = startBeating(
      () => void redis.client.pexpire(lockKey, lockMs).catch(() => undefined),
      lockMs / 4,
    );
    try {
      // Another one may have logged in between the look and the lock.
      const found = await look();
      if (found !== undefined) return take(found);
      const token = await renew(send);
      isOwn = token.plain === undefined;
      if (token.plain === undefined) return token;
      await redis.client.set(tokenKey, close(token.plain), 'PX', tokenMs);
      return take(token.plain);
    } finally {
      stopBeating(beat);
      redis.run(unlock, [lockKey], [me]).catch(() => undefined);
    }
  };
  return {
    ...scheme,
    given: undefined,
    // Without Redis every process logs in by itself: that is no reason to stop.
    renew: (send) => (isOwn || redis.client.status !== 'ready' ? renew(send) : shared(send)),
  };
}

function isOld({ oldAt }: PlainToken, clock: Clock): boolean {
  return oldAt !== undefined && clock.wall() >= oldAt;
}
