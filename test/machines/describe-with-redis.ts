import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe } from 'vitest';
import { installDebian } from '../servers/foreign-server.ts';
import { redisProgram } from './redis-server.ts';

/** The server, installed if it is missing and one may. On CI it must be there. */
function isHere(): boolean {
  try {
    installDebian(redisProgram, ['redis-server']);
  } catch (error) {
    if (process.env.CI) throw error;
  }
  return (
    existsSync(redisProgram) && execFileSync(redisProgram, ['--version'], { encoding: 'utf8' }).includes('v=')
  );
}

/** Tests with a real Redis. Elsewhere than on CI, a machine without one is told so. */
export function describeWithRedis(name: string, tests: () => void): void {
  const here = isHere();
  if (!here) console.warn(`Not tested: ${name}. There is no ${redisProgram}, and it could not be installed.`);
  describe.runIf(here)(name, tests);
}
