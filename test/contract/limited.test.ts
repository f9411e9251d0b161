import { describe, expect, test } from 'vitest';
import type { SeedbedConfig } from '../../src/config/config.ts';
import { openSeeder, seedAndRemove, useOwnFolder } from './wire-seeding.ts';
import { WireServer } from './wire-server.ts';

useOwnFolder();

describe('a server that answers 200 with an error if it is asked too often', () => {
  const refusing = (status: number): Promise<WireServer> =>
    new WireServer('http', ({ count, response }) => {
      if (count % 3 !== 0) return false;
      response.statusCode = status;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ error: 'slow down', wait: 0.02 }));
      return true;
    }).open();
  const errorOf = (body: unknown): { error?: string; wait?: number } =>
    Object(body) as { error?: string; wait?: number };

  test.each([200, 403, 420])(
    'is waited for as after a 429 if `limited` says so of its %i',
    async (status) => {
      await using server = await refusing(status);
      const limited: SeedbedConfig['limited'] = ({ body }) => errorOf(body).wait;
      expect(await seedAndRemove(server, 20, { limited, concurrency: 2 })).toEqual({
        made: 20,
        ids: 20,
        stored: 20,
        left: 0,
      });
      // Each third was refused, and nothing else was sent twice.
      expect(server.creates).toBe(29);
    },
  );

  test('is given up as a limit is if it asks for more than `maxWait`', async () => {
    await using server = await refusing(200);
    const limited: SeedbedConfig['limited'] = ({ body }) =>
      errorOf(body).error === 'slow down' ? 60 : false;
    await expect(seedAndRemove(server, 3, { limited, maxWait: 1 })).rejects.toThrow(
      /429 for this 200, by `limited`: slow down .* It asks to wait 1 min 0 s; maxWait is 1 s/,
    );
    expect(server.users.size).toBe(0);
  });

  test.each([
    [
      () => {
        throw new Error('my mistake');
      },
      /Expected `limited` of the configuration not to throw; for a 201 it threw .*my mistake/,
    ],
    [
      () => 'yes' as never,
      /Expected `limited` .* to return true, false or a number of seconds; for a 201 it returned/,
    ],
  ])('leaves nothing behind if `limited` is wrong, case %#', async (limited, message) => {
    await using server = await new WireServer('http').open();
    let isWrong = true;
    const seeder = await openSeeder(server, { limited: () => (isWrong ? limited() : false) });
    await expect(seeder.seed({ users: 2 })).rejects.toThrow(message);
    isWrong = false;
    await seeder.close();
    expect(server.users.size).toBe(0);
  });
});
