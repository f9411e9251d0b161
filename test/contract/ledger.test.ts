import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isSeedbedError } from '../../src/errors.ts';
import { openFileLedger } from '../../src/ledger/file-ledger.ts';
import { type Ledger, type LedgerHeader, type LedgerRecord, ledgerVersion } from '../../src/ledger/ledger.ts';
import { noteDeleted } from '../../src/ledger/note-deleted.ts';
import { thisProcess } from '../../src/ledger/process-identity.ts';
import { type FoundLedger, readLedger, readLedgers } from '../../src/ledger/read-ledgers.ts';
import { forgetLedger, removeEmptyRuns, runFolder } from '../../src/ledger/run-folders.ts';
import { createMemoryLedger } from '../memory-ledger.ts';
import { VirtualClock } from '../virtual-clock.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'seedbed-ledger-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

let runs = 0;
const clock = new VirtualClock();
const sentAt = clock.wall();
const header = (more: Partial<LedgerHeader> = {}): LedgerHeader => ({
  version: ledgerVersion,
  runId: `run-${runs++}`,
  baseUrl: 'http://127.0.0.1:4010/api:demo',
  startedAt: 1000,
  policy: 'remove',
  owner: thisProcess(),
  ...more,
});
const fileOf = ({ runId }: LedgerHeader): string => join(runFolder(root, runId), `${process.pid}-rs.ndjson`);
const found = (file: string): FoundLedger => {
  const ledger = readLedger(file);
  if (ledger === undefined || 'reason' in ledger) throw new TypeError(`Expected ${file} to be obeyed.`);
  return ledger;
};
const allFound = (): readonly FoundLedger[] => readLedgers(root).ledgers;
const intent = { dataset: 'sb0123456789-0', resource: 'users', key: 'a@sb0123456789-0.example.com' };
const written = (file: string): string[] => readFileSync(file, 'utf8').trimEnd().split('\n').slice(1);
/** Without the checksum. */
const eventsOf = (lines: readonly string[]): unknown[] =>
  lines.map((line) => {
    const { '#': _, ...event } = JSON.parse(line);
    return event;
  });

type Step =
  | { readonly kind: 'intent' }
  | { readonly kind: 'created' | 'rejected' | 'unknown' | 'deleted'; readonly pick: number };

const steps = fc.array(
  fc.oneof(
    fc.constant<Step>({ kind: 'intent' }),
    fc.record({
      kind: fc.constantFrom('created', 'rejected', 'unknown', 'deleted'),
      pick: fc.nat(),
    }) as fc.Arbitrary<Step>,
  ),
  { maxLength: 60 },
);

describe.each<[string, (given?: LedgerHeader) => Ledger]>([
  ['in memory', (given = header()) => createMemoryLedger(given, clock)],
  ['on disk', (given = header()) => openFileLedger(root, given, { clock })],
])('a ledger %s', (_, open) => {
  test('whatever the order of events: live = meant, without the rejected and the deleted', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (events) => {
        const ledger = open();
        const model = new Map<number, number | undefined>();
        let count = 0;
        for (const event of events) {
          if (event.kind === 'intent') {
            expect(await ledger.intent(intent)).toBe(count);
            model.set(count++, undefined);
          } else if (count > 0) {
            const entry = event.pick % count;
            if (event.kind === 'created') {
              ledger.created(entry, 1000 + entry, `f${entry}`);
              if (model.has(entry)) model.set(entry, 1000 + entry);
            } else {
              ledger[event.kind](entry);
              if (event.kind !== 'unknown') model.delete(entry);
            }
          }
        }
        const live = ledger.live();
        const ofDataset = ledger.live(intent.dataset);
        ledger.close({ forget: true });
        expect(live).toEqual(
          [...model].map(([entry, id]) => {
            const fingerprint = id === undefined ? undefined : `f${entry}`;
            return { ...intent, entry, id, fingerprint, sentAt };
          }),
        );
        expect(ofDataset).toEqual(live);
      }),
      { numRuns: 60 },
    );
  });

  test('a record without a natural key', async () => {
    const ledger = open();
    const entry = await ledger.intent({ dataset: 'd', resource: 'disks' });
    ledger.created(entry, 'id-7');
    expect(ledger.live()).toEqual([
      {
        entry: 0,
        dataset: 'd',
        resource: 'disks',
        key: undefined,
        id: 'id-7',
        fingerprint: undefined,
        sentAt,
      },
    ]);
    ledger.close();
  });

  test('a key that cannot be written down on one line is left out', async () => {
    const ledger = open();
    for (const key of ['a\u0000', 'half \ud800', 'k'.repeat(5000), ''])
      ledger.created(await ledger.intent({ ...intent, key }), 1);
    expect(ledger.live().map(({ key, id }) => [key, id])).toEqual(
      Array.from({ length: 4 }, () => [undefined, 1]),
    );
    ledger.close();
  });

  test('one dataset is told from the others, also when it was released and comes again', async () => {
    const ledger = open();
    const make = async (dataset: string): Promise<void> => {
      const entry = await ledger.intent({
        ...intent,
        dataset,
        key: `${dataset}-${ledger.live(dataset).length}`,
      });
      ledger.created(entry, 100 + entry);
    };
    for (const dataset of ['a', 'b', 'a', 'c', 'b']) await make(dataset);
    for (const { entry } of ledger.live('a')) ledger.deleted(entry);
    await make('a');
    const idsOf = (dataset?: string): unknown[] => ledger.live(dataset).map(({ id }) => id);
    expect([idsOf('a'), idsOf('b'), idsOf('c'), idsOf('d'), idsOf()]).toEqual([
      [105],
      [101, 104],
      [103],
      [],
      [101, 103, 104, 105],
    ]);
    ledger.close();
  });

  test('a dataset that is kept, its records to come too', async () => {
    const ledger = open();
    await ledger.intent({ ...intent, dataset: 'other' });
    ledger.rejected(await ledger.intent({ ...intent, dataset: 'early' }));
    ledger.kept('early', 'ttl');
    await ledger.intent(intent);
    ledger.kept(intent.dataset, 'on-success');
    await ledger.intent(intent);
    expect(ledger.live().map(({ kept }: LedgerRecord) => kept)).toEqual([
      undefined,
      'on-success',
      'on-success',
    ]);
    ledger.rejected(await ledger.intent({ ...intent, dataset: 'early' }));
    await ledger.intent({ ...intent, dataset: 'early' });
    expect(ledger.live('early').map(({ kept }) => kept)).toEqual(['ttl']);
    ledger.close();
  });

  test('takes nothing once it is closed', async () => {
    const ledger = open();
    ledger.close();
    ledger.close();
    const closed = 'Failed to write the ledger: it is closed.';
    await expect(ledger.intent(intent)).rejects.toThrow(closed);
    for (const write of [() => ledger.created(0, 1), () => ledger.deleted(0)]) expect(write).toThrow(closed);
  });
});

describe('on disk', () => {
  test('an intent is on disk before it resolves, what came of it soon after; without a key at once', async () => {
    const given = header();
    const ledger = openFileLedger(root, given, { clock });
    const lines = (): unknown[] => eventsOf(written(fileOf(given)));
    const ms = sentAt - given.startedAt;
    const first = { intent: 0, ms, d: intent.dataset, r: intent.resource, k: intent.key };
    await ledger.intent(intent);
    expect(lines()).toEqual([first]);
    ledger.created(0, 7, 'abc.def');
    await expect.poll(lines).toEqual([first, { created: 0, id: 7, f: 'abc.def' }]);

    const tracked = { dataset: intent.dataset, resource: intent.resource };
    ledger.created(await ledger.intent(tracked), 8);
    expect(lines().slice(2)).toEqual([
      { intent: 1, ms, d: intent.dataset, r: intent.resource },
      { created: 1, id: 8 },
    ]);
    // It has a key, and the API cannot be asked for it.
    ledger.created(await ledger.intent({ ...intent, canFind: false }), 9);
    expect(lines().at(-1)).toEqual({ created: 2, id: 9 });
    ledger.close();
  });

  test('what waits is written with the next intent, and before the ledger is read or closed', async () => {
    const given = header();
    const ledger = openFileLedger(root, given);
    ledger.created(await ledger.intent(intent), 7);
    ledger.deleted(await ledger.intent(intent));
    expect(ledger.live().map(({ id }) => id)).toEqual([7]);
    ledger.created(await ledger.intent(intent), 9);
    ledger.close();
    expect(allFound()[0]?.records.map(({ id }) => id)).toEqual([7, 9]);
  });

  test('folders are 0700, the file 0600, and hold no more than was written', async () => {
    const given = header();
    const ledger = openFileLedger(root, given);
    ledger.created(await ledger.intent(intent), 7);
    await setImmediate();
    expect(ledger.live()).toHaveLength(1);
    const file = fileOf(given);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    for (let folder = dirname(file); folder !== root; folder = dirname(folder))
      expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(eventsOf(written(file))).toEqual([expect.objectContaining({ intent: 0 }), { created: 0, id: 7 }]);
    const { runId, ...others } = given;
    expect(JSON.parse(readFileSync(file, 'utf8').split('\n')[0] ?? '')).toMatchObject({
      ...others,
      run: runId,
    });
    ledger.close({ forget: true });
    expect(readdirSync(join(root, '.seedbed', 'runs'))).toEqual([]);
  });

  test('its folder keeps itself out of version control', () => {
    openFileLedger(root, header()).close();
    openFileLedger(root, { ...header(), runId: 'another' }).close();
    expect(readFileSync(join(root, '.seedbed', '.gitignore'), 'utf8')).toBe('*\n');
  });

  test('never writes to a file that is there: a run of the same name and pid gets one of its own', async () => {
    const given = header();
    const [first, second] = [openFileLedger(root, given), openFileLedger(root, given)];
    await first.intent(intent);
    second.created(await second.intent({ ...intent, key: 'b' }), 2);
    const names = readdirSync(runFolder(root, given.runId)).filter((name) => name.endsWith('.ndjson'));
    expect(names.sort()).toEqual([`${process.pid}-rs-2.ndjson`, `${process.pid}-rs.ndjson`]);
    expect([first.live().length, second.live()[0]?.key]).toEqual([1, 'b']);
    first.close({ forget: true });
    expect(allFound()).toHaveLength(1);
    second.close();
  });

  test('a line torn by a kill counts for nothing, wherever it was cut', async () => {
    const places = Array.from({ length: 90 }, (_, at) => [
      `resource${at}`,
      `http://127.0.0.1:4010/r${at}/${'x'.repeat(99)}`,
    ]);
    const given = { ...header(), places: Object.fromEntries(places) };
    const ledger = openFileLedger(root, given);
    for (const id of [1, 2, 3]) ledger.created(await ledger.intent(intent), id);
    await expect.poll(() => found(fileOf(given)).records.at(-1)?.id).toBe(3);
    const file = fileOf(given);
    const whole = readFileSync(file);
    const lastLine = whole.lastIndexOf('\n', whole.length - 2) + 1;
    for (let length = whole.length - 1; length >= lastLine; length--) {
      truncateSync(file, length);
      const { records, damaged } = found(file);
      expect([records.map(({ id }) => id), damaged]).toEqual([[1, 2, undefined], 0]);
    }
    truncateSync(file, 10);
    expect(readLedger(file)).toBeUndefined();
    expect(readLedgers(root)).toEqual({ ledgers: [], unreadable: [] });
    ledger.close();
  });

  test('lines that are no events, or not even JSON, are passed over', async () => {
    const given = header();
    const ledger = openFileLedger(root, given);
    ledger.created(await ledger.intent(intent), 1);
    await setImmediate();
    appendFileSync(fileOf(given), 'null\n17\n{"cre{"deleted":0}\n\n{"deleted":0}\n');
    ledger.created(await ledger.intent(intent), 2);
    expect(ledger.live().map(({ id }) => id)).toEqual([1, 2]);
    ledger.close();
    expect(found(fileOf(given))).toMatchObject({ damaged: 4, closed: true });
  });

  test('many records and keys in any script come back whole', async () => {
    const given = header();
    const ledger = openFileLedger(root, given);
    const keys = Array.from({ length: 2000 }, (_, at) => `${'é山🙂'.repeat(1 + (at % 40))}${at}`);
    await Promise.all(keys.map((key) => ledger.intent({ ...intent, key })));
    expect(ledger.live().map(({ key }) => key)).toEqual(keys);
    ledger.close();
  });

  test('is read from the open file, should somebody remove the folder', async () => {
    const ledger = openFileLedger(root, header());
    ledger.created(await ledger.intent(intent), 1);
    rmSync(join(root, '.seedbed'), { recursive: true });
    expect(ledger.live()).toHaveLength(1);
    ledger.close({ forget: true });
  });

  test('a file that goes while others are read is left out; runs come in the order they began', () => {
    expect(readLedger(join(root, 'gone.ndjson'))).toBeUndefined();
    const [early, late] = [header({ startedAt: 5 }), header({ startedAt: 9 })];
    for (const given of [late, early]) openFileLedger(root, given).close();
    const [first, second] = allFound();
    expect([first?.header.runId, second?.header.runId]).toEqual([early.runId, late.runId]);
    for (const _ of [1, 2]) forgetLedger(first?.file ?? '');
    expect(allFound().map(({ header }) => header.runId)).toEqual([late.runId]);
    removeEmptyRuns(root);
    expect(readdirSync(join(root, '.seedbed', 'runs'))).toEqual([late.runId]);
  });

  test('a sweep notes what it has removed, behind a torn line too, and leaves the time of the last sign of life', async () => {
    const given = header();
    const ledger = openFileLedger(root, given);
    for (const id of [1, 2, 3]) ledger.created(await ledger.intent(intent), id);
    ledger.close();
    const file = fileOf(given);
    appendFileSync(file, '{"intent":3,"ms":5,"d":"sb01');
    utimesSync(file, 1000, 1000);
    expect([noteDeleted(file, 1), noteDeleted(file, 0)]).toEqual([true, true]);
    expect(found(file)).toMatchObject({ records: [{ id: 3 }], damaged: 0, writtenAt: 1_000_000 });
  });

  test('what a slower sweep notes or forgets brings no file back and takes no later one away', () => {
    const given = header();
    openFileLedger(root, given).close();
    const [{ file } = { file: '' }] = allFound();
    forgetLedger(file);
    expect(noteDeleted(file, 0)).toBe(false);
    expect(existsSync(file)).toBe(false);
    const later = openFileLedger(root, { ...given, startedAt: given.startedAt + 1 });
    forgetLedger(file);
    expect(allFound()).toHaveLength(1);
    later.close();
  });

  test('a folder that cannot be written is one clear error', () => {
    writeFileSync(join(root, '.seedbed'), 'a file, not a folder');
    const given = header();
    let error: unknown;
    try {
      openFileLedger(root, given);
    } catch (thrown) {
      error = thrown;
    }
    expect(isSeedbedError(error, 'SEEDBED_LEDGER')).toBe(true);
    expect((error as Error).message).toMatch(
      /^Failed to write the ledger ".*": E\w+: .* Nothing more was sent: what is not written down cannot be cleaned up\.$/,
    );
  });
});
