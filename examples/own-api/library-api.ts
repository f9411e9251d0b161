import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

type Row = Record<string, unknown>;

/** A small API: `/readers` and `/loans`, answers in `data`, an API key in `X-Api-Key`. */
export async function startLibrary(
  port = 0,
): Promise<{ url: string; rows: Record<string, Row[]>; server: Server }> {
  const rows: Record<string, Row[]> = { readers: [], loans: [] };
  const server = createServer(async (request, response) => {
    const reply = (status: number, body?: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body && JSON.stringify(body));
    };
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://library');
    const [, , name = '', id] = pathname.split('/');
    const list = rows[name];
    let text = '';
    for await (const chunk of request) text += chunk;

    if (request.headers['x-api-key'] !== 'reading-room') return reply(401, { message: 'Wrong API key.' });
    if (list === undefined) return reply(404, { message: 'No such collection.' });
    const row = list.find(({ uuid }) => uuid === id);
    if (request.method === 'POST') {
      const fields = JSON.parse(text) as Row;
      if (list.some(({ card }) => card !== undefined && card === fields.card))
        return reply(409, { message: 'That card is taken.' });
      const made = { uuid: randomUUID(), ...fields };
      list.push(made);
      return reply(201, { data: made });
    }
    if (id === undefined) {
      const card = searchParams.get('card');
      return reply(200, { data: list.filter((one) => card === null || one.card === card) });
    }
    if (row === undefined) return reply(404, { message: 'Not found.' });
    if (request.method === 'DELETE') list.splice(list.indexOf(row), 1);
    return request.method === 'DELETE' ? reply(204) : reply(200, { data: row });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`, rows, server };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(`The library is at ${(await startLibrary(4020)).url}`);
