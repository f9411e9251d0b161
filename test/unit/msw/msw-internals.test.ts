import { expect, test } from 'vitest';
import { handlers } from '../../../src/msw/handlers.ts';
import { networkOf } from '../../../src/msw/msw-internals.ts';

test('msw still has each name beyond its stable API that seedbed uses', async () => {
  const loaded: Record<string, unknown>[] = [];
  const load = async (name: string): Promise<unknown> => {
    const module = (await import(name)) as Record<string, unknown>;
    loaded.push(module);
    return module;
  };
  const network = await networkOf(handlers(), load);
  const [experimental, interceptors] = loaded;
  expect(experimental?.defineNetwork).toBeTypeOf('function');
  expect(experimental?.InterceptorSource).toBeTypeOf('function');
  expect(interceptors?.HttpRequestInterceptor).toBeTypeOf('function');
  expect(network.enable).toBeTypeOf('function');
  expect(network.disable).toBeTypeOf('function');
});

test.each(['msw/experimental', 'interceptors'])(
  'without %s the error says what works all the same',
  async (gone) => {
    const load = (name: string): Promise<unknown> =>
      name.includes(gone) ? Promise.resolve({}) : import(name);
    await expect(networkOf(handlers(), load)).rejects.toMatchObject({
      code: 'SEEDBED_CONFIG',
      message: expect.stringContaining('`setupServer(...handlers())`'),
    });
  },
);
