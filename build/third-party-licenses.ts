import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rolldown } from 'tsdown';

/**
 * Writes `dist/THIRD-PARTY-LICENSES.txt`: name, version and licence text of every package whose code ended up in the bundle.
 * Fails the build where a bundled package ships no licence, for then it may not be shipped either.
 */
export function thirdPartyLicenses(): Rolldown.Plugin {
  return {
    name: 'third-party-licenses',
    generateBundle(_, bundle) {
      const folders = new Set<string>();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !chunk.fileName.endsWith('.js')) continue;
        for (const [file, { renderedLength }] of Object.entries(chunk.modules)) {
          const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
          if (folder !== undefined && renderedLength > 0) folders.add(folder);
        }
      }
      if (folders.size === 0) return;
      const source = [...folders]
        .sort()
        .map(describe)
        .join(`\n\n${'-'.repeat(80)}\n\n`);
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source: `${source}\n` });
    },
  };
}

function describe(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined && !existsSync(join(folder, 'README.md')))
    throw new TypeError(`Bundled package "${name}" ships no licence.`);
  const text =
    file === undefined
      ? `(declared in its package.json: ${license})`
      : readFileSync(join(folder, file), 'utf8').trim();
  return `${name}@${version} (${license})\n\n${text}`;
}
