import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Flags for a browser in a container without a network: no sandbox for root, no calls home. */
export const chromiumArgs: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The same, where pages come one after another: a process for each is a third of what a page costs. */
export const onePageArgs: readonly string[] = [...chromiumArgs, '--renderer-process-limit=1'];

/** Chromium without a window, as Playwright itself starts it: a third of what the whole browser costs. */
const headlessShell = '/usr/bin/chromium-headless-shell';

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Path of a Chromium: `CHROMIUM`, the system's without a window, Playwright's own, the system's; installed if there is none. */
export function findChromium(): string {
  const found = present();
  if (found !== undefined) return found;
  for (const [command, ...args] of installers) {
    try {
      execFileSync(command, args, { stdio: 'inherit' });
    } catch {
      continue;
    }
    const installed = present();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'No Chromium found, and none could be installed. Install one and name it: CHROMIUM=/path/to/chromium npm test',
  );
}

/** Playwright's own download first; where that is not to be had, Debian's package, for which one must be root. */
const installers: readonly (readonly [string, ...string[]])[] = [
  ['npx', 'playwright', 'install', 'chromium'],
  [
    'sh',
    '-c',
    'apt-get update -qq && (apt-get install -y -qq chromium-headless-shell || apt-get install -y -qq chromium)',
  ],
];

function present(): string | undefined {
  return [process.env.CHROMIUM, headlessShell, chromium.executablePath(), ...systemPaths].find(
    (path) => path !== undefined && existsSync(path),
  );
}
