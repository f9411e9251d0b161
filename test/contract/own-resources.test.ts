import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { defineConfig, defineResource, serverFields } from '../../src/index.ts';
import { createTest } from '../../src/vitest/index.ts';
import { GraphServer } from './graph-server.ts';

// Not closed: the file's datasets are removed after its hooks.
const server = await new GraphServer({ references: { members: { team_id: 'teams' } }, textIds: true }).open();

const named = {
  build: ({ unique }: { unique: { namespace: string; token: string } }) => ({
    title: `${unique.namespace}-${unique.token}`,
  }),
};
const teams = defineResource({
  name: 'teams',
  path: '/teams',
  key: 'title',
  server: serverFields<{ id: string }>(),
  ...named,
});
const members = defineResource({
  name: 'members',
  path: '/members',
  key: 'title',
  belongsTo: { teams: { foreignKey: 'team_id', of: teams } },
  ...named,
});
const own = createTest(defineConfig({ baseUrl: server.url, auth: 'none', resources: [teams, members] }));

own.describe('createTest with resources of its own', { meta: { seed: { teams: 2, members: 4 } } }, () => {
  own('gives text ids, and children that follow them', ({ dataset }) => {
    const [team] = dataset.teams;
    expect(team?.id).toMatch(/^teams-\d+$/);
    expect(dataset.members.of(team as object).map(({ team_id }) => team_id)).toEqual([team?.id, team?.id]);
    expect(server.of('members')).toHaveLength(4);
  });

  own('gives each test the seed that is written for it', { meta: { seed: { teams: 1 } } }, ({ dataset }) => {
    expect([dataset.teams.length, dataset.members.length]).toEqual([1, 0]);
  });
});

test('plain JavaScript gets the same, and a wrong word is told the right one', async () => {
  await using plain = await new GraphServer({ references: { members: { team_id: 'teams' } } }).open();
  const cwd = mkdtempSync(join(tmpdir(), 'seedbed-test-'));
  try {
    const script = fileURLToPath(new URL('plain.js', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script, plain.url], { cwd });
    expect(JSON.parse(stdout)).toEqual({
      of: 3,
      id: 1,
      wrong: 'Unknown key "membres" in seed. Did you mean "members"?',
    });
    expect([plain.count('POST'), plain.size]).toEqual([4, 0]);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
});
