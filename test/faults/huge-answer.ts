/** A process that takes one large answer: `node huge-answer.ts BASE_URL`. Prints how it failed, and by how many bytes the process grew. */

import type { HttpError } from '../../src/errors.ts';
import { createExchange } from '../../src/http/wire/exchange.ts';

const [, , baseUrl = ''] = process.argv;
const exchange = createExchange({ baseUrl });
// What a process that has sent something has in memory already.
for (let count = 0; count < 20; count++) await exchange.send({ method: 'GET', path: '/vm' });
const peak = (): number => process.resourceUsage().maxRSS * 1024;
const before = peak();
const kind = await exchange
  .send({ method: 'POST', path: '/user', body: {} })
  .then(() => 'answered')
  .catch((error: HttpError) => error.kind);
console.log(JSON.stringify({ kind, grown: peak() - before }));
await exchange.close();
