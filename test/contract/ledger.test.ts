import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  mkdirSync,
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
import { forgetLedger, openFileLedger, runFolder } from '../../src/ledger/file-ledger.ts';
import type { Ledger, LedgerHeader, LedgerRecord } from '../../src/ledger/ledger.ts';
import { createMemoryLedger } from '../../src/ledger/memory-ledger.ts';
import { isAlive, quietMs, thisProcess } from '../../src/ledger/process-identity.ts';
import { readLedger, readLedgers } from '../../src/ledger/read-ledgers.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'seedbed-ledger-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

let runs = 0;
const header = (more: Partial<LedgerHeader> = {}): LedgerHeader => ({
  version: 1,
  run: `run-${runs++}`,
  baseUrl: 'http://127.0.0.1:4010/api:demo',
  startedAt: 1000,
  policy: 'remove',
  owner: thisProcess(),
  ...more,
});
const fileOf = ({ run }: LedgerHeader): string => join(runFolder(root, run), `${process.pid}.ndjson`);
const intent = { dataset: 'sb0123456789-0', resource: 'users', key: 'a@sb0123456789-0.example.com' };

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
  ['in memory', (given = header()) => createMemoryLedger(given)],
  ['on disk', (given = header()) => openFileLedger(root, given)],
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
            const at = event.pick % count;
            if (event.kind === 'created') {
              ledger.created(at, 1000 + at);
              if (model.has(at)) model.set(at, 1000 + at);
            } else {
              ledger[event.kind](at);
              if (event.kind !== 'unknown') model.delete(at);
            }
          }
        }
        const live = ledger.live();
        ledger.close({ forget: true });
        expect(live).toEqual([...model].map(([at, id]) => ({ ...intent, at, id })));
      }),
      { numRuns: 60 },
    );
  });

  test('a record without a natural key', async () => {
    const ledger = open();
    const at = await ledger.intent({ dataset: 'd', resource: 'disks' });
    ledger.created(at, 'id-7');
    expect(ledger.live()).toEqual([{ at: 0, dataset: 'd', resource: 'disks', key: undefined, id: 'id-7' }]);
    ledger.close();
  });

  test('a dataset that is kept, its records to come too', async () => {
    const ledger = open();
    await ledger.intent({ ...intent, dataset: 'other' });
    await ledger.intent(intent);
    ledger.kept(intent.dataset, 'on-success');
    await ledger.intent(intent);
    expect(ledger.live().map(({ kept }: LedgerRecord) => kept)).toEqual([
      undefined,
      'on-success',
      'on-success',
    ]);
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
    const ledger = openFileLedger(root, given);
    const lines = (): unknown[] =>
      readFileSync(fileOf(given), 'utf8')
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => JSON.parse(line));
    const written: object[] = [{ event: 'intent', at: 0, ...intent }];
    await ledger.intent(intent);
    expect(lines()).toEqual(written);
    ledger.created(0, 7);
    await expect.poll(lines).toEqual([...written, { event: 'created', at: 0, id: 7 }]);

    const tracked = { dataset: intent.dataset, resource: intent.resource };
    ledger.created(await ledger.intent(tracked), 8);
    expect(lines().slice(2)).toEqual([
      { event: 'intent', at: 1, ...tracked },
      { event: 'created', at: 1, id: 8 },
    ]);
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
    expect(readLedgers(root)[0]?.records.map(({ id }) => id)).toEqual([7, 9]);
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
    expect(
      readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([given, { event: 'intent', at: 0, ...intent }, { event: 'created', at: 0, id: 7 }]);
    ledger.close({ forget: true });
    expect(readdirSync(join(root, '.seedbed', 'runs'))).toEqual([]);
  });

  test('its folder keeps itself out of version control', () => {
    openFileLedger(root, header()).close();
    openFileLedger(root, { ...header(), run: 'another' }).close();
    expect(readFileSync(join(root, '.seedbed', '.gitignore'), 'utf8')).toBe('*\n');
  });

  test('never writes to a file that is there: a run of the same name and pid gets one of its own', async () => {
    const given = header();
    const [first, second] = [openFileLedger(root, given), openFileLedger(root, given)];
    await first.intent(intent);
    second.created(await second.intent({ ...intent, key: 'b' }), 2);
    expect(readdirSync(runFolder(root, given.run)).sort()).toEqual([
      `${process.pid}-2.ndjson`,
      `${process.pid}.ndjson`,
    ]);
    expect([first.live().length, second.live()[0]?.key]).toEqual([1, 'b']);
    first.close({ forget: true });
    expect(readLedgers(root)).toHaveLength(1);
    second.close();
  });

  test('a line torn by a kill counts for nothing, wherever it was cut', async () => {
    const given = header();
    const ledger = openFileLedger(root, given);
    for (const id of [1, 2, 3]) ledger.created(await ledger.intent(intent), id);
    ledger.close();
    const file = fileOf(given);
    const whole = readFileSync(file);
    const lastLine = whole.lastIndexOf('\n', whole.length - 2) + 1;
    for (let length = whole.length - 1; length >= lastLine; length--) {
      truncateSync(file, length);
      expect(readLedger(file)?.records.map(({ id }) => id)).toEqual([1, 2, undefined]);
    }
    truncateSync(file, 10);
    expect(readLedger(file)).toBeUndefined();
    expect(readLedgers(root)).toEqual([]);
  });

  test('lines that are no events, or not even JSON, are passed over', async () => {
    const given = header();
    const ledger = openFileLedger(root, given);
    ledger.created(await ledger.intent(intent), 1);
    await setImmediate();
    appendFileSync(fileOf(given), 'null\n17\n{"event":"cre{"event":"deleted","at":0}\n\n');
    ledger.created(await ledger.intent(intent), 2);
    expect(ledger.live().map(({ id }) => id)).toEqual([1, 2]);
    ledger.close();
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

  test('a file that goes while others are read, or cannot be read, is left out', () => {
    expect(readLedger(join(root, 'gone.ndjson'))).toBeUndefined();
    const [early, late] = [header({ startedAt: 5 }), header({ startedAt: 9 })];
    for (const given of [late, early]) openFileLedger(root, given).close();
    mkdirSync(join(root, '.seedbed', 'runs', 'odd', 'folder.ndjson'), { recursive: true });
    writeFileSync(join(root, '.seedbed', 'runs', 'odd', 'notes.txt'), 'x');
    expect(readLedgers(root).map(({ header }) => header.run)).toEqual([early.run, late.run]);
    forgetLedger(fileOf(early));
    forgetLedger(fileOf(early));
    expect(readLedgers(root).map(({ header }) => header.run)).toEqual([late.run]);
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

describe('who is alive', () => {
  const me = thisProcess();

  test('this process is; a later one with its pid, an earlier boot and a free pid are not', () => {
    expect(isAlive(me)).toBe(true);
    expect(isAlive({ ...me, startTime: me.startTime - 1 })).toBe(false);
    expect(isAlive({ ...me, boot: 'another' })).toBe(false);
    expect(isAlive({ ...me, pid: 2 ** 22 + 1 })).toBe(false);
    expect(isAlive({ ...me, startTime: 0 })).toBe(true);
  });

  test('elsewhere, only a long silence tells', () => {
    const elsewhere = { ...me, host: 'another machine', boot: 'another', pid: 1 };
    expect(isAlive(elsewhere)).toBe(true);
    expect(isAlive(elsewhere, quietMs - 1)).toBe(true);
    expect(isAlive(elsewhere, quietMs)).toBe(false);
    expect(isAlive(me, quietMs * 10)).toBe(true);
  });

  test('a living process touches its ledger, so that it is told from a dead one elsewhere', async () => {
    const given = header();
    const ledger = openFileLedger(root, given, 20);
    const looksAlive = (): boolean => {
      const silentMs = Date.now() - (readLedger(fileOf(given))?.writtenAt ?? 0);
      return isAlive({ ...me, host: 'another machine' }, silentMs);
    };
    utimesSync(fileOf(given), 1, 1);
    expect(looksAlive()).toBe(false);
    await expect.poll(looksAlive, { timeout: 10_000 }).toBe(true);
    ledger.close();
  });

  test('a child is until it has ended', async () => {
    const script = `import { thisProcess } from ${JSON.stringify(new URL('../../src/ledger/process-identity.ts', import.meta.url).href)};
      console.log(JSON.stringify(thisProcess())); process.stdin.resume();`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const owner = JSON.parse(line.toString());
    expect(owner.pid).toBe(child.pid);
    expect(isAlive(owner)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(owner)).toBe(false);
  });
});
