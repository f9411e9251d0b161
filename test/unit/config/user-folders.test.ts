import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder, homeFolder, runtimeFolder } from '../../../src/config/user-folders.ts';

test('an empty XDG_RUNTIME_DIR is none', () => {
  expect(runtimeFolder({ XDG_RUNTIME_DIR: '' })).toBeUndefined();
  expect(runtimeFolder({ XDG_RUNTIME_DIR: '/run/user/1' })).toBe('/run/user/1');
});

test("caches are kept in the user's cache folder", () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/caches' })).toBe(join('/caches', 'seedbed'));
  expect(cacheFolder({ XDG_CACHE_HOME: '' })).toBe(join(homedir(), '.cache', 'seedbed'));
});

test('a user whom the system does not know has no home and no cache', () => {
  const unknown = (): never => {
    throw new Error('uv_os_homedir returned ENOENT');
  };
  const home = homeFolder(unknown);
  expect(home).toBeUndefined();
  expect(cacheFolder({ XDG_CACHE_HOME: '/caches' }, home)).toBe(join('/caches', 'seedbed'));
});
