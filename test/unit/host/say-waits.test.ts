import { expect, test } from 'vitest';
import { isLong, sayWaits } from '../../../src/host/say-waits.ts';
import { tellWait } from '../../../src/lib/progress.ts';
import { VirtualClock } from '../../virtual-clock.ts';

function listen(isAwaited = true): { readonly said: string[]; readonly clock: VirtualClock } {
  const said: string[] = [];
  const clock = new VirtualClock();
  sayWaits((line) => said.push(line), { isAwaited: () => isAwaited, clock });
  return { said, clock };
}

const never = new Promise(() => undefined);

test('a wait that a person notices is a line; the same again is none for a while', () => {
  const { said, clock } = listen();
  tellWait({ for: 'limit', ms: 1500 });
  expect(said).toEqual([]);
  tellWait({ for: 'limit', ms: 14_000 });
  tellWait({ for: 'limit', ms: 20_000 });
  tellWait({ for: 'down', ms: 3000 });
  tellWait({ for: 'dead runs', records: 12 });
  expect(said).toEqual([
    "waiting 14 s for the API's rate limit",
    'the API is down: next try in 3 s',
    'removing 12 records that dead runs left',
  ]);
  clock.pass(31_000);
  tellWait({ for: 'limit', ms: 20_000 });
  expect(said.at(-1)).toBe("waiting 20 s for the API's rate limit");
});

test('a delay for which nobody waits is not told', async () => {
  const { said, clock } = listen(false);
  tellWait({ for: 'limit', ms: 14_000 });
  tellWait({ for: 'login', ended: never });
  await clock.sleep(5000);
  expect(said).toEqual([]);
});

test('a login is said once it has taken long', async () => {
  const { said, clock } = listen();
  tellWait({ for: 'login', ended: clock.sleep(1000) });
  await clock.sleep(3000);
  expect(said).toEqual([]);
  tellWait({ for: 'login', ended: never });
  await clock.sleep(3000);
  expect(said).toEqual(['signing in']);
});

test.each([
  [{ for: 'limit', ms: 2000 }, true],
  [{ for: 'down', ms: 1999 }, false],
  [{ for: 'login' }, true],
  [{ for: 'dead runs', records: 1 }, true],
] as const)('of %o is long: %s', async (wait, long) => {
  expect(await isLong(wait, new VirtualClock())).toBe(long);
});
