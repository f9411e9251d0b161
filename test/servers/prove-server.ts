import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../contract/hosts.ts';
import { knownRecords } from '../contract/runner-process.ts';
import { openRunners, type Project, type Runners } from '../runners/project.ts';
import type { ForeignServer } from './foreign-server.ts';

/** A server, and what is asked of it. */
export interface ServerProof {
  /** Of its fixture, and of its part of docs/servers.md. */
  readonly name: string;
  start(): Promise<ForeignServer>;
  /** Credentials of the operator. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the command line makes. */
  readonly seed: Readonly<Record<string, number>>;
  /** A seed that asks for a value of somebody else's. */
  readonly taken: object;
  /** Whether the server lets two records have it. @default false */
  readonly takesTwice?: boolean;
}

/** What `seedbed check --json` says, as far as it is looked at here. */
interface CheckedResources {
  readonly proved: boolean;
  readonly left: number;
  readonly resources: readonly {
    readonly resource: string;
    readonly line?: string;
    readonly steps: Readonly<Record<string, { readonly state: string; readonly note: string }>>;
  }[];
}

const page = readFileSync(new URL('../../docs/servers.md', import.meta.url), 'utf8');

/** The whole configuration, word by word as the page shows it. */
function documented(name: string): string {
  const text = new RegExp(`\`\`\`ts file=${name}/seedbed\\.config\\.ts\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1];
  if (text === undefined) throw new Error(`docs/servers.md does not show ${name}/seedbed.config.ts`);
  return text;
}

/** Drives a server as its users would: by command, in both runners, and killed. Whatever happens, nothing of it may stay there. */
export function proveServer({
  name,
  start,
  env: credentials = {},
  seed,
  taken,
  takesTwice = false,
}: ServerProof): void {
  let server: ForeignServer | undefined;
  let why = '';
  let runners: Runners;
  beforeAll(async () => {
    try {
      server = await start();
    } catch (error) {
      why = `${name} could not be started, so nothing of it was proved: ${String(error)}`;
      // Elsewhere a machine without network or Debian packages is no failure, but it is said.
      if (process.env.CI !== undefined && process.env.CI !== '') throw new Error(why, { cause: error });
      console.warn(why);
      return;
    }
    runners = await openRunners();
  });
  afterAll(async () => {
    runners?.[Symbol.dispose]();
    await server?.[Symbol.asyncDispose]();
  });

  let project: Project;
  let env: NodeJS.ProcessEnv;
  let before: Readonly<Record<string, number>>;
  let others: unknown;
  beforeEach(({ skip }) => {
    if (server === undefined) return skip(why);
    const fixtures = ['servers/common', `servers/${name}`];
    project = runners.compose(fixtures, { 'seedbed.config.ts': documented(name) });
    env = { SEEDBED_BASE_URL: server.url, ...credentials };
    before = server.counts();
    others = server.others();
  });

  const counts = (): Readonly<Record<string, number>> => server?.counts() ?? {};
  const seeded = (): Record<string, number> =>
    Object.fromEntries(Object.entries(before).map(([key, count]) => [key, count + (seed[key] ?? 0)]));
  const expectNothingLeft = (): void => {
    expect(counts()).toEqual(before);
    expect(server?.others()).toEqual(others);
    expect(project.ledgers()).toEqual([]);
  };
  const create = (what: object) => project.seedbed(['full-dataset', '--seed', JSON.stringify(what)], env);

  // Each starts a runner and a host of its own, on a machine that may have two cores for all.
  describe(name, () => {
    test('needs at most 40 lines of configuration and resources', () => {
      expect(
        documented(name)
          .split('\n')
          .filter((line) => line.trim() !== '').length,
      ).toBeLessThanOrEqual(40);
    });

    test('takes records by command, counts them, and gives them back to a sweep', async () => {
      const { code, output } = await create(seed);
      expect(output).toContain('to remove');
      expect(code).toBe(0);
      expect(counts()).toEqual(seeded());
      const status = await project.seedbed(['status', '--json'], env);
      expect(JSON.parse(status.output)).toMatchObject({ reachable: true, ...seeded() });
      const run = /--run (\S+)/.exec(output)?.[1] ?? '';
      const swept = await project.seedbed(['sweep', '--run', run], env);
      expect(swept).toMatchObject({ code: 0 });
      expectNothingLeft();
    });

    test('passes a check of every resource, which leaves nothing', async () => {
      const { code, output } = await project.seedbed(['check', '--json'], env);
      const { resources, ...report } = JSON.parse(output.slice(output.indexOf('{'))) as CheckedResources;
      const lines = resources.map(({ resource, line, steps }) => ({
        resource,
        line,
        failed: Object.entries(steps).filter(([, { state }]) => state === 'failed'),
      }));
      expect(lines).toEqual(resources.map(({ resource }) => ({ resource, line: undefined, failed: [] })));
      expect({ code, ...report }).toMatchObject({ code: 0, proved: true, left: 0 });
      expectNothingLeft();
    });

    test('leaves alone what has the natural key of a new record already', async () => {
      const { code, output } = await create(taken);
      expect(output).toMatch(takesTwice ? /1 of 1/ : /already|taken|exists/i);
      expect(code).toBe(takesTwice ? 0 : 3);
      expect(counts().users).toBe((before.users ?? 0) + (takesTwice ? 1 : 0));
      await project.seedbed(['sweep', '--all', '--yes'], env);
      expectNothingLeft();
    });

    test('gives a Vitest suite its records', async () => {
      const { code, output } = await project.run('vitest', ['run', 'records'], env);
      expect(output).toMatch(/Tests\s+2 passed/);
      expect(code).toBe(0);
      expectNothingLeft();
    });

    test('gives a Playwright suite its records', async () => {
      const { code, output } = await project.run('playwright', ['test'], env);
      expect(output).toMatch(/1 passed/);
      expect(code).toBe(0);
      expectNothingLeft();
    });

    test('keeps nothing of a runner that is killed', async () => {
      const { child, ended } = project.start('vitest', ['run', 'hangs'], env);
      expect(await eventually(() => existsSync(join(project.folder, 'seeded.txt')), 20_000)).toBe(true);
      expect(counts()).not.toEqual(before);
      child.kill('SIGKILL');
      await ended;
      expect(await eventually(() => project.processes().length === 0, 20_000)).toBe(true);
      expectNothingLeft();
    });

    test('keeps nothing of a command that is killed, after a sweep', async () => {
      const args = ['full-dataset', '--seed', JSON.stringify(seed)];
      const { child, ended } = project.start('seedbed', [...args, '--delay', '0.2'], env);
      expect(await eventually(() => counts().users !== before.users, 20_000)).toBe(true);
      child.kill('SIGKILL');
      await ended;
      const swept = await project.seedbed(['sweep', '--all', '--yes'], env);
      expect(swept.output).not.toContain('left');
      expect(counts()).toEqual(before);
      expect(server?.others()).toEqual(others);
      // A create that was cut off may still be carried out, so its entry waits.
      expect(knownRecords(project.folder)).toEqual([]);
    });
  });
}
