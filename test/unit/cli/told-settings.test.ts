import { describe, expect, test } from 'vitest';
import { commandDefaults, longFlag } from '../../../src/cli/flags.ts';
import { type ToldSetting, tellSettings } from '../../../src/cli/told-settings.ts';
import { type ConfigSources, configKeys, resolveConfig } from '../../../src/config/resolve-config.ts';
import { preset } from '../../../src/host/defaults.ts';
import { tlsFile } from '../../contract/wire-server.ts';

function told(sources: Partial<ConfigSources>): Readonly<Record<string, ToldSetting | undefined>> {
  const all: ConfigSources = {
    ...preset,
    root: '/projects/shop',
    defaults: commandDefaults,
    nameOf: (key) => longFlag(key) ?? key,
    ...sources,
  };
  return Object.fromEntries(tellSettings(all, resolveConfig(all)).map((one) => [one.key, one]));
}

describe('the settings that are told', () => {
  test('are all that a configuration can say', () => {
    expect(Object.keys(told({})).sort()).toEqual([...configKeys].sort());
  });

  test('name the flag, the variable as it was written, the file, or the default', () => {
    const { batchSize, timeout, maxRetries, settle, delay, baseUrl, resources } = told({
      explicit: { batchSize: 7 },
      environment: { DEMO_API_TIMEOUT: '9', SEEDBED_MAX_RETRIES: '1' },
      file: { settle: 2, batchSize: 3, timeout: 4 },
    });
    expect(batchSize).toEqual({ key: 'batchSize', value: 7, from: '--batch-size' });
    expect(timeout).toEqual({ key: 'timeout', value: '9', from: 'DEMO_API_TIMEOUT' });
    expect(maxRetries).toEqual({ key: 'maxRetries', value: '1', from: 'SEEDBED_MAX_RETRIES' });
    expect(settle).toEqual({ key: 'settle', value: 2, from: 'seedbed.config.ts' });
    expect(delay).toEqual({ key: 'delay', value: 0.5, from: 'default' });
    expect(baseUrl).toEqual({ key: 'baseUrl', value: 'http://127.0.0.1:4010/api:demo', from: 'default' });
    expect(resources).toEqual({ key: 'resources', value: ['users', 'vms'], from: 'default' });
  });

  test('say a default in words where it is words', () => {
    const { apis, coordinator } = told({});
    expect([apis?.value, coordinator?.value]).toEqual(['none', 'none: this machine alone']);
  });

  test('hold no private key that stands beside the certificates', () => {
    const ca = `${tlsFile('ca.pem')}\n-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----`;
    const billing = { baseUrl: 'http://127.0.0.1:4011', ca };
    expect(JSON.stringify(told({ file: { ca, apis: { billing } } }))).not.toContain('canary');
    const { apis } = told({ file: { apis: { billing: { ...billing, ca: tlsFile('ca.pem') } } } });
    expect(apis?.value).toMatchObject({ billing: { ca: 'certificates' } });
  });

  test('hold no secret', () => {
    const all = [
      told({ environment: { SEEDBED_TOKEN: 'canary' } }),
      told({ environment: { DEMO_API_EMAIL: 'a@example.com', DEMO_API_PASSWORD: 'canary' } }),
      told({ explicit: { auth: { email: 'a@example.com', password: 'canary' } } }),
      told({ file: { auth: { header: 'X-Thing', value: 'canary' } } }),
      told({ file: { auth: { apiKey: 'canary', in: 'query', name: 'k' } } }),
      told({ file: { headers: { 'X-Thing': 'canary' }, query: { k: 'canary' } } }),
      told({ file: { auth: async () => ({ a: 'canary' }) } }),
      told({ environment: { SEEDBED_COORDINATOR: 'redis://:canary@127.0.0.1:6379' } }),
      told({
        file: {
          run: { users: { count: 1, set: { password: 'canary' } } },
          scenarios: { one: { users: { count: 1, set: { password: 'canary' } } } },
        },
      }),
    ];
    expect(JSON.stringify(all)).not.toContain('canary');
    expect(all.map(({ auth }) => auth?.from)).toEqual([
      'SEEDBED_TOKEN',
      'DEMO_API_EMAIL',
      'auth',
      'seedbed.config.ts',
      'seedbed.config.ts',
      'default',
      'seedbed.config.ts',
      'default',
      'default',
    ]);
    expect(all[3]?.auth?.value).toEqual({ header: 'X-Thing', value: '[secret]' });
  });
});
