/**
 * What we use of msw beyond its stable API, all of it; proved on 3.0 (`test/unit/msw/msw-internals.test.ts` has a test for each name).
 * A version without it is told so when an offline network is opened; `handlers()` works on without it.
 */

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { HttpHandler } from 'msw/http';
import { SeedbedError } from '../errors.ts';
import { runnersSay } from '../messages/runners.ts';

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
  try {
    const { defineNetwork, InterceptorSource } = (await load(
      'msw/experimental',
    )) as typeof import('msw/experimental');
    const { HttpRequestInterceptor } = (await load(interceptorModule())) as {
      HttpRequestInterceptor: InterceptorClass;
    };
    return defineNetwork({
      sources: [new InterceptorSource({ interceptors: [new HttpRequestInterceptor()] })],
      handlers,
      onUnhandledFrame: 'error',
      context: { quiet: true }, // otherwise msw prints every call, passwords and tokens included
    });
  } catch (cause) {
    throw new SeedbedError('SEEDBED_CONFIG', runnersSay.mswMoved, { cause });
  }
}

type InterceptorClass = new () => ConstructorParameters<
  typeof import('msw/experimental').InterceptorSource
>[0]['interceptors'][number];

/** Found from where msw is: it is msw's dependency, and with a strict package manager nobody else can import it. */
function interceptorModule(): string {
  const msw = createRequire(import.meta.url).resolve('msw');
  return pathToFileURL(createRequire(msw).resolve('@mswjs/interceptors/http')).href;
}
