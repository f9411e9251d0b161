import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCliFolder } from './cli-process.ts';
import { GraphServer } from './graph-server.ts';

const index = pathToFileURL(resolve(import.meta.dirname, '../../dist/index.js')).href;
const folder = openCliFolder();
let server: GraphServer;

/** Teams and members of a project of its own: nothing of the demo API. */
const config = (url: string): string => `
import { defineConfig, defineResource } from ${JSON.stringify(index)};

const teams = defineResource({
  name: 'teams', path: '/teams', key: 'slug',
  build: ({ unique }) => ({ slug: unique.token + '-' + unique.namespace }),
});
const members = defineResource({
  name: 'members', path: '/members', key: 'email', belongsTo: { teams: 'team_id' },
  build: ({ unique, given }) => ({ email: unique.email('member'), role: given('role', 'member') }),
  traits: { lead: { role: 'lead' } },
});
export default defineConfig({ baseUrl: ${JSON.stringify(url)}, auth: 'none', resources: [teams, members] });
`;

beforeAll(async () => {
  server = await new GraphServer({ references: { members: { team_id: 'teams' } } }).open();
  writeFileSync(join(folder.path, 'seedbed.config.mjs'), config(server.url));
});
afterAll(async () => {
  folder[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

describe('the command line takes the names of the configuration', () => {
  test('create makes any resources, by count and by trait', async () => {
    const { code, stdout } = await folder.run([
      'create',
      'teams=2',
      'members=lead:1,member:0',
      '-d',
      '0',
      '--json',
    ]);
    expect(code).toBe(2);
    expect(stdout).toBe('');

    const made = await folder.run(['create', 'teams=2', 'members=lead:3', '-d', '0', '--json']);
    expect(made.code).toBe(0);
    expect(server.of('teams')).toHaveLength(2);
    expect(server.of('members').map(({ role }) => role)).toEqual(['lead', 'lead', 'lead']);
    expect(JSON.parse(made.stdout)).toMatchObject({ statistics: { total_teams: 2, total_members: 3 } });
  });

  test('each resource is a command', async () => {
    const before = server.of('teams').length;
    const { code, stdout } = await folder.run(['teams', '-c', '5', '-d', '0']);
    expect(code).toBe(0);
    expect(stdout).toContain('5 of 5');
    expect(server.of('teams')).toHaveLength(before + 5);
  });

  test('plan and generate take them, and send nothing', async () => {
    const before = server.asked.length;
    const plan = await folder.run(['plan', 'teams=2', 'members=6', '--json']);
    expect(JSON.parse(plan.stdout)).toMatchObject({
      records: 8,
      layers: [
        { resource: 'teams', records: 2 },
        { resource: 'members', records: 6 },
      ],
    });
    const generated = await folder.run(['generate', 'teams=1', 'members=5', '--format', 'ndjson']);
    expect(generated.code).toBe(0);
    const lines = generated.stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).resource)).toEqual(['teams', ...Array(5).fill('members')]);
    expect(server.asked).toHaveLength(before);
  });

  test('check checks them, the parents first, and leaves nothing', async () => {
    const before = server.size;
    const { code, stdout } = await folder.run(['check', 'members', '--json']);
    const { resources } = JSON.parse(stdout);
    expect(resources.map(({ resource }: { resource: string }) => resource)).toEqual(['teams', 'members']);
    expect(code).toBe(0);
    expect(server.size).toBe(before);
  });

  test.each([
    [['teasm'], "unknown command 'teasm' (Did you mean teams?)"],
    [['create', 'teasm=2'], 'Did you mean "teams"?'],
    [['plan', 'teams=2', '--users', '3'], 'Expected either teams=2 or --users, got both.'],
    [['generate', 'teams=2', '--seed', '{}'], 'Expected either teams=2 or --seed, got both.'],
  ])('%j is refused in one line', async (args, said) => {
    const before = server.size;
    const { code, stderr } = await folder.run(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^seedbed: [^\n]+\n$/);
    expect(stderr).toContain(said);
    expect(server.size).toBe(before);
  });
});
