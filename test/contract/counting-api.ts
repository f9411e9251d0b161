import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createDemoApp, type DemoAppOptions } from '../../src/demo/index.ts';

/** The demo API behind a server that writes down what it is asked, and may answer in its place. */
export interface CountingApi extends AsyncDisposable {
  readonly url: string;
  /** `POST /user`, in the order they came. */
  readonly asked: readonly string[];
  /** Answers of this status so far. */
  answers(status: number): number;
  counts(): { users: number; vms: number };
  /** Creates that came in, refused or not. */
  creates(): number;
}

export interface CountingOptions extends DemoAppOptions {
  /** What is answered in the end; the API has done by then what it was asked. */
  readonly answer?: ((line: string, response: Response) => Response | Promise<Response>) | undefined;
  /** Stands between what is asked and the API: it may ask for something else, or answer itself. */
  readonly serve?: (
    line: string,
    request: Request,
    api: (request: Request) => Promise<Response>,
  ) => Promise<Response>;
  /** Sees the nth create (from 1); an answer stands in the API's place. */
  readonly onCreate?: (count: number) => Response | undefined | Promise<Response | undefined>;
}

export async function startCountingApi({
  onCreate,
  answer = (_, response) => response,
  serve = (_, request, api) => api(request),
  ...options
}: CountingOptions = {}): Promise<CountingApi> {
  const app = createDemoApp(options);
  const asked: string[] = [];
  const answered = new Map<number, number>();
  const creates = (): number => asked.filter((line) => /^POST \/(user|vm)$/.test(line)).length;
  const server = createServer(
    getRequestListener(
      async (request) => {
        const path = new URL(request.url).pathname.replace(/^\/api:demo/, '');
        const before = creates();
        const line = `${request.method} ${path}`;
        asked.push(line);
        const instead = creates() > before ? await onCreate?.(creates()) : undefined;
        const response =
          instead ?? (await answer(line, await serve(line, request, async (one) => app.fetch(one))));
        answered.set(response.status, (answered.get(response.status) ?? 0) + 1);
        return response;
      },
      { overrideGlobalObjects: false },
    ),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api:demo`,
    asked,
    answers: (status) => answered.get(status) ?? 0,
    creates,
    counts: app.counts,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      app.close();
    },
  };
}
