import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const src = fileURLToPath(new URL('../../src', import.meta.url));

/** The rooms that are about the demo API, and the file that chooses it as the preset. */
const about = ['preset/', 'demo/', 'msw/', 'host/defaults.ts'];
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const core = files.filter((file) => !about.some((place) => file.startsWith(place)));

/** Comments may take the demo API for an example. */
const codeOf = (file: string): string =>
  readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

function tracesOf(words: RegExp, rooms: (file: string) => boolean): string[] {
  return core.filter(rooms).flatMap((file) => {
    const lines = codeOf(file).split('\n');
    return lines.filter((line) => words.test(line)).map((line) => `${file}: ${line.trim()}`);
  });
}

/** Sentences of the command line, and of the runners. */
const spoken = /^messages\/(actions|command-line|commands|endings|flags|usage|runners|demo[\w-]*)\.ts$/;

test('the core knows no API by its paths, fields, error codes and variables', () => {
  // `seedbed demo-api` tells how to choose its account.
  const words = /DEMO_API|\/auth\/|authToken|ERROR_CODE/;
  expect(tracesOf(words, (file) => !/^cli\/(.*demo|commands\.ts)/.test(file) && !spoken.test(file))).toEqual(
    [],
  );
});

test('the core names neither the demo nor its resources', () => {
  // The command line has commands for them; the skins' messages show the seed of the README.
  expect(
    tracesOf(/\bvms\b|demo/i, (file) => !/^(cli|playwright|vitest)\//.test(file) && !spoken.test(file)),
  ).toEqual([]);
});
