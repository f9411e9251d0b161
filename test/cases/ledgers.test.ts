import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { closeCases, ledgerFiles, openCase } from './stage.ts';

afterEach(closeCases);

/** Changes the header of the only ledger in a folder. */
function changeHeader(root: string, change: (header: Record<string, unknown>) => object): void {
  const [file = ''] = ledgerFiles(root);
  const [header = '{}', ...lines] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, [JSON.stringify(change(JSON.parse(header))), ...lines].join('\n'));
}

describe('the address of the API', () => {
  test.each([
    ['http://127.0.0.1:PORT', 'http://127.0.0.1:PORT'],
    ['http://127.0.0.1:PORT/', 'http://127.0.0.1:PORT'],
    ['http://127.0.0.1:PORT', 'HTTP://127.0.0.1:PORT/'],
  ])('case 11: a run killed at %s is swept at %s', async (killedAt, sweptAt) => {
    const { server, killedRun, cli } = await openCase();
    const { port } = new URL(server.url);
    await killedRun({ users: 3, vms: 3 }, { baseUrl: killedAt.replace('PORT', port) });
    expect(server.store.ours).toHaveLength(6);
    const { code, stdout } = await cli('sweep', '--base-url', sweptAt.replace('PORT', port));
    expect(stdout).not.toMatch(/Nothing to sweep/);
    expect([code, server.store.ours]).toEqual([0, []]);
  });
});

describe('case 13: a ledger that is damaged is reported, and the rest is swept', () => {
  const header = (owner: boolean, baseUrl: string): string => {
    const whole = { version: 1, run: 'sbdamaged0000', baseUrl, startedAt: 1, policy: 'remove' };
    const identity = { pid: 2 ** 22 - 1, startTime: 1, boot: 'b', host: 'h' };
    return JSON.stringify(owner ? { ...whole, owner: identity } : whole);
  };
  const intent =
    '{"event":"intent","at":0,"dataset":"sbdamaged0000-0","resource":"users","key":"a.sbdamaged0000-0-1@x.fr"}';

  test.each([
    ['a header without an owner', (url: string) => `${header(false, url)}\n${intent}\n`],
    [
      'a key that is a number',
      (url: string) => `${header(true, url)}\n${intent.replace(/"a\.[^"]*"/, '5')}\n`,
    ],
    [
      'an id that is half a character',
      (url: string) => `${header(true, url)}\n${intent}\n{"event":"created","at":0,"id":"\\ud800"}\n`,
    ],
    ['a header that is cut', (url: string) => header(true, url).slice(0, 60)],
    ['bytes that are no text', () => '\u0000\u0001\ufffd\n\u0000'],
    ['nothing', () => ''],
  ])('%s', async (_, text) => {
    const { server, folder, killedRun, cli } = await openCase();
    server.store.addForeign('user');
    await killedRun({ users: 3 });
    const damaged = join(folder.path, '.seedbed', 'runs', 'sbdamaged0000');
    mkdirSync(damaged, { recursive: true, mode: 0o700 });
    writeFileSync(join(damaged, '1.ndjson'), text(server.url), { mode: 0o600 });
    const status = await cli('status');
    expect([status.code, status.stderr]).not.toContain(1);
    const { code, stdout, stderr } = await cli('sweep');
    expect(stderr).not.toMatch(/TypeError|ENOENT|at .*\.ts:\d+/);
    expect([0, 7]).toContain(code);
    expect(stdout).toMatch(/Removed 3 records/);
    expect([server.store.ours, server.store.foreignRemoved]).toEqual([[], []]);
  });
});

describe('sweeps side by side', () => {
  test('case 25: six sweeps of one ledger at once all end well, and nothing is left', async () => {
    const { server, folder, killedRun, cli } = await openCase({ latencyMs: 15 });
    await killedRun({ users: 12, vms: 12 });
    const results = await Promise.all(Array.from({ length: 6 }, () => cli('sweep')));
    expect(results.map(({ code }) => code)).toEqual(results.map(() => 0));
    // How far they are is all that they say on stderr.
    for (const { stderr } of results)
      expect(stderr).toMatch(/^((users|vms) +\d+ of \d+(, .* a second, .* left)?\n)*$/);
    expect([server.store.ours, ledgerFiles(folder.path)]).toEqual([[], []]);
  });
});

describe('case 26: a run is swept at once if its owner cannot be alive', () => {
  type Owner = Readonly<Record<string, unknown>>;
  test.each([
    [
      'its pid was given to another process',
      (owner: Owner) => ({ ...owner, pid: process.pid, startTime: 7 }),
    ],
    [
      'the machine was booted since',
      (owner: Owner) => ({ ...owner, pid: process.pid, boot: 'another-boot' }),
    ],
    [
      'its container is gone and the next one has another name',
      (owner: Owner) => ({ ...owner, host: '3f8a6c2b91d0 pid:[4026539999]', boot: owner.boot }),
    ],
  ])('%s', async (_, change) => {
    const { server, folder, killedRun, cli } = await openCase();
    await killedRun({ users: 3 });
    changeHeader(folder.path, ({ owner, ...others }) => ({ ...others, owner: change(owner as Owner) }));
    expect((await cli('sweep')).code).toBe(0);
    expect([server.store.ours, ledgerFiles(folder.path)]).toEqual([[], []]);
  });
});
