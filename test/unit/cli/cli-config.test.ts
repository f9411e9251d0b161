import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readApiConfig, readCredentials, readOfflineConfig } from '../../../src/cli/cli-config.ts';
import { demoPreset } from '../../../src/preset/demo-preset.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'seedbed-config-'));
  for (const name of Object.keys(process.env))
    if (/^(DEMO_API|SEEDBED)_/.test(name)) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

function configure(text: string): void {
  writeFileSync(join(root, 'seedbed.config.mjs'), `export default ${text};\n`);
}

describe('the pace', () => {
  test('is the one our users know where nobody says otherwise', async () => {
    expect(await readApiConfig(root, {})).toMatchObject({ batchSize: 5, delayMs: 500 });
  });

  test('is the configuration file before that, and the flags before both', async () => {
    configure('{ batchSize: 50, delay: 0 }');
    expect(await readApiConfig(root, {})).toMatchObject({ batchSize: 50, delayMs: 0 });
    expect(await readApiConfig(root, { batchSize: '7', delay: '1.5' })).toMatchObject({
      batchSize: 7,
      delayMs: 1500,
    });
  });
});

describe('allowed origins', () => {
  const two = { baseUrl: 'https://two.example', email: 'me@example.com', password: 'password' };

  test('of a flag are added to those of the file', async () => {
    configure("{ allowHosts: ['https://one.example'] }");
    await expect(readApiConfig(root, two)).rejects.toMatchObject({ code: 'SEEDBED_HOST_REFUSED' });
    for (const baseUrl of ['https://one.example', 'https://two.example'])
      expect(
        await readApiConfig(root, { ...two, baseUrl, allowHosts: ['https://two.example'] }),
      ).toHaveProperty('baseUrl', `${baseUrl}/`);
  });

  test('of a flag are added to those of the environment', async () => {
    vi.stubEnv('SEEDBED_ALLOW_HOSTS', 'https://one.example, https://three.example');
    for (const baseUrl of ['https://two.example', 'https://three.example'])
      await expect(
        readApiConfig(root, { ...two, baseUrl, allowHosts: ['https://two.example'] }),
      ).resolves.toBeDefined();
  });
});

describe('the account', () => {
  const environment = { DEMO_API_EMAIL: 'env@example.com', DEMO_API_PASSWORD: 'env' };
  const inEnvironment = { environment, aliases: demoPreset.aliases };
  test('is nobody where no flag names one', async () => {
    expect(await readCredentials({}, inEnvironment)).toBeUndefined();
  });

  test.each([
    [
      { email: 'a@example.com', password: 'typed' },
      { email: 'a@example.com', password: 'typed' },
    ],
    [{ email: 'a@example.com' }, { email: 'a@example.com', password: 'env' }],
    [{ password: 'typed' }, { email: 'env@example.com', password: 'typed' }],
  ])('%j with the rest from the environment', async (flags, account) => {
    expect(await readCredentials(flags, inEnvironment)).toEqual(account);
  });

  test('a flag wins over a token, and keeps the way of logging in that is configured', async () => {
    configure("{ auth: { email: 'x@example.com', password: 'x', loginPath: '/login' } }");
    vi.stubEnv('DEMO_API_TOKEN', 'token');
    const { auth } = await readApiConfig(root, { email: 'a@example.com', password: 'b' });
    expect(auth).toEqual({ email: 'a@example.com', password: 'b', loginPath: '/login' });
  });
});

test('a command that sends nothing needs no credentials and no allowed host', async () => {
  vi.stubEnv('DEMO_API_BASE_URL', 'https://production.example');
  await expect(readApiConfig(root, {})).rejects.toMatchObject({ code: 'SEEDBED_HOST_REFUSED' });
  expect(await readOfflineConfig(root, { randomSeed: '7' })).toMatchObject({ randomSeed: 7 });
});

test('a wrong flag is named as it was typed', async () => {
  await expect(readApiConfig(root, { batchSize: '0' })).rejects.toThrow(/^Expected --batch-size to be/);
  await expect(readApiConfig(root, { rateLimit: 'x' })).rejects.toThrow(/^Expected --rate-limit to be/);
});
