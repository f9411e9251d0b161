/**
 * What we use beyond msw's stable API, all of it: the interceptor that sees every client of `node:net`, from the package that msw 3
 * rests on; proved on 0.45 (`test/unit/msw/msw-internals.test.ts` has a test for each name). msw 2 rests on an older one, so there it is
 * installed beside it. Without it `handlers()` works on, and an offline network says what to do.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { HttpHandler } from 'msw';
import { SeedbedError } from '../errors.ts';
import { demoSays } from '../messages/demo.ts';

/** What can be turned on and off again. */
export interface Network {
  enable(): void;
  disable(): void;
}

/** Imports a module by its name or URL. For tests: a version that has moved its modules. */
export type Import = (specifier: string) => Promise<unknown>;

const byItself: Import = (specifier) => import(specifier);

/** Answers all HTTP of this process by `handlers`; what they do not answer fails. `setupServer` does not see undici's own clients. */
export async function networkOf(handlers: HttpHandler[], load: Import = byItself): Promise<Network> {
  const { getResponse } = (await load('msw')) as typeof import('msw');
  const interceptor = await interceptorOf(load);
  interceptor.on('request', async ({ request, controller }) => {
    const { method, url } = request;
    const response = await getResponse(handlers, request).catch((error: unknown) => error as Error);
    if (response instanceof Response) controller.respondWith(response);
    else controller.errorWith(response ?? new Error(demoSays.unhandled(method, url)));
  });
  return { enable: () => interceptor.apply(), disable: () => interceptor.dispose() };
}

type Interceptor = import('@mswjs/interceptors/http').HttpRequestInterceptor;

async function interceptorOf(load: Import): Promise<Interceptor> {
  const failures: unknown[] = [];
  // A strict package manager shows us neither msw's dependencies nor the project's: they are looked for from where they belong.
  for (const from of [createRequire(import.meta.url).resolve('msw'), join(process.cwd(), 'package.json')]) {
    try {
      const module = pathToFileURL(createRequire(from).resolve('@mswjs/interceptors/http')).href;
      const { HttpRequestInterceptor } = (await load(module)) as {
        HttpRequestInterceptor: new () => Interceptor;
      };
      return new HttpRequestInterceptor();
    } catch (error) {
      failures.push(error);
    }
  }
  throw new SeedbedError('SEEDBED_CONFIG', demoSays.noInterceptor(), { cause: failures[0] });
}
