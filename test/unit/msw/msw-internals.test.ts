import { expect, test } from 'vitest';
import { handlers } from '../../../src/msw/handlers.ts';
import { networkOf } from '../../../src/msw/msw-internals.ts';

test('msw and its interceptors still have each name that seedbed uses', async () => {
  const loaded: Record<string, unknown>[] = [];
  const load = async (name: string): Promise<unknown> => {
    const module = (await import(name)) as Record<string, unknown>;
    loaded.push(module);
    return module;
  };
  const network = await networkOf(handlers(), load);
  const [msw, interceptors] = loaded;
  expect(msw?.getResponse).toBeTypeOf('function');
  expect(interceptors?.HttpRequestInterceptor).toBeTypeOf('function');
  expect(network.enable).toBeTypeOf('function');
  expect(network.disable).toBeTypeOf('function');
});

test('without the interceptor that sees every client, the error says what to install and what works all the same', async () => {
  const load = (name: string): Promise<unknown> =>
    name.includes('interceptors') ? Promise.resolve({}) : import(name);
  await expect(networkOf(handlers(), load)).rejects.toMatchObject({
    code: 'SEEDBED_CONFIG',
    message: expect.stringMatching(/@mswjs\/interceptors@0\.45.*`setupServer\(\.\.\.handlers\(\)\)`/s),
  });
});
