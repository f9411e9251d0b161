import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const src = fileURLToPath(new URL('../../src', import.meta.url));

/** The files that a seed goes through from `test.use` to the wire, in the order in which it meets them. */
const way = [
  'playwright/create-test.ts',
  'playwright/worker-datasets.ts',
  'host/find-host.ts',
  'host/socket/remote-host.ts',
  // Over the socket.
  'host/socket/serve-host.ts',
  'host/in-process-host.ts',
  'host/datasets/seed-dataset.ts',
  'plan/parse-seed.ts',
  'plan/create-plan.ts',
  'seeder/seed-plan.ts',
  'seeder/layer.ts',
  'seeder/supply.ts',
  'seeder/build.ts',
  'seeder/create.ts',
  'api/rest-api.ts',
  'http/client.ts',
  'http/sender.ts',
  'http/wire/exchange.ts',
  'http/wire/attempt.ts',
];

/** Those that no earlier file of the way imports: other processes, and what the composition root hands over. */
const handedOver: Readonly<Record<string, string>> = {
  'host/socket/serve-host.ts': 'the host process',
  'host/in-process-host.ts': 'host/open-run.ts',
  'api/rest-api.ts': 'api/open-apis.ts',
  'http/client.ts': 'host/open-run.ts',
  'http/wire/exchange.ts': 'host/open-run.ts',
};

function importsOf(file: string): string[] {
  const code = readFileSync(join(src, file), 'utf8');
  return [...code.matchAll(/(?:\bfrom|\bimport\()\s*'(\.[^']+)'/g)].map(([, to = '']) =>
    normalize(join(dirname(file), to)),
  );
}

test('a seed goes from test.use to the wire through at most 20 files, each once', () => {
  expect(new Set(way).size).toBe(way.length);
  expect(way.length).toBeLessThanOrEqual(20);
});

test('every file of the way is reached from an earlier one, or handed over by the composition root', () => {
  const reached = way.map((file, index) => {
    const known = way.slice(0, index).some((earlier) => importsOf(earlier).includes(file));
    return [file, index === 0 || known || file in handedOver];
  });
  expect(reached.filter(([, is]) => is === false)).toEqual([]);
});
