import { dirname, relative, resolve, sep } from 'node:path';
import type { FullConfig } from '@playwright/test/reporter';

/** The folder of the Playwright configuration: `rootDir` is that of the tests. */
export function rootOf({ configFile }: Pick<FullConfig, 'configFile'>): string {
  return configFile === undefined ? process.cwd() : dirname(configFile);
}

/**
 * A spec file's path in keys and streams, the same on every machine. By its title: `testInfo.file` is where a test is written, which
 * several spec files may share.
 */
export function fileOf(config: Pick<FullConfig, 'configFile' | 'rootDir'>, title: string): string {
  return relative(rootOf(config), resolve(config.rootDir, title)).replaceAll(sep, '/');
}
