/**
 * What we use of undici beyond its documented API, all of it; proved on 8.12 (`test/unit/http/wire/undici-internals.test.ts` has a test for
 * each name). If a version lacks one of these, we do without it and say so once.
 */
import { createRequire } from 'node:module';
import type { Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import { soon as real } from '../../lib/clock.ts';
import { warnOnce } from '../../lib/warn-once.ts';
import { errorsSay } from '../../messages/errors.ts';

const require = createRequire(import.meta.url);

type PoolClass = new (origin: string, options: Pool.Options) => Dispatcher;
type ProxyAgentClass = new (options: EnvHttpProxyAgent.Options) => Dispatcher;

/** Requires a module by its name. For tests: a version that has moved its files. */
export type Require = (name: string) => unknown;

/** The pool alone, from its own file: 36 ms to load. The whole package takes 105. */
export function poolClass(load: Require = require): PoolClass {
  return classIn<PoolClass>('undici/lib/dispatcher/pool.js', 'Pool', load);
}

/**
 * It knows `NO_PROXY`. Loaded only if a proxy is used, and not from its own file: it opens tunnels with `connect()`, which clients have
 * only once the whole package is loaded.
 */
export function proxyAgentClass(load: Require = require): ProxyAgentClass {
  return (load('undici') as { readonly EnvHttpProxyAgent: ProxyAgentClass }).EnvHttpProxyAgent;
}

/** undici has no `exports` map, so its files can be loaded one by one. If it ever has one, or other files, all of it is loaded. */
function classIn<Class>(file: string, name: string, load: Require): Class {
  try {
    const found = load(file);
    if (typeof found === 'function') return found as Class;
  } catch {
    // Moved: said below.
  }
  warnOnce(errorsSay.allOfUndici, 'SEEDBED_UNDICI_INTERNALS');
  return (load('undici') as Record<string, Class>)[name] as Class;
}

/**
 * undici reads answers with WebAssembly. V8 optimizes it after some fifteen answers, beside everything else: 140 ms of CPU, a sixth of what
 * it takes to create fifteen records. From now on V8 does so after ten times as many. For processes of our own: it is the same for all
 * WebAssembly in the process. To be called when all is loaded and nothing was sent: what V8 has compiled under other flags, Node's own
 * modules too, it compiles anew. A V8 that does not know the flag goes on as it is.
 */
export function optimizeParserLate(): void {
  process.getBuiltinModule('node:v8').setFlagsFromString(lateBudget);
}

/** In about as many bytes of WebAssembly that one function has run; V8's own is 13 millions. */
export const lateBudget: string = '--wasm-tiering-budget=130000000';

/**
 * undici looks the global `setImmediate` up before it uses an idle connection again, and after each answer. If a test has faked it
 * (`vi.useFakeTimers()`), every request but the first would wait for its deadline. So undici finds the real one while `act` runs.
 */
export function withRealImmediate(act: () => void): void {
  const fake = globalThis.setImmediate;
  if (fake === real) {
    act();
    return;
  }
  globalThis.setImmediate = real;
  try {
    act();
  } finally {
    globalThis.setImmediate = fake;
  }
}

/**
 * The same for the rest of undici's own call that has just called us: until the next microtask, before which no test's code runs. undici
 * defers work from that call to an immediate of its own, in which it takes the next request out of its queue. So the real one is lent for
 * that moment too, by one immediate before it and one after.
 */
export function lendRealImmediate(): void {
  const fake = globalThis.setImmediate;
  if (fake === real) return;
  const giveBack = (): void => {
    globalThis.setImmediate = fake;
  };
  let isLent = false;
  real(() => {
    // The test may have taken its fake away meanwhile.
    isLent = globalThis.setImmediate === fake;
    if (isLent) globalThis.setImmediate = real;
  });
  globalThis.setImmediate = real;
  Promise.resolve().then(() => {
    giveBack();
    real(() => {
      if (isLent) giveBack();
    });
  });
}
