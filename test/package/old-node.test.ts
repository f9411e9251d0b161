import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Consumer, installConsumer } from './consumer.ts';

const old = '20.19.0';
const line = `seedbed needs Node 22.19 or later; this is Node ${old}. Install a newer one: https://nodejs.org`;

let consumer: Consumer;
beforeAll(async () => {
  consumer = await installConsumer(undefined, { node: old, packages: ['vitest@4', 'msw@2'] });
});
afterAll(() => consumer[Symbol.asyncDispose]());

test('the command tells an old Node in one line', async () => {
  const { code, output } = await consumer.run('node', ['node_modules/seedbed/dist/cli/main.js', 'users']);
  expect(output).toBe(`seedbed: ${line}\n`);
  expect(code).toBe(2);
});

test.each(['seedbed', 'seedbed/vitest/plugin', 'seedbed/vitest/global-setup', 'seedbed/demo', 'seedbed/msw'])(
  'importing %s tells it too',
  async (name) => {
    const script = `import('${name}').then(() => console.log('loaded'), (error) => console.log(error.stack))`;
    const { output } = await consumer.run('node', ['--input-type=module', '-e', script]);
    expect(output.trim()).toBe(`SeedbedError: ${line}`);
  },
);
