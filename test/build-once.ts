import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The package as users get it is what several suites test: built once a run, whichever of them is asked for. */
export default function buildOnce(): void {
  execFileSync('npm', ['run', 'build', '--silent'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
