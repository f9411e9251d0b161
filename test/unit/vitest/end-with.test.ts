import { describe, expect, TestRunner, test } from 'vitest';
import { endWith } from '../../../src/vitest/vitest-internals.ts';

type Suite = Parameters<typeof TestRunner.getSuiteHooks>[0];
type Hook = ReturnType<typeof TestRunner.getSuiteHooks>['afterAll'][number];

/** Vitest's three ways to run `afterAll` hooks, by the setting `sequence.hooks`. */
const ways: Readonly<Record<string, (hooks: readonly Hook[], suite: Suite) => Promise<void>>> = {
  async stack(hooks, suite) {
    for (const hook of hooks.toReversed()) await hook(suite as never);
  },
  async list(hooks, suite) {
    for (const hook of hooks) await hook(suite as never);
  },
  async parallel(hooks, suite) {
    const results = await Promise.allSettled(hooks.map((hook) => hook(suite as never)));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  },
};

let suite: Suite;
describe('a suite that has nothing to do', () => {
  const { suite: own } = TestRunner.getCurrentSuite();
  if (own === undefined) throw new Error('Expected to be in a describe.');
  suite = own;
  test('but to be there', () => undefined);
});

/** Runs these hooks and then the suite's own, as Vitest would. What comes of it: the words that were said, in their order. */
async function run(
  way: string,
  hooks: Readonly<Record<string, () => Promise<void>>>,
  ends: readonly string[],
): Promise<string[]> {
  const said: string[] = [];
  const { afterAll } = TestRunner.getSuiteHooks(suite);
  const before = afterAll.splice(0);
  try {
    for (const [name, hook] of Object.entries(hooks))
      afterAll.push(async () => {
        await hook();
        said.push(name);
      });
    for (const name of ends) endWith(suite, async () => void said.push(name));
    await ways[way]?.([...afterAll], suite).catch((error: Error) => said.push(error.message));
    return said;
  } finally {
    afterAll.splice(0, afterAll.length, ...before);
  }
}

const soon = (): Promise<void> => Promise.resolve();
const later = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

describe.each(Object.keys(ways))('in the order %s, a suite’s data ends', (way) => {
  test('after all of its hooks, once for each that asked', async () => {
    const said = await run(way, { one: later, two: soon, three: later }, ['end', 'other end']);
    expect(said.slice(0, 3).sort()).toEqual(['one', 'three', 'two']);
    expect(said.slice(3)).toEqual(['end', 'other end']);
  });

  test('without any hook, too', async () => {
    expect(await run(way, {}, ['end'])).toEqual(['end']);
  });

  test('after a hook that fails, of which the suite is told', async () => {
    const fail = async (): Promise<void> => {
      throw new Error('failed');
    };
    const said = await run(way, { one: later, two: fail, three: later }, ['end']);
    expect(said.slice(-2)).toEqual(['end', 'failed']);
  });
});
