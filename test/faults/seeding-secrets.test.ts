import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { spellingsOf } from './canaries.ts';
import { everyFault, type FaultyRequest } from './fault.ts';
import { closeSeeding, openSeeding, usersWith } from './seeding.ts';

afterEach(closeSeeding);

describe('secrets', () => {
  const password = 'pw-canary-8c1f/+?é';
  const key = 'key-canary-77ab';
  const canaries = [password, key, 'token-1-of-the-small-api'];

  const spellings = canaries.flatMap(spellingsOf);

  /** What a server that answers with the request it got has to tell. */
  const echo = (request: FaultyRequest): string => {
    const token = canaries[2] as string;
    const known = request.path === '/auth/login' ? [password] : request.isCreate ? [key, token] : [token];
    return JSON.stringify({
      message: known.join(' '),
      all: spellings.filter(
        (_, at) => at % 5 !== 0 && known.includes(canaries[Math.floor(at / 5)] as string),
      ),
    });
  };

  test.each(
    everyFault.flatMap((fault) => [
      { fault, where: 'the login', kind: fault.kind },
      { fault, where: 'all but the login', kind: fault.kind },
    ]),
  )('are in no error, ledger, statistic or report of $kind at $where', async ({ fault, where }) => {
    const seeding = await openSeeding({
      server: {
        login: { email: 'admin@example.com', password },
        faults: (_, request) => {
          if ((request.path === '/auth/login') !== (where === 'the login')) return undefined;
          return fault.kind === 'status' ? { ...fault, body: echo(request) } : fault;
        },
      },
      config: {
        resources: [usersWith({})],
        auth: { email: 'admin@example.com', password },
        maxRetries: 0,
        maxWait: 0.02,
      },
      timeoutMs: 100,
    });
    const seed = { users: { count: 2, set: { password: key } } };
    const told: unknown[] = [await seeding.seed(seed).catch((error: unknown) => error)];
    told.push(await seeding.host.close().catch((error: unknown) => error));
    const files = readdirSync(seeding.root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    const shown = [inspect(told, { depth: 9, showHidden: true }), JSON.stringify(told)];
    const everything = [...files, ...shown].join('\n');
    expect(everything.length).toBeGreaterThan(100);
    for (const spelling of spellings) expect(everything).not.toContain(spelling);
  });
});
