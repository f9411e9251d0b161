import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { SeedbedConfig } from '../../src/config/config.ts';
import type { AnyResource } from '../../src/factory/resource.ts';
import { createSeeder, defineResource, type Seeder } from '../../src/index.ts';
import type { WireServer } from './wire-server.ts';

/** What the wire server holds, on the main API or on another one. */
export function usersOn(on?: string): AnyResource {
  return defineResource({
    name: on ?? 'users',
    ...(on !== undefined && { on }),
    path: '/users',
    key: 'title' as const,
    build: ({ unique }: { unique: { namespace: string; token: string } }) => ({
      title: `${unique.namespace}-${unique.token}`,
    }),
  });
}

/** Each test of the file runs in a folder of its own. */
export function useOwnFolder(): void {
  const before = process.cwd();
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'seedbed-wire-'));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });
}

/** How many users a seeder said that it made, how many ids they have, how many the server had then, and has in the end. */
export interface Seeded {
  readonly made: number;
  readonly ids: number;
  readonly stored: number;
  readonly left: number;
}

/** A seeder of users on the server, which needs no login. */
export function openSeeder(
  { url: baseUrl }: WireServer,
  config: Omit<SeedbedConfig, 'resources'>,
): Promise<Seeder<AnyResource>> {
  return createSeeder({ baseUrl, auth: 'none', resources: [usersOn()], settle: 0.05, ...config });
}

/** Seeds so many users, counts them, and removes them. */
export async function seedAndRemove(
  server: WireServer,
  count: number,
  config: Omit<SeedbedConfig, 'resources'>,
): Promise<Seeded> {
  const seeder = await openSeeder(server, config);
  try {
    const { users: records = [] } = await seeder.seed({ users: count });
    const made = records.length;
    const ids = new Set(records.map(({ id }) => id)).size;
    const stored = server.users.size;
    const { left } = await seeder.close();
    return { made, ids, stored, left: left.length + server.users.size };
  } finally {
    await seeder.close();
  }
}
