/** A server in a process of its own: `node bench/servers.ts demo|minimal`. Prints its base URL and a token, stops when stdin ends. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startDemoApi } from '../src/demo/index.ts';

/** The least that can answer a create, or a bulk create: no store, no checks. There the client is the limit. */
function startMinimal(): Promise<string> {
  let id = 0;
  const record = (): string => `{"id":${++id},"created_at":1795458244349}`;
  const records = (sent: string): string => `[${(JSON.parse(sent) as unknown[]).map(record).join()}]`;
  const server = createServer((request, response) => {
    let sent = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      sent += chunk;
    });
    request.on('end', () => {
      const created = request.url?.endsWith('/bulk') ? records(sent) : record();
      const body = request.method === 'DELETE' || sent === '' ? '{}' : created;
      const text = request.url?.endsWith('/auth/login') ? '{"authToken":"bench-token"}' : body;
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
        .end(text);
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}

const url =
  process.argv[2] === 'minimal' ? await startMinimal() : (await startDemoApi({ token: 'bench-token' })).url;
process.stdout.write(`${url}\n`);
process.stdin.on('end', () => process.exit()).resume();
