import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seedbed-printed-'));
  mkdirSync(join(folder, 'tests'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('no secret is in what Vitest prints of a failure, in its JSON, its JUnit file and its snapshots', async () => {
  writeFileSync(
    join(folder, 'vitest.config.mjs'),
    'export default { test: { include: ["tests/*.test.ts"] } };',
  );
  writeFileSync(
    join(folder, 'tests', 'shop.test.ts'),
    `
    import { afterEach, expect, test } from 'vitest';
    import { FileDatasets } from '${join(root, 'src/vitest/file-datasets.ts')}';
    import { maskInSnapshots } from '${join(root, 'src/vitest/mask-snapshots.ts')}';
    import { reportFailure } from '${join(root, 'src/vitest/report-failure.ts')}';
    import { createDataset } from '${join(root, 'src/dataset/dataset.ts')}';
    import { actionsOf, snapshotOf, userRecord } from '${join(root, 'test/unit/dataset/snapshots.ts')}';

    const fields = { ...userRecord(0).fields, apiKey: 'KEY-canary'.toLowerCase(), nested: { credentials: { token: 'KEY-canary'.toLowerCase() } } };
    const snapshot = snapshotOf({ users: [userRecord(0, { fields })] });
    const later = userRecord(1, { fields: { id: 101, apiKey: 'LATER-canary'.toLowerCase() } });
    const dataset = createDataset(snapshot, actionsOf({ add: async () => snapshotOf({ users: [later] }) }));
    const [user] = dataset.users;
    maskInSnapshots('', snapshot);
    // As the fixtures do after each test.
    afterEach(({ task }) =>
      reportFailure(task, { snapshot, key: '', ownOfTest: false, open: () => dataset }, new FileDatasets(undefined)));
    test('equal', () => expect(user).toEqual({ id: 1 }));
    test('strictly equal', () => expect(user).toStrictEqual({ ...fields, apiKey: 'another' }));
    test('contained', () => expect(dataset.users).toContainEqual({ id: 1 }));
    test('matching', () => expect({ user }).toMatchObject({ user: { id: 1 } }));
    test('another type', () => expect(user).toBe(true));
    test('a copy', () => expect({ ...user }).toEqual({ ...user, id: 1 }));
    test('the cause', () => { throw new Error('outside', { cause: new Error(user.apiKey) }); });
    test('added later', async () => { const { users } = await dataset.add({ users: 1 }); expect({ ...users[0] }).toEqual({ id: 1 }); });
    test('a snapshot of a copy', () => { expect(user).toMatchSnapshot({ id: expect.any(Number) }); expect({ ...user }).toMatchSnapshot(); });
    test('logged', () => { console.log(user, dataset, dataset.users); expect.fail(JSON.stringify(dataset)); });
    `,
  );
  const reporters = ['--reporter=verbose', '--reporter=json', '--outputFile.json=out.json'];
  const junit = ['--reporter=junit', '--outputFile.junit=out.xml'];
  const { VITEST: _, VITEST_WORKER_ID: __, VITEST_POOL_ID: ___, NODE_OPTIONS: ____, ...env } = process.env;
  const output = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--update', ...reporters, ...junit],
      { cwd: folder, env: { ...env, NO_COLOR: '1', CI: '1' } },
      (_, stdout, stderr) => resolve(stdout + stderr),
    );
  });
  expect(output).toMatch(/Tests\s+9 failed \| 1 passed/);
  for (const text of [
    output,
    readFileSync(join(folder, 'out.json'), 'utf8'),
    readFileSync(join(folder, 'out.xml'), 'utf8'),
    readFileSync(join(folder, 'tests/__snapshots__/shop.test.ts.snap'), 'utf8'),
  ]) {
    expect(text).toContain('[secret]');
    expect(text).not.toMatch(/(key|later)-canary/);
  }
});
