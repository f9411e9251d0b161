import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder, runtimeFolder } from '../../../src/config/user-folders.ts';

test('an empty XDG_RUNTIME_DIR is none', () => {
  expect(runtimeFolder({ XDG_RUNTIME_DIR: '' })).toBeUndefined();
  expect(runtimeFolder({ XDG_RUNTIME_DIR: '/run/user/1' })).toBe('/run/user/1');
});

test("caches are kept in the user's cache folder", () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/caches' })).toBe(join('/caches', 'seedbed'));
  expect(cacheFolder({ XDG_CACHE_HOME: '' })).toBe(join(homedir(), '.cache', 'seedbed'));
});
