import type { DatasetHost } from '../host/open-dataset.ts';

const real = globalThis.setImmediate;

/** Whether `vi.useFakeTimers()` is on. undici looks `setImmediate` up when it sends: with a fake one it would wait for its deadline. */
export function clockStands(): boolean {
  return globalThis.setImmediate !== real;
}

/** A host in this process, which says at once what it cannot do while the clock stands still. */
export function whileClockRuns(host: DatasetHost): DatasetHost {
  const check = (): void => {
    if (!clockStands()) return;
    throw new TypeError(
      'Expected real timers to send a request: without a global set-up it is sent in this process, on the timers that ' +
        'vi.useFakeTimers() stopped. Call vi.useRealTimers() before it, fake without setImmediate ' +
        "(vi.useFakeTimers({ toFake: ['Date', 'setTimeout'] })), or add the plugin of seedbed/vitest/plugin.",
    );
  };
  return {
    settings: host.settings,
    async add(key, seed) {
      check();
      return host.add(key, seed);
    },
    async send(request, user) {
      check();
      return host.send(request, user);
    },
    track: (key, resource, id) => host.track(key, resource, id),
  };
}
