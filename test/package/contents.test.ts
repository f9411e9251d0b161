import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path/posix';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { describe, expect, inject, onTestFinished, test } from 'vitest';

const tarball = inject('tarball');

describe('the packed package', () => {
  test('holds the build, its licences, the pages that the README links to and nothing of the workshop', () => {
    const files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n');
    const outside = files.filter(
      (file) => !/^package\/(dist\/|docs\/(fr\/)?[\w-]+\.md$|package\.json$|README\.md$|LICENSE$)/.test(file),
    );
    expect(outside).toEqual([]);
    expect(files).toContain('package/dist/THIRD-PARTY-LICENSES.txt');
    expect(files).toContain('package/README.md');
    // What the README links to.
    const readme = execFileSync('tar', ['-xzOf', tarball, 'package/README.md'], { encoding: 'utf8' });
    for (const [, page = ''] of readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g))
      if (/^docs\/.*\.md$/.test(page)) expect(files).toContain(`package/${page}`);
      // The rest is in the repository, which package.json names.
      else expect(existsSync(new URL(`../../${page}`, import.meta.url)), page).toBe(true);
    expect(files.filter((file) => /\.(map|ts)$/.test(file) && !file.endsWith('.d.ts'))).toEqual([]);
  });

  test('stays small: 900 kB packed leaves room for a quarter more than it is; 200 kB are the charts of the report', () => {
    expect(readFileSync(tarball).byteLength).toBeLessThan(900_000);
  });

  test('names the licence of everything bundled', () => {
    const licences = execFileSync('tar', ['-xzOf', tarball, 'package/dist/THIRD-PARTY-LICENSES.txt'], {
      encoding: 'utf8',
    });
    for (const name of ['hono', '@hono/node-server', 'valibot', 'commander', 'leven'])
      expect(licences).toMatch(new RegExp(`^${name}@\\d`, 'm'));
  });

  test('names no machine and no registry', () => {
    const text = execFileSync('tar', ['-xzOf', tarball], { encoding: 'utf8', maxBuffer: 1 << 26 });
    expect(text).not.toMatch(/\/(work|farm|root)\/[\w.-]/);
    expect(text).not.toMatch(/registry\.npm/);
  });

  test('a test worker loads neither planning, nor sign-in, nor reports, nor node:crypto, and modules are ASCII', () => {
    const modules = unpacked();
    expect(modules.size).toBeGreaterThan(30);
    for (const [name, text] of modules) expect(/[^\0-\x7f]/.exec(text), name).toBeNull();
    for (const entry of ['playwright', 'vitest']) {
      const loaded = [...loadedBy(`package/dist/${entry}/index.js`, modules)];
      // Each file is a millisecond of CPU in each worker.
      expect(loaded.length).toBeLessThanOrEqual(3);
      const text = loaded.map((name) => modules.get(name)).join('\n');
      expect(text).toContain('// src/host/socket/remote-host.ts');
      expect(text.match(/^\/\/ src\/(?:plan\/parse-|dataset\/sign-in|report\/|seeder\/).*/gm)).toBeNull();
      expect(text.match(/^import .* "node:crypto";$/gm)).toBeNull();
    }
  });

  test("the command loads next to nothing before V8's cache is on, and nothing is loaded by a browser but its own file", () => {
    const modules = unpacked();
    const [main, ...others] = loadedBy('package/dist/cli/main.js', modules);
    expect(modules.get(main as string)).toContain('enableCompileCache?.(folder);');
    expect(others).toHaveLength(1);
    expect(modules.get(others[0] as string)?.length).toBeLessThan(2000);
    const browser = 'package/dist/vitest/browser.js';
    expect([...loadedBy(browser, modules)]).toEqual([browser]);
    expect(modules.get(browser)).not.toMatch(/^import /m);
  });

  test('publint finds nothing', async () => {
    const bytes = readFileSync(tarball);
    const { messages } = await publint({
      pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) },
    });
    expect(messages).toEqual([]);
  });

  test('are-the-types-wrong finds nothing for ESM', async () => {
    const result = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
    expect(result.types).not.toBe(false);
    // ESM only, by decision: CommonJS callers are told so by their resolver, and node10 knows no exports map.
    const esmOnly = new Set(['CJSResolvesToESM', 'NoResolution']);
    const problems = 'problems' in result ? result.problems : [];
    const real = problems.filter(
      (problem) =>
        !(
          esmOnly.has(problem.kind) &&
          (!('resolutionKind' in problem) || problem.resolutionKind !== 'node16-esm')
        ),
    );
    expect(real).toEqual([]);
  });
});

/** Modules of the package by their paths. */
function unpacked(): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-contents-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  execFileSync('tar', ['-xzf', tarball, '-C', folder]);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.js$/.test(file),
  );
  return new Map(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

/** A module and all that it imports at once. */
function loadedBy(entry: string, modules: ReadonlyMap<string, string>): ReadonlySet<string> {
  const loaded = new Set([entry]);
  for (const name of loaded)
    for (const [, place = ''] of modules.get(name)?.matchAll(/^import .*?"(\.[^"]+)";$/gm) ?? [])
      loaded.add(join(dirname(name), place));
  return loaded;
}
