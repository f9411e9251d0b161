import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The packed package. What is made of it once a run goes beside it. */
    readonly tarball: string;
  }
}

/** The package as users get it is what several suites test: built and packed once a run, whichever of them is asked for. */
export default function buildOnce({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-run-'));
  // Its `prepack` builds.
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [file] = readdirSync(folder);
  if (file === undefined) throw new Error('npm pack made nothing');
  provide('tarball', join(folder, file));
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
