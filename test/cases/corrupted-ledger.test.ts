import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readLedgers } from '../../src/ledger/read-ledgers.ts';
import { randomStream } from '../../src/lib/random.ts';
import { statusHere, sweepHere } from './here.ts';
import { closeCases, ledgerFiles, openCase } from './stage.ts';

afterEach(closeCases);

/** What a value of a ledger is replaced with: wrong kinds, and what would lead to the records of others. */
const values = [
  null, 5, -1, 1e21, true, '', ' ', [], {}, [{}], '\ud800', '..', '../user/3', '3?x=1', '__proto__', 'constructor', '3', 3, 8,
  'somebody.3@corp.example', 'somebody', 'corp', 'Somebody 3', 'x'.repeat(100_000), '\u001b[2J', '2', 2, 99, 'created', 'deleted',
]; // biome-ignore format: a list of values

/** One random damage: to the bytes, to the lines, or to a value in one of them. */
function corrupt(text: string, draw: () => number): string | Buffer {
  const at = (length: number): number => Math.floor(draw() * length);
  const lines = text.split('\n');
  const line = at(lines.length);
  switch (at(9)) {
    case 0:
      return text.slice(0, at(text.length));
    case 1: {
      const bytes = Buffer.from(text);
      for (let flips = at(8) + 1; flips > 0; flips--) bytes[at(bytes.length)] = at(256);
      return bytes;
    }
    case 2: {
      const from = at(text.length);
      return text.slice(0, from) + text.slice(from + at(200));
    }
    case 3:
      return lines.toSpliced(line, 1).join('\n');
    case 4:
      return lines.toSpliced(line, 0, lines[at(lines.length)] ?? '').join('\n');
    case 5:
      return lines.toReversed().join('\n');
    case 6:
      return lines.toSpliced(line, 0, JSON.stringify(values[at(values.length)])).join('\n');
    default:
      return lines.with(line, replaceValue(lines[line] ?? '', draw)).join('\n');
  }
}

function replaceValue(line: string, draw: () => number): string {
  try {
    const parsed = JSON.parse(line) as Record<string, unknown>;
    const names = [
      ...Object.keys(parsed),
      'id',
      'key',
      'dataset',
      'resource',
      'fingerprint',
      'owner',
      'namespace',
      'run',
    ];
    for (let changes = 1 + Math.floor(draw() * 3); changes > 0; changes--)
      parsed[names[Math.floor(draw() * names.length)] ?? 'id'] = values[Math.floor(draw() * values.length)];
    return JSON.stringify(parsed);
  } catch {
    return '{}';
  }
}

/** The same ledger as version 1 wrote it: without checksums, so that a damaged line may look like a whole one. */
function asVersion1(root: string): string {
  const [found] = readLedgers(root).ledgers;
  if (found === undefined) throw new RangeError('Expected a ledger.');
  const { runId: run, baseUrl, startedAt, policy, owner } = found.header;
  const { pid, startTime, boot, host } = owner;
  const header = { version: 1, run, baseUrl, startedAt, policy, owner: { pid, startTime, boot, host } };
  const lines = found.records.flatMap(({ entry: at, dataset, resource, key, id }) => [
    { event: 'intent', at, dataset, resource, key },
    ...(id === undefined ? [] : [{ event: 'created', at, id }]),
  ]);
  return `${[header, ...lines].map((line) => JSON.stringify(line)).join('\n')}\n`;
}

test('status, a sweep and the start of a run survive 500 damaged ledgers, and nobody is touched', async () => {
  const { server, folder, killedRun, nextRun } = await openCase({}, { settle: 0.001 });
  await killedRun({ users: 4, vms: 4 });
  const [file = ''] = ledgerFiles(folder.path);
  const versions = [readFileSync(file, 'utf8'), asVersion1(folder.path)];
  // Every id that a ledger can name is somebody else's now.
  server.store.reset();
  for (let id = 0; id < 20; id++) server.store.addForeign(id % 2 === 0 ? 'user' : 'vm');
  const draw = randomStream('corruptions', 9);
  for (let round = 0; round < 500; round++) {
    rmSync(join(folder.path, '.seedbed', 'runs'), { recursive: true, force: true });
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const damaged = corrupt(versions[round % 2] ?? '', draw);
    writeFileSync(file, damaged, { mode: 0o600 });
    chmodSync(file, 0o600);
    const about = `round ${round}: ${String(damaged).slice(0, 3000)}`;
    const status = await statusHere(folder.path);
    expect(status.code, about).toBe(0);
    if (round % 4 < 2) await sweepHere(folder.path);
    await nextRun();
    expect(server.store.foreignRemoved, about).toEqual([]);
  }
  expect(server.store.foreign).toHaveLength(20);
});
