import { once } from 'node:events';
import { eventually } from '../contract/hosts.ts';
import type { Project } from './project.ts';

/** Playwright's test server, as UI mode, editors and test agents drive it: one process, one global set-up, many runs. */
export interface TestServer {
  call(method: string, params?: object): Promise<{ readonly status?: string }>;
  /** Ends the session, as closing UI mode does. */
  end(): Promise<string>;
}

export async function startTestServer(project: Project, env: NodeJS.ProcessEnv): Promise<TestServer> {
  const { child, ended } = project.start('playwright', ['test-server'], env);
  let printed = '';
  child.stdout?.on('data', (text: string) => {
    printed += text;
  });
  const address = (): string | undefined => /Listening on (ws:\S+)/.exec(printed)?.[1];
  if (!(await eventually(() => address() !== undefined))) throw new Error(`No test server: ${printed}`);
  const socket = new WebSocket(address() ?? '');
  await once(socket, 'open');
  const waiting = new Map<number, PromiseWithResolvers<{ readonly status?: string }>>();
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error } = JSON.parse(String(data)) as {
      id?: number;
      result?: object;
      error?: string;
    };
    if (id === undefined) return;
    if (error === undefined) waiting.get(id)?.resolve(result ?? {});
    else waiting.get(id)?.reject(new Error(error));
    waiting.delete(id);
  });
  let next = 0;
  const call: TestServer['call'] = (method, params = {}) => {
    const answer = Promise.withResolvers<{ readonly status?: string }>();
    waiting.set(next, answer);
    socket.send(JSON.stringify({ id: next++, method, params }));
    return answer.promise;
  };
  await call('initialize', { interceptStdio: false });
  return {
    call,
    async end() {
      await call('runGlobalTeardown');
      socket.close();
      child.kill('SIGINT');
      return (await ended).output;
    },
  };
}
