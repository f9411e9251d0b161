import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCountingApi } from '../contract/counting-api.ts';
import { openRunners, type Project, type Runners } from './project.ts';

let runners: Runners;
beforeAll(async () => {
  runners = await openRunners();
});
afterAll(() => runners[Symbol.dispose]());

const ofRunner = {
  playwright: { project: 'runner-playwright', config: 'playwright.config.ts', args: ['test'] },
  vitest: { project: 'runner-vitest', config: 'vitest.config.ts', args: ['run'] },
} as const;
type Runner = keyof typeof ofRunner;

async function run(
  runner: Runner,
  config: string,
  what: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ readonly output: string; readonly project: Project }> {
  const { project: name, args } = ofRunner[runner];
  const project = runners.copy(name);
  const { output } = await project.run(runner, [...args, ...what, '--config', config], env);
  return { output, project };
}

/** The lines that the runner shows of the user's files: `test.use({ seed: { user: 5 } as object });`. */
function shownLines(runner: Runner, output: string): string[] {
  const framed = runner === 'playwright' ? /^\s*> *\d+ \| (.*)$/gm : /^\s*(\d+\|.*)\n\s+\| +\^/gm;
  return [...output.matchAll(framed)].map(([, line = '']) => line.replace(/^\d+\|/, '').trim());
}

describe.each(['playwright', 'vitest'] as const)('%s shows the line of the user', (runner) => {
  test('for seeds that are wrong and for calls that fail, and the data as a table', async () => {
    await using api = await startCountingApi();
    const config = ofRunner[runner].config;
    const { output, project } = await run(runner, config, ['seeds', 'calls'], { DEMO_API_BASE_URL: api.url });
    expect(output).toContain('Unknown key "user" in seed. Did you mean "users"?');
    expect(output).toContain('Unexpected seed.use: the configuration defines no scenarios.');
    expect(output).toContain(
      'Expected the dataset to hold users with the trait "nobody"; it has 7 users in all.',
    );
    expect(output).toMatch(/\[GET\] \S+\/nowhere: 404 Not Found/);
    expect(output).toContain('Unknown key "ships" in seed.');
    if (runner === 'vitest')
      expect(output).toContain('Expected useDataset() to be called in a describe, or at the top of a file.');
    const inSpec =
      runner === 'playwright'
        ? ['test.use({ seed: { user: 5 } as object });', "test.use({ seed: { use: 'fleat' } });"]
        : [
            "test('never begins', ({ dataset }) => void dataset);",
            "useDataset({ use: 'fleat' });",
            "test('a hook called in it', () => void useDataset({ users: 1 }));",
            'beforeEach(() => void useDataset({ users: 2 }));',
            "test('too long', { timeout: 50 }, async ({ dataset }) => {",
          ];
    expect(shownLines(runner, output)).toEqual(
      expect.arrayContaining([
        ...inSpec,
        "test('a trait', ({ dataset }) => void dataset.users.one('nobody'));",
        "await dataset.as(dataset.users[0]).get('/nowhere');",
        'await dataset.add({ ships: 1 } as object);',
        'expect(dataset.users).toHaveLength(8);',
      ]),
    );
    expect(output).not.toMatch(/[\\/](?:seedbed|chunks|dist)[\\/].*:\d+:\d+/);
    expect(output).toMatch(/^\s*users +id +email +name /m);
    expect(output).toMatch(/^\s*users\[0\] +\d+ +\S+@\S+ +\S+/m);
    expect(output).not.toMatch(/\{"id":/);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    expect(project.ledgers()).toEqual([]);
  });

  // Nothing of it depends on where the host is: here it is in each worker or file.
  test(runner === 'playwright' ? 'for an API that is down' : 'for one that lets nobody through', async () => {
    await using api = await startCountingApi({
      onCreate: () => new Response(null, { status: 429, headers: { 'retry-after': '3600' } }),
    });
    const [only, right, url, told] =
      runner === 'playwright'
        ? [
            '-g',
            'test.use({ seed: { users: 3 } });',
            'http://127.0.0.1:9/api:demo',
            /connection refused \(ECONNREFUSED\) .* Is the API up at that address\?/,
          ]
        : [
            '-t',
            "test('never begins without an API', ({ dataset }) => void dataset);",
            api.url,
            /It asks to wait 1 h 0 min; maxWait is 2 min 0 s\./,
          ];
    const seed = ['seeds', only, 'a seed that is right'];
    const { output } = await run(runner, 'in-process.config.ts', seed, { DEMO_API_BASE_URL: url });
    expect(output).toMatch(told);
    expect(shownLines(runner, output)).toContain(right);
    expect(output).not.toMatch(/[\\/](?:seedbed|chunks|dist)[\\/].*:\d+:\d+/);
  });
});
