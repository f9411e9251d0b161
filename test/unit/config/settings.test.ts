import { describe, expect, test } from 'vitest';
import { configKeys, resolveConfig } from '../../../src/config/resolve-config.ts';
import { type Setting, shownDefault } from '../../../src/config/setting.ts';
import { settings } from '../../../src/config/settings.ts';
import { settingsSay } from '../../../src/messages/settings.ts';
import { demoPreset } from '../../../src/preset/demo-preset.ts';

const resolve = (environment: Record<string, string>): ReturnType<typeof resolveConfig> =>
  resolveConfig({
    root: '/projects/shop',
    environment,
    ...demoPreset,
    explicit: { auth: 'none' },
  });

/** The words of the reference page, by the settings' keys. */
const help: Readonly<Record<string, string>> = settingsSay;

describe('the table of settings', () => {
  test('has a line of help, an example and a default for every setting', () => {
    for (const [name, setting] of Object.entries(settings) as [string, Setting<unknown>][]) {
      const told = [help[setting.key] ?? '', setting.example, shownDefault(setting)];
      expect([name, ...told.map((text) => text !== '')]).toEqual([name, true, true, true]);
    }
  });

  test('names each key and each variable once', () => {
    const variables = Object.values(settings).flatMap(({ variable }) => variable ?? []);
    expect(new Set(variables).size).toBe(variables.length);
    expect(new Set(configKeys).size).toBe(configKeys.length);
  });

  test('gives every flag the form that the command line declares', () => {
    for (const { flag } of Object.values(settings))
      if (flag !== undefined) expect(flag).toMatch(/^(-[a-z], )?--[a-z-]+ <[a-z/|]+>$/);
  });
});

describe('environment variables', () => {
  test('are known by our name and by the name that users of the demo API have', () => {
    expect(resolve({ DEMO_API_MAX_RETRIES: '7' }).maxRetries).toBe(7);
    expect(resolve({ SEEDBED_MAX_RETRIES: '8', DEMO_API_MAX_RETRIES: '7' }).maxRetries).toBe(8);
  });

  test('are named as they were written if they are wrong', () => {
    expect(() => resolve({ DEMO_API_MAX_RETRIES: 'x' })).toThrow('Expected DEMO_API_MAX_RETRIES to be');
    expect(() => resolve({ SEEDBED_SETTLE: '-1' })).toThrow('Expected SEEDBED_SETTLE to be');
  });

  test('switch the audit off with false', () => {
    expect(resolve({ SEEDBED_AUDIT: 'false' }).auditBytes).toBe(0);
    expect(resolve({ SEEDBED_AUDIT: '1000' }).auditBytes).toBe(1000);
  });
});
