import { openApis } from '../../../src/api/open-apis.ts';
import type { ResourceApi } from '../../../src/api/operations.ts';
import { defineResource } from '../../../src/factory/define-resource.ts';
import type { Delivery } from '../../../src/factory/delivery.ts';
import { createClient } from '../../../src/http/client.ts';
import { createMemoryExchange } from '../../memory-exchange.ts';
import { VirtualClock } from '../../virtual-clock.ts';

export interface Listed {
  readonly id: number;
  readonly email?: string;
  readonly name?: string;
  /** By the clock: lists and searches show it only then. @default at once */
  readonly from?: number;
}

export interface ScriptedList {
  readonly api: ResourceApi;
  readonly clock: VirtualClock;
  readonly stored: Listed[];
  readonly requests: string[];
}

export interface ScriptedListOptions {
  readonly delivery?: Delivery;
  /** What a list or search answers of what it should show. @default all of it */
  readonly show?: (records: readonly Listed[], query: URLSearchParams) => unknown;
  /** @default 500 */
  readonly settleMs?: number;
  /** Before a list is answered, by the virtual clock. */
  readonly latencyMs?: number;
}

/** The API of one resource with a key, over a list in memory whose time is virtual. */
export function openList({
  delivery,
  show = (records) => records,
  latencyMs = 0,
  settleMs = 500,
}: ScriptedListOptions = {}): ScriptedList {
  const clock = new VirtualClock();
  const stored: Listed[] = [];
  const requests: string[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname, searchParams, search } = new URL(request.url);
    requests.push(`${request.method} ${pathname}${decodeURIComponent(search)}`);
    const id = pathname.split('/')[2];
    if (id !== undefined) {
      const found = stored.find((record) => String(record.id) === id);
      return found === undefined ? Response.json({}, { status: 404 }) : Response.json(found);
    }
    if (latencyMs > 0) await clock.sleep(latencyMs);
    const visible = stored
      .filter(({ from = 0 }) => from <= clock.now())
      .map(({ from: _, ...shown }) => shown);
    const wanted = searchParams.get('email');
    return Response.json(
      await show(wanted === null ? visible : visible.filter(({ email }) => email === wanted), searchParams),
    );
  };
  const client = createClient({
    exchange: createMemoryExchange({ baseUrl: 'http://demo.test', fetch }),
    clock,
    retry: { maxRetries: 0 },
  });
  const users = defineResource({
    name: 'users',
    path: '/user',
    key: 'email',
    build: () => ({ email: 'a@b.fr', name: 'x' }),
    ...delivery,
  });
  const api = openApis(client, [users], { clock, settleMs }).of('users');
  return { api, clock, stored, requests };
}
