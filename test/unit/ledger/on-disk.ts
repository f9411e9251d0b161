import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { eventLine, lineFormat } from '../../../src/ledger/event-line.ts';
import { headerLine } from '../../../src/ledger/header-line.ts';
import { type LedgerEvent, type LedgerHeader, ledgerVersion } from '../../../src/ledger/ledger.ts';
import { thisProcess } from '../../../src/ledger/process-identity.ts';

export const runId = 'sb0123456789';
export const dataset: string = `${runId}-0`;
export const keyOf = (entry: number): string => `user.${entry}.${dataset}@example.com`;

export const header: LedgerHeader = {
  version: ledgerVersion,
  runId,
  baseUrl: 'http://127.0.0.1:4010/api:demo',
  startedAt: 1_790_000_000_000,
  policy: 'remove',
  owner: thisProcess(),
};

export function intentOf(entry: number, more: object = {}): LedgerEvent {
  return { event: 'intent', entry, ms: 10 * entry, dataset, resource: 'users', key: keyOf(entry), ...more };
}

/** A ledger as version 2 spells it. */
export function textOf(events: readonly LedgerEvent[], given: LedgerHeader = header): string {
  const format = lineFormat(ledgerVersion, given.runId);
  return [headerLine(given), ...events.map((event) => eventLine(event, format)), ''].join('\n');
}

/** A folder for one test, with ledgers of our own making. */
export function openRoot(): Disposable & {
  readonly path: string;
  write(name: string, text: string | Buffer): string;
} {
  const path = mkdtempSync(join(tmpdir(), 'seedbed-ledgers-'));
  return {
    path,
    write(name, text) {
      const file = join(path, '.seedbed', 'runs', name);
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, text, { mode: 0o600 });
      return file;
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}
