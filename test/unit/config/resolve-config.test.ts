import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeedbedConfig } from '../../../src/config/config.ts';
import { type Environment, readEnvironment } from '../../../src/config/environment.ts';
import { type ConfigSources, resolveConfig } from '../../../src/config/resolve-config.ts';
import { isSeedbedError, type SeedbedErrorCode } from '../../../src/errors.ts';
import { demoPreset } from '../../../src/preset/demo-preset.ts';
import { users } from '../../../src/preset/users.ts';
import { vms } from '../../../src/preset/vms.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'seedbed-config-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const operator = { email: 'operator@example.com', password: 'operator-password' };
const resolve = (sources: Partial<ConfigSources> = {}): ReturnType<typeof resolveConfig> =>
  resolveConfig({
    root: '/projects/shop',
    ...demoPreset,
    defaultAuth: operator,
    ...sources,
  });

function failureOf(act: () => unknown): { code: SeedbedErrorCode; message: string } {
  try {
    act();
  } catch (error) {
    if (isSeedbedError(error)) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

test('needs nothing on loopback', () => {
  expect(resolve()).toEqual({
    root: '/projects/shop',
    allowHosts: [],
    baseUrl: 'http://127.0.0.1:4010/api:demo',
    auth: operator,
    userAuth: undefined,
    headers: {},
    query: {},
    answers: undefined,
    apis: {},
    login: { loginPath: '/auth/login', tokenField: 'authToken' },
    credentialVariables: { email: 'SEEDBED_EMAIL', password: 'SEEDBED_PASSWORD', token: 'SEEDBED_TOKEN' },
    resources: [users, vms],
    scenarios: {},
    run: undefined,
    project: 'shop',
    batchSize: undefined,
    delayMs: 0,
    concurrency: undefined,
    rateLimit: undefined,
    timeoutMs: 5000,
    maxRetries: 3,
    maxWaitMs: 120_000,
    deadlineMs: undefined,
    settleMs: 500,
    auditBytes: 67_108_864,
    maxResponseBytes: 1_048_576,
    ca: undefined,
    http2: false,
    limited: undefined,
    openapi: { path: '/openapi.json', from: 100 },
    lang: 'en',
    logLevel: 'info',
    locale: 'fr',
    emailDomain: 'example.com',
    generator: 2,
    phones: 'safe',
    referenceDate: '2026-01-01',
    randomSeed: 1,
    cleanup: 'always',
    scope: 'suite',
    signIn: { url: '/', email: 'Email', password: 'Password', submit: 'Sign in', through: 'form' },
    ahead: true,
    minSuccess: 1,
    proxy: undefined,
    whoAmI: '/auth/me',
    unproved: 'stop',
  });
});

describe('the strongest source wins', () => {
  const order = ['default', 'file', '.env.defaults', '.env', '.env.local', 'process', 'explicit'] as const;

  test.each(order.map((name, strength) => [name, strength] as const))('up to %s', (_, strength) => {
    const has = (source: (typeof order)[number]): boolean => order.indexOf(source) <= strength;
    for (const file of ['.env.defaults', '.env', '.env.local'] as const)
      if (has(file))
        writeFileSync(
          join(root, file),
          `DEMO_API_MAX_RETRIES=${10 + order.indexOf(file)}\nDEMO_API_TOKEN=t-${file}\n`,
        );
    const own: Environment = has('process')
      ? { DEMO_API_MAX_RETRIES: '15', DEMO_API_TOKEN: 't-process' }
      : {};
    const config = resolve({
      file: has('file') ? { maxRetries: 11, auth: { token: 't-file' } } : undefined,
      environment: readEnvironment(root, own),
      explicit: has('explicit') ? { maxRetries: 16, auth: { token: 't-explicit' } } : undefined,
    });
    expect(config.maxRetries).toBe(strength === 0 ? 3 : 10 + strength);
    expect(config.auth).toEqual(strength === 0 ? operator : { token: `t-${order[strength]}` });
  });

  test('an empty variable is not set, in the process as in a file', () => {
    writeFileSync(
      join(root, '.env'),
      'DEMO_API_EMAIL=me@example.com\nDEMO_API_PASSWORD="p # w"\nDEMO_API_TOKEN=\n',
    );
    writeFileSync(join(root, '.env.local'), 'DEMO_API_EMAIL=\n');
    const environment = readEnvironment(root, { DEMO_API_PASSWORD: '', DEMO_API_TOKEN: '' });
    expect(resolve({ environment }).auth).toEqual({ email: 'me@example.com', password: 'p # w' });
  });

  test('every variable reaches its setting', () => {
    const config = resolve({
      environment: {
        DEMO_API_BASE_URL: 'https://STAGING.example.com:443/api:x/',
        SEEDBED_ALLOW_HOSTS: ' https://other.example.com , https://staging.example.com',
        DEMO_API_TIMEOUT: '2.5',
        DEMO_API_MAX_RETRIES: '0',
        SEEDBED_RANDOM_SEED: '4294967295',
        DEMO_API_TOKEN: 'tok',
        https_proxy: 'http://proxy.example.com:3128',
        HTTPS_PROXY: 'http://other.example.com',
        NO_PROXY: 'internal',
      },
    });
    expect(config).toMatchObject({
      baseUrl: 'https://staging.example.com/api:x',
      timeoutMs: 2500,
      maxRetries: 0,
      randomSeed: 4_294_967_295,
      auth: { token: 'tok' },
      proxy: { httpsProxy: 'http://proxy.example.com:3128', noProxy: 'internal' },
    });
  });

  test('both spellings of a rate limit', () => {
    for (const rateLimit of [{ requests: 10, per: '20s' }, '10/20s'] as const)
      expect(resolve({ file: { rateLimit } }).rateLimit).toEqual({ requests: 10, perMs: 20_000 });
    expect(resolve({ file: { rateLimit: '5/s' } }).rateLimit).toEqual({ requests: 5, perMs: 1000 });
  });

  test("the project's name is that of its package", () => {
    expect(resolve({ root }).project).toMatch(/^seedbed-config-/);
    writeFileSync(join(root, 'package.json'), '{"name":"@shop/web"}');
    expect(resolve({ root }).project).toBe('@shop/web');
    writeFileSync(join(root, 'package.json'), 'not JSON');
    expect(resolve({ root }).project).toMatch(/^seedbed-config-/);
  });
});

const bad = (config: object): Partial<ConfigSources> => ({ file: config as SeedbedConfig });
const where = 'in seedbed.config.ts';

test.each<[Partial<ConfigSources>, string]>([
  [
    bad({ headers: { 'Content-Length': '5' } }),
    `Expected "Content-Length" of "headers" ${where} not to be set: seedbed sets it for each request.`,
  ],
  [
    bad({ headers: { 'X-Team': '日' } }),
    `Expected "X-Team" of "headers" ${where} to hold only characters that can be sent there.`,
  ],
  [
    bad({ query: { team: '\ud800' } }),
    `Expected "team" of "query" ${where} to hold only characters that can be sent there.`,
  ],
  [bad({ answers: { on: 'data' } as object }), `Unknown key "on" in "answers" ${where}. Did you mean "one"?`],
  [bad({ run: { user: 3 } }), 'In seedbed.config.ts: Unknown key "user" in run. Did you mean "users"?'],
  [
    bad({ run: 'fleet' }),
    'In seedbed.config.ts: Expected run to be a plain object such as { users: 5 }, got `"fleet"` (string).',
  ],
  [
    bad({ run: null }),
    'In seedbed.config.ts: Expected run to be a plain object such as { users: 5 }, got null.',
  ],
  [
    bad({ run: { users: 1, vms: { per: 'vms', count: 1 } } }),
    'In seedbed.config.ts: Expected run.vms.per to be "users", got `"vms"` (string).',
  ],
  [
    bad({ run: { users: 1, locale: 'frr' } }),
    'In seedbed.config.ts: Unknown locale "frr". Did you mean "fr"?',
  ],
  [
    bad({ scenarios: { fleet: { usrs: 1 } } }),
    'In seedbed.config.ts: Unknown key "usrs" in scenarios.fleet. Did you mean "users"?',
  ],
  [
    bad({ scenarios: { a: { use: 'b' }, b: { use: 'a' } } }),
    'In seedbed.config.ts: Expected scenarios.b.use not to lead back to itself, got a → b → a.',
  ],
  [
    { explicit: { scenarios: { fleet: [1] as never } } },
    'In the configuration: Expected scenarios.fleet to be a plain object such as { users: 5 }, got an array of 1.',
  ],
  [
    bad({
      resources: [users, { ...vms, belongsTo: [{ ...vms.belongsTo[0], resource: 'user' }] }],
      run: { vms: 1 },
    }),
    'In seedbed.config.ts: Resource "vms" belongs to "user", which the configuration does not have. Did you mean "users"?',
  ],
  [
    bad({ resources: [{ ...users, name: 'scope' }] }),
    'A resource cannot be called "scope": that is an option of the seed.',
  ],
  [bad({ locale: 'frr' }), 'Unknown locale "frr". Did you mean "fr"?'],
  [
    bad({ rateLimit: { requests: 1, per: '1s', bursts: 4 } as never }),
    `Unknown key "bursts" in "rateLimit" ${where}.`,
  ],
  [
    bad({ signIn: { url: 'http://[' } }),
    `Expected "url" of "signIn" ${where} to be a path such as "/login", or a URL, got \`"http://["\` (string).`,
  ],
  [
    bad({ emailDomain: '-.example.com' }),
    `Expected "emailDomain" ${where} to be a domain such as example.com, got \`"-.example.com"\` (string).`,
  ],
  [{ explicit: null as never }, 'Expected the configuration to be a plain object, got null.'],
  [
    bad({ batchSize: 0 }),
    `Expected "batchSize" ${where} to be a whole number from 1 up, got \`0\` (number).`,
  ],
  [
    bad({ concurrency: 2000 }),
    `Expected "concurrency" ${where} to be a whole number from 1 to 1024, got \`2000\` (number).`,
  ],
  [
    bad({ deadline: 0 }),
    `Expected "deadline" ${where} to be a number of seconds from 0.001 up, got \`0\` (number).`,
  ],
  [bad({ delay: -1 }), `Expected "delay" ${where} to be a number of seconds from 0 up, got \`-1\` (number).`],
  [
    bad({ timeout: 0 }),
    `Expected "timeout" ${where} to be a number of seconds from 0.001 to 86400, got \`0\` (number).`,
  ],
  [
    bad({ timeout: 1e9 }),
    `Expected "timeout" ${where} to be a number of seconds from 0.001 to 86400, got \`1000000000\` (number).`,
  ],
  [
    bad({ maxResponseBytes: 1.5 }),
    `Expected "maxResponseBytes" ${where} to be a whole number from 1 up, got \`1.5\` (number).`,
  ],
  [
    bad({ randomSeed: -1 }),
    `Expected "randomSeed" ${where} to be a whole number from 0 to 4294967295, got \`-1\` (number).`,
  ],
  [
    bad({ minSuccess: 1.1 }),
    `Expected "minSuccess" ${where} to be a share from 0 to 1, got \`1.1\` (number).`,
  ],
  [
    bad({ rateLimit: '10' }),
    `Expected "rateLimit" ${where} to be a number of requests per duration, such as 10/20s, got \`"10"\` (string).`,
  ],
  [
    bad({ rateLimit: { requests: 0, per: '1s' } }),
    `Expected "rateLimit" ${where} to be a whole number from 1 up, got \`0\` (number).`,
  ],
  [
    bad({ rateLimit: { requests: 1, per: 20 } }),
    `Expected "rateLimit" ${where} to be a number of requests per duration, such as 10/20s, got \`{"requests":1,"per":20}\` (object).`,
  ],
  [
    bad({ cleanup: 'alway' }),
    `Expected "cleanup" ${where} to be one of "always", "on-success", "keep", "ttl", got \`"alway"\` (string). Did you mean "always"?`,
  ],
  [
    bad({ scope: 'suit' }),
    `Expected "scope" ${where} to be one of "test", "suite", "file", "worker", "run", got \`"suit"\` (string). Did you mean "suite"?`,
  ],
  [bad({ locale: '' }), `Expected "locale" ${where} to be a text that is not empty, got \`""\` (string).`],
  [
    bad({ generator: 3 as 2 }),
    `Expected "generator" ${where} to be a version of the generator, 1 or 2, got \`3\` (number).`,
  ],
  [
    bad({ phones: 'mobil' as 'mobile' }),
    `Expected "phones" ${where} to be one of "safe", "mobile", "fictional", got \`"mobil"\` (string). Did you mean "mobile"?`,
  ],
  [
    bad({ referenceDate: '2026-02-31' }),
    `Expected "referenceDate" ${where} to be a day such as 2026-06-01, or "today", got \`"2026-02-31"\` (string).`,
  ],
  [
    bad({ referenceDate: new Date('soon') as unknown as string }),
    `Expected "referenceDate" ${where} to be a day such as 2026-06-01, or "today", got \`null\` (object).`,
  ],
  [
    bad({ emailDomain: 'a@b' }),
    `Expected "emailDomain" ${where} to be a domain such as example.com, got \`"a@b"\` (string).`,
  ],
  [bad({ signIn: { mail: 'E-Mail' } }), `Unknown key "mail" in "signIn" ${where}. Did you mean "email"?`],
  [
    bad({ signIn: { url: 1 } }),
    `Expected "url" of "signIn" ${where} to be a text that is not empty, got \`1\` (number).`,
  ],
  [
    bad({ allowHosts: 5 }),
    `Expected "allowHosts" ${where} to be a list of origins such as ["https://staging.example.com"], got \`5\` (number).`,
  ],
  [
    bad({ resources: [] }),
    `Expected "resources" ${where} to be a list of resources made with defineResource, got \`[]\` (array).`,
  ],
  [
    bad({ resources: [users, undefined] }),
    `Expected item 1 of "resources" ${where} to be a resource made with defineResource, got undefined.`,
  ],
  [bad({ resources: [users, users] }), `Two resources in "resources" ${where} are named "users".`],
  [
    bad({ resources: [{ ...users, name: 'stats' }] }),
    `Expected no resource in "resources" ${where} to be named "stats": every dataset has something of that name.`,
  ],
  [
    bad({ resources: [{ ...users, name: 'toString' }] }),
    `Expected no resource in "resources" ${where} to be named "toString": every dataset has something of that name.`,
  ],
  [bad({ 'batch\u001b[31m\nsize': 5 }), 'Unknown key "batch\\x1b[31m\\nsize" in seedbed.config.ts.'],
  [bad({ batchsize: 5 }), 'Unknown key "batchsize" in seedbed.config.ts. Did you mean "batchSize"?'],
  [
    { explicit: { batchSiz: 1 } as SeedbedConfig },
    'Unknown key "batchSiz" in the configuration. Did you mean "batchSize"?',
  ],
  [
    { explicit: { batchSize: 0 }, nameOf: () => '--batch-size' },
    'Expected --batch-size to be a whole number from 1 up, got `0` (number).',
  ],
  [
    { environment: { DEMO_API_MAX_RETRIES: 'many' } },
    'Expected DEMO_API_MAX_RETRIES to be a whole number from 0 up, got `"many"` (string).',
  ],
  [
    { environment: { DEMO_API_EMAIL: 'me@example.com' } },
    'Expected DEMO_API_EMAIL and DEMO_API_PASSWORD together; DEMO_API_PASSWORD is not set.',
  ],
  [
    bad({ auth: 'basic' }),
    `Expected "auth" ${where} to be one of: { email, password }, { login }, { bearer }, { basic }, { apiKey, in, name }, { oauth2 }, { header, value }, { cookie }, "none", a function.`,
  ],
  [
    bad({ auth: { email: 'a@example.com' } }),
    `Expected "password" of "auth" ${where} to be a text that is not empty; it is missing.`,
  ],
  [bad({ auth: { token: '' } }), `Expected "token" of "auth" ${where} to be a text that is not empty.`],
  [bad({ auth: { token: 'x', passwrd: 'y' } }), `Unknown key "passwrd" in "auth" ${where}.`],
  [
    { explicit: { auth: {} as never } },
    'Expected "auth" to be one of: { email, password }, { login }, { bearer }, { basic }, { apiKey, in, name }, { oauth2 }, { header, value }, { cookie }, "none", a function.',
  ],
])('%# is one clear line', (sources, message) => {
  expect(failureOf(() => resolve(sources))).toMatchObject({ code: 'SEEDBED_CONFIG', message });
});

test('seeds of the file are not judged by the resources that a caller names', () => {
  const file = { run: { vms: 2 }, scenarios: { fleet: { vms: 8 } } };
  expect(resolve({ file, explicit: { resources: [users] } }).run).toEqual({ vms: 2 });
  expect(failureOf(() => resolve({ file, explicit: { resources: [users], run: { vms: 1 } } })).message).toBe(
    'In the configuration: Unknown key "vms" in run. It takes "users", "use", "scope", "cleanup", "locale", "randomSeed".',
  );
});

test('elsewhere than on loopback, credentials are asked for', () => {
  const file = { baseUrl: 'https://api.example.com', allowHosts: ['https://api.example.com'] };
  expect(failureOf(() => resolve({ file }))).toMatchObject({
    code: 'SEEDBED_AUTH',
    message:
      'No credentials for "https://api.example.com": set SEEDBED_EMAIL and SEEDBED_PASSWORD, or SEEDBED_TOKEN, in the environment or in .env.',
  });
});

describe('the guard', () => {
  test.each([
    'http://localhost:4010/api:demo',
    'http://LOCALHOST/api',
    'http://localhost./api',
    'http://127.0.0.1',
    'http://127.1:99/x',
    'http://0177.0.0.1',
    'http://0x7f000001',
    'http://2130706433',
    'http://[::1]:4010',
    'http://[0:0:0:0:0:ffff:127.0.0.1]',
    'https://[::FFFF:7F00:1]',
  ])('%s is this machine', (baseUrl) => {
    expect(new URL(resolve({ file: { baseUrl } }).baseUrl).host).toBe(new URL(baseUrl).host);
  });

  test.each([
    'http://localhost@evil.invalid/api',
    'http://localhost:4010@evil.invalid/api',
    'http://127.0.0.1%2f@evil.invalid',
    'http://localhost.evil.invalid',
    'http://127.0.0.1.evil.invalid',
    'http://evil.invalid/localhost',
    'http://evil.invalid?localhost',
    'http://evil.invalid#@localhost',
    'http://evil.invalid\\@localhost',
    'http:/evil.invalid',
    'http:evil.invalid',
    'http://localhost\t.evil.invalid',
    'http://loca1host.invalid',
    'http://0.0.0.0',
    'http://[::]',
    'http://[::ffff:8.8.8.8]',
    'http://[::7f00:1]',
    'http://128.0.0.1',
    'http://STAGING.invalid./api',
    'http://staging.invalid:8080',
    'https://staging.invalid',
    'http://staging.invalid.evil.invalid',
    'http://user:secret-pw@staging.invalid.evil.invalid',
  ])('%s is refused', (baseUrl) => {
    const allowHosts = ['http://staging.invalid'];
    const { code, message } = failureOf(() => resolve({ file: { baseUrl, allowHosts } }));
    expect(code).toBe('SEEDBED_HOST_REFUSED');
    expect(message).toMatch(/^Refused to use "http.*Nothing was sent\.$/);
    expect(message).not.toContain('secret-pw');
  });

  test.each(['http://staging.invalid', 'HTTP://Staging.INVALID:80/api:x/'])('%s is listed', (baseUrl) => {
    const file = { baseUrl, allowHosts: ['http://staging.invalid'], auth: { token: 't' } };
    expect(resolve({ file }).baseUrl).toMatch(/^http:\/\/staging\.invalid\//);
  });

  test.each([
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    '127.0.0.1:4010',
    'http://user:pa/ss@w0rd@host:port/',
    'user:pa@ss@localhost',
    'nowhere?token=hidden-pw',
    'http://me:hidden-pw@localhost:4010',
    'http://localhost:4010/api?token=hidden-pw',
    'http://localhost:4010/api#hidden-pw',
    '',
  ])('%s is no base URL, and shows no secret', (baseUrl) => {
    const error = failureOf(() => resolve({ explicit: { baseUrl } }));
    expect(error.code).toBe('SEEDBED_CONFIG');
    expect(error.message).toMatch(/^Expected "baseUrl" to /);
    expect(inspect(error)).not.toMatch(/hidden-pw|pa\/ss|w0rd|pa@ss/);
  });

  test.each([
    'staging.invalid',
    'https://staging.invalid/api',
    'https://*.invalid',
    'https://me:hidden-pw@x.invalid',
    'ws://x.invalid',
    'https://x.invalid?a',
  ])('allowHosts takes no %s', (entry) => {
    const error = failureOf(() => resolve({ file: { allowHosts: [entry] } }));
    expect(error.code).toBe('SEEDBED_CONFIG');
    expect(error.message).toMatch(
      /^Expected every entry of "allowHosts" in seedbed\.config\.ts to be an origin such as /,
    );
    expect(inspect(error)).not.toContain('hidden-pw');
  });

  test('allowHosts as one text in the file: a list is expected there', () => {
    const { message } = failureOf(() => resolve(bad({ allowHosts: 'staging.example.com' })));
    expect(message).toBe(
      'Expected "allowHosts" in seedbed.config.ts to be a list of origins such as ["https://staging.example.com"], got `"staging.example.com"` (string).',
    );
  });
});
