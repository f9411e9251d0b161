import { expect, test } from 'vitest';
import {
  type Implementation,
  implementations,
  manualClock,
  operatorToken,
  vmOf,
} from './demo-api-targets.ts';

/** What clients act upon. Servers add headers of their own (`date`, `connection`). */
const meaningful = ['content-type', 'retry-after', 'www-authenticate', 'x-total-count', 'ratelimit'];

async function transcript({ start }: Implementation): Promise<string[]> {
  await using api = await start({
    clock: manualClock(),
    rateLimit: { requests: 11, per: 20_000, headers: true },
  });
  const token = await operatorToken(api);
  const calls: [string, string, unknown?][] = [
    ['POST', '/user', { name: 'Zoé Lefèvre', email: 'zoe@example.com', password: 'pässwörd' }],
    ['POST', '/user', { name: 'Zoé', email: 'zoe@example.com' }],
    ['POST', '/user', { name: 'Zoé' }],
    ['POST', '/vm', vmOf(2)],
    ['POST', '/user/bulk', [{ name: '日本', email: 'nihon@example.com' }, 4]],
    ['GET', '/user?page=1&per_page=1'],
    ['POST', '/Stop_VM', { vm_id: 1 }],
    ['DELETE', '/user/2'],
    ['GET', '/vm/9'],
    ['DELETE', '/vm/1'],
    ['GET', '/user'],
    ['GET', '/unknown'],
    ['GET', '/openapi.json'],
  ];
  const lines: string[] = [];
  for (const [method, path, body] of calls) {
    const { status, headers, text } = await api.send(method, path, { token, body });
    const shown = meaningful.map((name) => `${name}: ${headers[name] ?? '-'}`).join(', ');
    lines.push(`${method} ${path} ${status} ${shown} ${text}`);
  }
  return lines;
}

test('memory, server and msw answer the same, to the byte', async () => {
  const transcripts: string[][] = [];
  for (const implementation of implementations) transcripts.push(await transcript(implementation));
  const [memory, server, mocked] = transcripts;
  expect(memory?.map((line) => line.split(' ')[2])).toEqual([
    '200',
    '409',
    '422',
    '200',
    '200',
    '200',
    '200',
    '409',
    '404',
    '200',
    '429',
    '404',
    '200',
  ]);
  expect(server).toEqual(memory);
  expect(mocked).toEqual(memory);
});
