import { Redis } from 'ioredis';
import { expect } from 'vitest';
import type { RedisServer } from './redis-server.ts';

/** Every key that any command names, those inside scripts included. */
export interface TouchedKeys extends AsyncDisposable {
  /** By what stands in their braces, which decides on which node of a cluster a key is. */
  byHashTag(): ReadonlyMap<string, readonly string[]>;
  /** Commands that scripts ran. */
  readonly inScripts: ReadonlySet<string>;
}

/** Where a command has its keys. */
interface Places {
  readonly first: number;
  readonly last: number;
  readonly step: number;
}

/** Listens to a server from now on. */
export async function watchKeys({ client, port }: RedisServer): Promise<TouchedKeys> {
  const places = new Map<string, Places>();
  for (const [name, , , first, last, step] of (await client.call('COMMAND')) as [
    string,
    0,
    0,
    number,
    number,
    number,
  ][])
    places.set(name, { first, last, step });
  const connection = new Redis({ host: '127.0.0.1', port, lazyConnect: true });
  const monitor = await connection.monitor();
  const keys = new Set<string>();
  const inScripts = new Set<string>();
  monitor.on('monitor', (_time: string, [command = '', ...values]: string[], source: string) => {
    const name = command.toLowerCase();
    if (source === 'lua') inScripts.add(name);
    for (const key of keysOf(name, values, places)) keys.add(key);
  });
  return {
    inScripts,
    byHashTag: () => Map.groupBy(keys, (key) => /\{(.+?)\}/.exec(key)?.[1] ?? key),
    async [Symbol.asyncDispose]() {
      monitor.disconnect();
      connection.disconnect();
    },
  };
}

/** A Redis cluster takes only keys of one node into one script, and BullMQ's and ours are scripts. */
export function expectOneNode(touched: TouchedKeys): void {
  const tags = [...touched.byHashTag().keys()];
  expect(tags).toEqual([expect.stringMatching(/^seedbed:[0-9a-f]{12}$/)]);
  expect(touched.inScripts.size).toBeGreaterThan(3);
}

function keysOf(name: string, values: readonly string[], places: ReadonlyMap<string, Places>): string[] {
  if (/^(eval|evalsha|fcall)(_ro)?$/.test(name)) return values.slice(2, 2 + Number(values[1]));
  const { first, last, step } = places.get(name) ?? { first: 0, last: 0, step: 1 };
  // Looks of the tests themselves.
  if (first === 0 || name === 'keys') return [];
  const end = last < 0 ? values.length + last : last - 1;
  return values.filter((_, at) => at >= first - 1 && at <= end && (at - first + 1) % step === 0);
}
