import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const src = fileURLToPath(new URL('../../src', import.meta.url));

/** Which rooms a room may import from, besides itself and messages/. Types count as much as values. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  messages: [],
  errors: [],
  lib: ['errors'],
  factory: ['errors', 'lib'],
  plan: ['errors', 'lib', 'factory'],
  preset: ['errors', 'lib', 'factory'],
  http: ['errors', 'lib'],
  ledger: ['errors', 'lib'],
  config: ['errors', 'lib', 'factory', 'plan'],
  coordinator: ['errors', 'lib', 'http'],
  log: ['errors', 'lib', 'config'],
  dataset: ['errors', 'lib', 'factory', 'plan', 'http'],
  api: ['errors', 'lib', 'factory', 'http'],
  seeder: ['errors', 'lib', 'factory', 'plan', 'http', 'ledger', 'dataset', 'api'],
  removal: ['errors', 'lib', 'factory', 'plan', 'ledger', 'dataset', 'api'],
  demo: ['errors', 'lib', 'factory', 'preset'],
  host: [
    ...['errors', 'lib', 'factory', 'plan', 'preset', 'http', 'ledger', 'config', 'dataset'],
    ...['coordinator', 'api', 'seeder', 'removal', 'log'],
  ],
  distributed: [
    ...[
      'errors',
      'lib',
      'factory',
      'plan',
      'config',
      'dataset',
      'coordinator',
      'ledger',
      'api',
      'seeder',
      'host',
    ],
  ],
  // No engine below a report or a skin: what they show and hand out has its types in dataset/ and host/.
  report: ['errors', 'lib', 'factory', 'plan', 'config', 'dataset', 'host', 'log'],
  playwright: ['errors', 'lib', 'factory', 'plan', 'config', 'dataset', 'host', 'report'],
  vitest: ['errors', 'lib', 'factory', 'plan', 'config', 'dataset', 'host', 'report'],
  msw: ['errors', 'lib', 'preset', 'demo'],
  cli: [
    ...['errors', 'lib', 'factory', 'plan', 'preset', 'http', 'ledger', 'config', 'dataset'],
    ...['demo', 'host', 'distributed', 'report', 'log'],
  ],
  // The package's own face.
  index: ['errors', 'lib', 'factory', 'plan', 'preset', 'config', 'dataset', 'removal', 'host'],
};

/** Of some rooms, a room may import these files only. */
const only: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // Whether a failure says "taken", and what a seed cost. Requests are api/'s.
  seeder: { http: ['http/failure.ts', 'http/api-client.ts'] },
  // What a test's own requests look like.
  dataset: { http: ['http/api-client.ts'] },
  index: { removal: ['removal/report.ts'], lib: ['lib/needs-node.ts'] },
};

interface Import {
  /** Relative to src: `host/host.ts`. */
  readonly from: string;
  /** Likewise, or a package's name. */
  readonly to: string;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .sort();
const codeOf = (file: string): string =>
  readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
const imports: readonly Import[] = files.flatMap((from) =>
  [...codeOf(from).matchAll(/(?:\bfrom|\bimport|\bimport\()\s*(['"])([^'"\n]+)\1/g)].map(
    ([, , name = '']) => ({
      from,
      to: name.startsWith('.')
        ? normalize(join(dirname(from), name))
        : name.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1'),
    }),
  ),
);
const inside = imports.filter(({ to }) => to.endsWith('.ts'));
const roomOf = (file: string): string =>
  (file.includes('/') ? file.split('/')[0] : file.replace('.ts', '')) as string;
const importersOf = (name: string): string[] => [
  ...new Set(imports.filter(({ to }) => to === name).map(({ from }) => roomOf(from))),
];

test('the imports were found', () => {
  expect(inside.length).toBeGreaterThan(200);
  expect(inside.filter(({ to }) => !files.includes(to) && !to.endsWith('.d.ts'))).toEqual([]);
});

test('every room has its place in the table', () => {
  expect([...new Set(files.map(roomOf))].sort()).toEqual(Object.keys(allowed).sort());
});

test('imports point down the floors only', () => {
  const wrong = inside
    .filter(({ from, to }) => roomOf(from) !== roomOf(to) && !allowed[roomOf(from)]?.includes(roomOf(to)))
    // Whoever says something takes its words from there.
    .filter(({ to }) => roomOf(to) !== 'messages')
    .map(({ from, to }) => `${from} imports ${to}`);
  expect(wrong).toEqual([]);
});

test('only the files in the table are imported from a room that is nearly closed', () => {
  const wrong = inside
    .filter(({ from, to }) => only[roomOf(from)]?.[roomOf(to)]?.includes(to) === false)
    .map(({ from, to }) => `${from} imports ${to}`);
  expect(wrong).toEqual([]);
});

test('the table itself has no circle', () => {
  const placed = new Set<string>();
  for (let before = -1; placed.size > before; ) {
    before = placed.size;
    for (const [room, below] of Object.entries(allowed))
      if (below.every((other) => placed.has(other))) placed.add(room);
  }
  expect([...placed].sort()).toEqual(Object.keys(allowed).sort());
});

test('no file imports itself, by whatever way', () => {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
    if (way.includes(file) || done.has(file)) return;
    for (const { to } of inside.filter(({ from }) => from === file)) visit(to, [...way, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});

test('Faker, undici and the runners stay in their rooms', () => {
  expect(importersOf('@faker-js/faker')).toEqual(['factory']);
  expect(importersOf('undici')).toEqual(['http']);
  expect(importersOf('vitest')).toEqual(['vitest']);
  expect(importersOf('@playwright/test')).toEqual(['playwright']);
  expect(importersOf('msw')).toEqual(['msw']);
  expect(importersOf('hono')).toEqual(['demo']);
  expect(importersOf('node:sqlite')).toEqual(['demo']);
  expect(importersOf('ioredis')).toEqual(['coordinator']);
  expect(importersOf('bullmq')).toEqual(['coordinator']);
});

test('built-in modules are named with their prefix', () => {
  const bare = imports.filter(({ to }) => builtinModules.includes(to) && !to.startsWith('node:'));
  expect(bare).toEqual([]);
});

/** Files of the rooms that are not named, whose code holds the words. */
function filesWith(words: RegExp, but: readonly string[]): string[] {
  return files.filter(
    (file) => !but.includes(roomOf(file)) && !but.includes(file) && words.test(codeOf(file)),
  );
}

test('only the configuration reads the environment', () => {
  expect(filesWith(/process\s*\.\s*env\b/, ['config'])).toEqual([]);
});

test('only the command line prints or exits', () => {
  // The host process is an entry of its own; its exit is its last line. A reporter prints: it is what reporters are for.
  const words = /process\s*\.\s*(stdout|stderr|exit\b|exitCode)|\bconsole\s*\./;
  expect(
    filesWith(words, ['cli', 'host/socket/host-main.ts', 'playwright/reporter.ts', 'demo/page/script.ts']),
  ).toEqual([]);
});

test("only one file takes Node's timers, and nobody the globals, which tests fake", () => {
  const words = /\b(?:set|clear)(?:Timeout|Interval|Immediate)\s*\(|['"](?:node:)?timers\b/;
  expect(filesWith(words, ['lib/clock.ts', 'demo/page/script.ts'])).toEqual([]);
});

test('no file must be scrolled through', () => {
  const long = files.map(
    (file) => `${file}: ${readFileSync(join(src, file), 'utf8').split('\n').length - 1}`,
  );
  expect(long.filter((line) => Number(line.split(': ')[1]) > 250)).toEqual([]);
});

test('a type is forced at ten places at most', () => {
  const forced = files.flatMap((file) => codeOf(file).match(/as unknown as/g) ?? []);
  expect(forced.length).toBeLessThanOrEqual(10);
});

test('few files are only a paragraph', () => {
  const entries = /(?:^|\/)index\.ts$|^(?:vitest|playwright)\/(?:browser|plugin|global-setup|reporter)\.ts$/;
  const short = files.filter(
    (file) => !entries.test(file) && readFileSync(join(src, file), 'utf8').split('\n').length - 1 <= 12,
  );
  expect(short.length).toBeLessThanOrEqual(6);
});

test('no trace of a machine, and no work left for later', () => {
  const left = files.filter((file) => /\/work\/|\bTODO\b|\bFIXME\b/.test(codeOf(file)));
  expect(left).toEqual([]);
});

test('every file that AGENTS.md names is there', () => {
  const page = readFileSync(new URL('../../AGENTS.md', import.meta.url), 'utf8');
  const named = [...page.matchAll(/`([\w/-]+\.ts)`/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(40);
  const known = (name: string): boolean =>
    files.some((file) => file === name || file.endsWith(`/${name}`)) ||
    /^(?:build|vitest|test)[./]/.test(name);
  expect(named.filter((name) => !known(name))).toEqual([]);
});
