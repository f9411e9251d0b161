import { describe, expect, test } from 'vitest';
import { openApis } from '../../../src/api/open-apis.ts';
import { HttpError } from '../../../src/errors.ts';
import { defineResource } from '../../../src/factory/define-resource.ts';
import type { AnyResource } from '../../../src/factory/resource.ts';
import { createClient } from '../../../src/http/client.ts';
import { createMemoryExchange } from '../../memory-exchange.ts';
import { VirtualClock } from '../../virtual-clock.ts';

const users = defineResource({
  name: 'users',
  path: '/user',
  key: 'email',
  build: () => ({ email: 'a@b.fr' }),
});
const user = { id: 7, email: 'a@b.fr' };
type Reply = readonly [status: number, body?: unknown, headers?: Readonly<Record<string, string>>];

/** What a create comes to: the first reply is to the POST, the others to what is asked for after it, the last of them for ever. */
const created = (...replies: readonly Reply[]): ReturnType<typeof createdAs> => createdAs(users, ...replies);

async function createdAs(
  resource: AnyResource,
  ...replies: readonly Reply[]
): Promise<{
  readonly result: unknown;
  readonly error: HttpError | undefined;
  readonly requests: readonly string[];
  readonly clock: VirtualClock;
}> {
  const clock = new VirtualClock();
  const requests: string[] = [];
  const fetch = (request: Request): Response => {
    const { pathname } = new URL(request.url);
    const [status, body, headers] = replies[Math.min(requests.length, replies.length - 1)] as Reply;
    requests.push(`${request.method} ${pathname}`);
    const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    return new Response(text, { status, ...(headers && { headers }) });
  };
  const exchange = createMemoryExchange({ baseUrl: 'http://demo.test/api', fetch });
  const client = createClient({ exchange, clock, retry: { maxRetries: 0 } });
  const api = openApis(client, [resource], { clock, settleMs: 500 }).of('users');
  const result = await api.create({ email: 'a@b.fr' }).catch((reason: unknown) => reason);
  return { result, error: result instanceof HttpError ? result : undefined, requests, clock };
}

const to = (location: string): Readonly<Record<string, string>> => ({ location });

test('an error about an answer without a record tells what the own function threw that should have found it', async () => {
  const one = ({ body }: { readonly body: unknown }): unknown =>
    (body as { daata: { user: object } }).daata.user;
  const { error } = await createdAs(users.extend({ answers: { one } }) as AnyResource, [201, { data: {} }]);
  expect(error?.why).toBe(
    '201 with no usable "id" in the answer; it has: data. The function in `answers.one` threw: ' +
      "Cannot read properties of undefined (reading 'user')",
  );
});

describe('the record that an answer to a create leads to', () => {
  test.each<[string, readonly Reply[], object, readonly string[]]>([
    ['in the body', [[201, user]], { record: user, id: 7 }, []],
    ['in a wrapper', [[200, { data: user }]], { record: user, id: 7 }, []],
    ['not in the envelope', [[200, { id: 'r-1', data: user }]], { record: user, id: 7 }, []],
    [
      'at the Location of a 201',
      [
        [201, undefined, to('/api/user/7')],
        [200, user],
      ],
      { record: user, id: 7 },
      ['GET /api/user/7'],
    ],
    [
      'where a 303 leads',
      [
        [303, undefined, to('/api/user/7')],
        [200, user],
      ],
      { record: user, id: 7 },
      ['GET /api/user/7'],
    ],
    [
      'in its address, if its page is for people',
      [
        [303, undefined, to('/api/user/7')],
        [200, '<h1>Anna</h1>'],
      ],
      { record: { id: '7' }, id: '7' },
      ['GET /api/user/7'],
    ],
    [
      'in its address, if it may not be read',
      [
        [201, undefined, to('/api/user/a%20b')],
        [403, {}],
      ],
      { record: { id: 'a b' }, id: 'a b' },
      ['GET /api/user/a%20b'],
    ],
    [
      'at a Location that is relative',
      [
        [201, undefined, to('user/7')],
        [200, user],
      ],
      { record: user, id: 7 },
      ['GET /api/user/7'],
    ],
  ])('is found %s', async (_, replies, answered, asked) => {
    const { result, requests } = await created(...replies);
    expect(result).toEqual(answered);
    expect(requests).toEqual(['POST /api/user', ...asked]);
  });

  test.each<[string, readonly Reply[], string, number]>([
    ['nothing came', [[204]], '204 with no usable "id" in the answer; it has: nothing', 1],
    ['no id came', [[200, { ok: true }]], '200 with no usable "id" in the answer; it has: ok', 1],
    ['a word came', [[200, '"created"']], '200 with no usable "id" in the answer; it has: a string', 1],
    [
      'a 302 leads to a page of another kind',
      [
        [302, undefined, to('/login')],
        [200, '<h1>Sign in</h1>'],
      ],
      '302 redirect to http://demo.test/login, not followed: it asks for a login, so set `auth`',
      2,
    ],
    [
      'it leads to another origin',
      [[303, undefined, to('http://elsewhere.test/user/7')]],
      '303 redirect to http://elsewhere.test/user/7, not followed',
      1,
    ],
  ])('is in doubt, and never sent again here, if %s', async (_, replies, why, count) => {
    const { error, requests } = await created(...replies);
    expect(error).toMatchObject({ kind: 'no-id', why, committed: 'unknown', code: 'SEEDBED_HTTP' });
    expect(error?.status).not.toBe(202);
    expect(requests).toHaveLength(count);
  });
});

describe('an operation that a 202 began', () => {
  const accepted: Reply = [202, { operation: 7, status: 'running' }, to('/operations/7')];
  const running: Reply = [200, { id: 'op-7', status: 'running' }];

  test('is asked for with growing pauses until it holds the record', async () => {
    const done: Reply = [200, { id: 'op-7', status: 'succeeded', result: user }];
    const { result, requests, clock } = await created(accepted, running, running, running, done);
    expect(result).toEqual({ record: user, id: 7 });
    expect(requests).toEqual(['POST /api/user', ...Array(4).fill('GET /operations/7')]);
    expect(clock.slept).toEqual([500, 1000, 2000, 4000]);
  });

  test('is asked for when the API says', async () => {
    const later: Reply = [200, { status: 'running' }, { 'retry-after': '7' }];
    const { clock } = await created(accepted, later, [200, { status: 'done', result: user }]);
    expect(clock.slept).toEqual([500, 7000]);
  });

  test.each<[string, Reply]>([
    ['303', [303, undefined, to('/api/user/7')]],
    ['a Location in its last answer', [200, { id: 'op-7', status: 'done' }, to('/api/user/7')]],
  ])('leads to the record by %s', async (_, done) => {
    expect((await created(accepted, running, done, [200, user])).result).toEqual({ record: user, id: 7 });
  });

  test('may be the record itself, which is there later, whatever status it has', async () => {
    const machine = { ...user, status: 'running' };
    const { result, requests } = await created(
      [202, undefined, to('/api/user/7')],
      [404],
      [404],
      [200, machine],
    );
    expect(result).toEqual({ record: machine, id: 7 });
    expect(requests).toHaveLength(4);
  });

  test('is asked for a minute at most, and is still to be made then', async () => {
    for (const reply of [running, [404] as Reply, [200, running[1], { 'retry-after': '3600' }] as Reply]) {
      const { error, requests, clock } = await created(accepted, reply);
      expect(error).toMatchObject({ kind: 'no-id', status: 202, committed: 'unknown' });
      expect(requests.length).toBeLessThan(20);
      expect(clock.now()).toBeLessThan(70_000);
    }
  });

  test('has failed if it says so: then the record is not still to be made', async () => {
    const { error } = await created(accepted, running, [200, { status: 'failed' }]);
    expect(error).toMatchObject({
      kind: 'no-id',
      status: 200,
      why: '202, and its operation at /operations/7 failed',
    });
  });

  test('is no record although it has an id', async () => {
    const { error } = await created([202, { id: 'op-7', status: 'running' }]);
    expect(error).toMatchObject({ kind: 'no-id', status: 202 });
  });

  test('is no matter if the record came at once', async () => {
    expect((await created([202, { ...user, status: 'creating' }])).result).toMatchObject({ id: 7 });
  });
  test.each([
    [307, '/api/user/', ': write the path with a slash at its end'],
    [301, 'https://demo.test/api/user', ': set `baseUrl` to https://demo.test/api'],
  ])('was not made by a %i to the same at %s', async (status, location, hint) => {
    const { error } = await created([status, undefined, to(location)], [405]);
    const { href } = new URL(location, 'http://demo.test');
    const why = `${status} redirect to ${href}, not followed${hint}`;
    expect(error).toMatchObject({ kind: 'redirect', why, committed: 'no' });
  });
});
