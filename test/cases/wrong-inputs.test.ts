import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { setLanguage } from '../../src/messages/language.ts';

interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}
type Case = readonly [words: string, code: number, named: string, around?: Surroundings];

const config = (text: string): Surroundings => ({
  files: { 'seedbed.config.mjs': `export default ${text};\n` },
});
const env = (name: string, value: string): Surroundings => ({ env: { [name]: value } });

/** What people type, set and write: the exit code, and a word that the one line must hold in both languages. */
const cases: readonly Case[] = [
  // Command lines.
  ['usres', 2, 'users'],
  ['users more', 2, 'users'],
  ['users --cuont 5', 2, '--count'],
  ['users --count', 2, '--count'],
  ['users --count 0', 2, '--count'],
  ['users --count -1', 2, '--count'],
  ['users --count 1e3', 2, '--count'],
  ['vms -c abc', 2, '"abc"|« abc »'],
  ['users --batch-size 0', 2, '--batch-size'],
  ['users --delay -1', 2, '--delay'],
  ['users --delay soon', 2, '--delay'],
  ['users --concurrency 0', 2, '--concurrency'],
  ['users --concurrency 5000', 2, '1024'],
  ['users --rate-limit ten/20s', 2, '10/20s'],
  ['users --rate-limit 10', 2, '10/20s'],
  ['users --random-seed 1.5', 2, '--random-seed'],
  ['users --locale frr', 2, '"fr"|« fr »'],
  ['users --email-domain not_a_domain!', 2, 'example.com'],
  ['users --namespace Not_A_Label', 2, '--namespace'],
  ['users --base-url nowhere', 2, '--base-url'],
  ['users --base-url http://me:pw@127.0.0.1:9/', 2, 'SEEDBED_PASSWORD'],
  ['users --base-url http://127.0.0.1:9/?key=1', 2, '--base-url'],
  ['users --base-url https://api.example.com/v1', 6, 'allowHosts'],
  ['users --allow-host *.example.com', 2, '--allow-host'],
  ['users --password secret-one', 2, '--email'],
  ['users --email someone@example.com', 2, 'PASSWORD'],
  ['users --lang klingon', 2, '--lang'],
  ['users --output missing/out.json', 1, 'missing'],
  ['full-dataset --seed {"usres":5}', 2, 'users'],
  ['full-dataset --seed {"users":5', 2, '--seed'],
  ['full-dataset --seed @missing.json', 1, 'missing.json'],
  ['full-dataset --seed {"users":5} --users 3', 2, '--users'],
  ['full-dataset --seed {"users":{"amdin":1}}', 2, 'admin'],
  ['full-dataset --users x', 2, '--users'],
  ['users --distributed', 2, 'SEEDBED_COORDINATOR'],
  ['worker', 2, 'SEEDBED_COORDINATOR'],
  ['status', 2, 'SEEDBED_TOKEN', env('SEEDBED_TOKEN', 'secret-one\nX-Other: 1')],
  ['users', 2, 'SEEDBED_USER_PASSWORD', env('SEEDBED_USER_PASSWORD', ' ')],
  ['create', 2, 'resource=count'],
  ['create users', 2, 'users=5'],
  ['create users=1 users=2', 2, 'users'],
  ['create users=many', 2, 'users'],
  ['create usres=1', 2, 'users'],
  ['plan --users 0 --vms 0', 2, '--users'],
  ['generate --format csv', 2, '--resource'],
  ['generate --format xml', 2, 'ndjson'],
  ['generate --resource usres', 2, 'users'],
  ['generate users=2 --vms 3', 2, '--vms'],
  ['demo-api --port 70000', 2, '--port'],
  ['demo-api --latency slow', 2, '--latency'],
  ['demo-api --duplicate-status 404', 2, '409'],
  ['sweep --run sb0123456789 --all', 2, '--all'],
  ['sweep --unproved', 2, '--run'],
  ['sweep --older-than 2', 2, '--older-than'],
  ['sweep --max-delete few', 2, '--max-delete'],
  ['sweep --all', 2, '--yes'],
  ['sweep --yes', 2, '--all'],
  ['sweep --run customer-success', 2, 'customer-success'],
  // The environment.
  ['users', 2, 'SEEDBED_TIMEOUT', env('SEEDBED_TIMEOUT', 'soon')],
  ['users', 2, 'DEMO_API_MAX_RETRIES', env('DEMO_API_MAX_RETRIES', 'many')],
  ['users', 2, 'SEEDBED_LANG', env('SEEDBED_LANG', 'klingon')],
  ['users', 2, 'SEEDBED_RATE_LIMIT', env('SEEDBED_RATE_LIMIT', '0/20s')],
  ['users', 2, 'SEEDBED_LOG_LEVEL', env('SEEDBED_LOG_LEVEL', 'loud')],
  ['users', 2, 'SEEDBED_PASSWORD', env('SEEDBED_EMAIL', 'me@example.com')],
  // The configuration.
  ['plan', 2, 'baseUrl', config('{ basUrl: "http://127.0.0.1" }')],
  ['plan', 2, 'batchSize', config('{ batchSize: "five" }')],
  ['plan', 2, 'resources', config('{ resources: [] }')],
  ['plan', 2, 'cleanup', config('{ cleanup: "alway" }')],
  ['plan', 2, 'defineConfig', config('5')],
  ['users', 2, '"bearer"|« bearer »|bearer', config('{ auth: { baerer: "x" } }')],
  ['plan', 2, 'seedbed.config.mjs', { files: { 'seedbed.config.mjs': 'export default {' } }],
  [
    'plan',
    2,
    'seedbed.config.mjs',
    { files: { 'seedbed.config.mjs': 'import "./missing.mjs"; export default {};' } },
  ],
];

const home = process.cwd();
let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'seedbed-wrong-'));
  // The command line is loaded anew for each case, and each listens to stdout.
  process.stdout.setMaxListeners(0);
});
afterAll(() => {
  process.chdir(home);
  rmSync(root, { recursive: true, force: true });
  setLanguage('en');
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

let number = 0;

/** The real entry of the command line, in this process: what it writes, and its exit code. */
async function run(
  words: readonly string[],
  { env: variables = {}, files = {} }: Surroundings,
): Promise<{ readonly code: unknown; readonly stdout: string; readonly stderr: string }> {
  const folder = join(root, String(number++));
  for (const [name, text] of Object.entries({ '.keep': '', ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  process.chdir(folder);
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const [, main = ''] = process.argv;
  const before = process.argv;
  process.argv = [process.execPath, main, ...words];
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[stream] += String(text);
      return true;
    });
  try {
    await import(/* @vite-ignore */ `../../src/cli/main.ts?wrong=${number}`);
    return { code: process.exitCode, ...said };
  } finally {
    process.argv = before;
    process.exitCode = 0;
  }
}

test('there are more than fifty', () => expect(cases.length).toBeGreaterThan(50));

const named = cases.map(([words, code, name, around = {}]) => ({ words, code, name, around }));

test.each(named)(
  '$words ends with $code, in one line that names $name',
  async ({ words, code, name, around }) => {
    const lines: string[] = [];
    for (const lang of ['en', 'fr']) {
      // `SEEDBED_LANG` itself is one of the cases.
      const environment = {
        LC_ALL: lang === 'fr' ? 'fr_FR.UTF-8' : 'en_GB.UTF-8',
        SEEDBED_LANG: '',
        ...around.env,
      };
      const told = await run(words.split(' '), { ...around, env: environment });
      expect([told.code, told.stdout]).toEqual([code, '']);
      expect(told.stderr).toMatch(/^seedbed: [^\n]+\n$/);
      expect(told.stderr).toMatch(new RegExp(name.split('|').map(escaped).join('|')));
      expect(told.stderr).not.toMatch(/report it|la signaler|\n {4}at |secret-one|undefined/);
      lines.push(told.stderr);
    }
    expect(lines[1]).not.toBe(lines[0]);
  },
);

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
